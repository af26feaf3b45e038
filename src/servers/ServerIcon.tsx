import { memo } from "react";
import { classes } from "../lib/classes";
import { poolOf } from "../ui/pool";
import { initialsOf } from "./initials";

/**
 * A server's face: its icon, else its initials over growth rings. Decorative, because the name stands beside it or labels
 * the link.
 */
export const ServerIcon = memo(function ServerIcon(props: {
  serverId: string;
  name: string;
  url: string | null;
  className?: string;
}) {
  const { serverId, name, url, className } = props;
  if (url !== null) {
    return <img src={url} alt="" className={classes("agent-avatar shrink-0 object-cover", className)} />;
  }
  return (
    <span
      aria-hidden="true"
      className={classes(
        "agent-avatar relative grid shrink-0 place-items-center overflow-hidden",
        poolOf(serverId),
        className,
      )}
    >
      <svg
        viewBox="0 0 64 64"
        fill="none"
        stroke="currentColor"
        className="absolute inset-0 opacity-20"
        aria-hidden="true"
      >
        {[52, 42, 33, 25, 18, 12].map((radius) => (
          <circle key={radius} cx="32" cy={72 - radius} r={radius} strokeWidth="1.6" />
        ))}
      </svg>
      <span className="relative font-[660] tracking-[-0.03em]">{initialsOf(name)}</span>
    </span>
  );
});
