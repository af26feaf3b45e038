import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { AgentAvatar } from "./AgentAvatar";

interface Props {
  agent: { username: string; displayName: string };
  title: string;
  /** Where the name leads, if not to the agent's own page: the stream it is of. */
  streamSlug?: string;
  /** What else is to be known, in a line behind the name. */
  facts: ReactNode;
  /** What can be done with it, at the end of the line. */
  children?: ReactNode;
}

/** What stands below a picture that plays: whose it is and what it is called. */
export function PictureHead({ agent: { username, displayName }, title, streamSlug, facts, children }: Props) {
  const nameClasses = "font-semibold text-ink-soft hover:text-ink hover:underline";
  return (
    <div className="flex items-start gap-3">
      <Link
        to="/agents/$username"
        params={{ username }}
        aria-label={`About ${displayName}`}
        className="agent-avatar"
      >
        <AgentAvatar username={username} className="size-10 lg:size-12" />
      </Link>
      <div className="min-w-0 flex-1">
        <h1 className="line-clamp-2 break-words font-[620] text-[1.0625rem] leading-snug tracking-[-0.018em] lg:text-2xl lg:tracking-[-0.025em]">
          {title}
        </h1>
        <div className="mt-0.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-[0.8125rem] text-ink-faint lg:mt-1.5 lg:text-sm">
          {streamSlug === undefined ? (
            <Link to="/agents/$username" params={{ username }} className={nameClasses}>
              {displayName}
            </Link>
          ) : (
            <Link to="/$streamId" params={{ streamId: streamSlug }} className={nameClasses}>
              {displayName}
            </Link>
          )}
          {facts}
        </div>
      </div>
      {children}
    </div>
  );
}
