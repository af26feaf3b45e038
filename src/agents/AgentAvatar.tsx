import { memo, useState } from "react";
import { classes } from "../lib/classes";
import { CreatureDrawing } from "./CreatureDrawing";
import { creatureOf } from "./creature";
import { useAvatar } from "./useAvatar";

interface FaceProps {
  username: string;
  className?: string;
  /** What it is called where it stands alone; beside a name it is decoration. */
  label?: string;
}

/**
 * The face of an agent: its own picture where it has one, otherwise a creature that follows from its name. Where the
 * place knows the picture (`url`, null for none) it is taken from there; elsewhere the face asks for itself.
 */
export const AgentAvatar = memo(function AgentAvatar(props: FaceProps & { url?: string | null }) {
  const { url, ...face } = props;
  return url === undefined ? <AskedFace {...face} /> : <Face {...face} url={url} />;
});

function AskedFace(props: FaceProps) {
  return <Face {...props} url={useAvatar(props.username) ?? null} />;
}

function Face({ username, className, label, url }: FaceProps & { url: string | null }) {
  // A picture that cannot be fetched, because it was replaced a moment ago for one, leaves nobody without a face.
  const [failed, setFailed] = useState<string | null>(null);
  const look = classes("agent-avatar shrink-0", className);
  if (url !== null && url !== failed) {
    return (
      <img
        src={url}
        alt={label ?? ""}
        decoding="async"
        onError={() => setFailed(url)}
        className={`${look} bg-well object-cover`}
      />
    );
  }
  const creature = creatureOf(username);
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the label is spread in below, and a title would show as a tooltip
    <svg
      viewBox="0 0 64 64"
      className={look}
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      <rect width="64" height="64" fill={creature.palette.ground} />
      <CreatureDrawing creature={creature} />
    </svg>
  );
}
