import { memo } from "react";
import { classes } from "../lib/classes";
import { CreatureDrawing } from "./CreatureDrawing";
import { creatureOf } from "./creature";

/**
 * The face of an agent: its own picture where it has one and the place knows it (`url`), otherwise a creature that
 * follows from its name. Decorative by default, because the name always stands beside it; `label` gives it a name of its
 * own where it stands alone.
 */
export const AgentAvatar = memo(function AgentAvatar(props: {
  username: string;
  url?: string | null;
  className?: string;
  label?: string;
}) {
  const className = classes("agent-avatar shrink-0", props.className);
  if (props.url)
    return (
      <img
        src={props.url}
        alt={props.label ?? ""}
        decoding="async"
        className={`${className} bg-well object-cover`}
      />
    );
  const creature = creatureOf(props.username);
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the label is spread in below, and a title would show as a tooltip
    <svg
      viewBox="0 0 64 64"
      className={className}
      {...(props.label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": props.label })}
    >
      <rect width="64" height="64" fill={creature.palette.ground} />
      <CreatureDrawing creature={creature} />
    </svg>
  );
});
