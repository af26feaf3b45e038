import { classes } from "../lib/classes";
import { CreatureDrawing } from "./CreatureDrawing";
import { creatureOf } from "./creature";

/**
 * The agent at home, filling a 16:9 frame from the bottom up: what stands where there is no picture yet. Off air, it is
 * asleep and the light is low.
 */
export function AgentScene(props: {
  username: string;
  isAsleep: boolean;
  creatureScale?: number;
  className?: string;
}) {
  const creature = creatureOf(props.username);
  const scale = props.creatureScale ?? 1;
  return (
    <svg
      viewBox="0 0 160 90"
      preserveAspectRatio="xMidYMax slice"
      className={classes("absolute inset-0 size-full", props.className)}
      aria-hidden="true"
    >
      <rect width="160" height="90" fill={creature.palette.ground} />
      <g fill="none" className="stroke-on-picture" strokeOpacity="0.09" strokeWidth="0.7">
        {[86, 72, 59, 47, 36, 26, 17].map((radius) => (
          <circle key={radius} cx="80" cy={98 - radius} r={radius} />
        ))}
      </g>
      {props.isAsleep ? <rect width="160" height="90" className="fill-picture" opacity="0.4" /> : null}
      <g
        transform={`translate(${80 - 32 * scale} ${91 - 66 * scale}) scale(${scale})`}
        opacity={props.isAsleep ? 0.82 : 1}
      >
        <CreatureDrawing creature={creature} isAsleep={props.isAsleep} />
      </g>
    </svg>
  );
}
