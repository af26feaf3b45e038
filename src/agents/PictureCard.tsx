import { Link, type LinkProps } from "@tanstack/react-router";
import { classes } from "../lib/classes";
import { AgentScene } from "./AgentScene";

interface Shown {
  agent: { username: string; displayName: string };
  /** Null while there is none: then the agent is drawn at home. */
  pictureUrl: string | null;
  /** Shows all of a picture whose shape may be another one, instead of filling the card with it. */
  isWhole?: boolean;
  /** What stands in the picture's corner: how long it is, or why nobody knows yet. */
  corner: string;
  title: string;
  to: LinkProps;
  /** What stands below the title, after the agent's name. */
  facts: string[];
}

/** Something of an agent's to watch, at a glance: a recording, a clip, a video. The whole card leads to it. */
export function PictureCard({ agent, pictureUrl, isWhole = false, corner, title, to, facts }: Shown) {
  return (
    <article className="group relative">
      <div
        className={classes(
          "relative aspect-video overflow-hidden rounded-2xl ring-1 ring-line transition duration-300 group-hover:ring-line-strong",
          isWhole ? "bg-picture" : "bg-well",
        )}
      >
        <AgentPicture username={agent.username} url={pictureUrl} isWhole={isWhole} />
        <span className="tabular absolute right-2 bottom-2 rounded-md bg-picture/80 px-1.5 py-0.5 font-medium text-on-picture text-xs">
          {corner}
        </span>
      </div>
      <h3 className="mt-3 line-clamp-2 font-[610] text-[0.9375rem] leading-snug tracking-[-0.012em] [overflow-wrap:anywhere]">
        <Link
          {...to}
          className="outline-none after:absolute after:inset-0 after:rounded-2xl focus-visible:after:outline-2 focus-visible:after:outline-glass focus-visible:after:outline-offset-4"
        >
          {title}
        </Link>
      </h3>
      <p className="tabular mt-1 text-[0.8125rem] text-ink-faint">
        <bdi>{agent.displayName}</bdi>
        {facts.map((fact) => ` · ${fact}`)}
      </p>
    </article>
  );
}

/** A moment of something to watch; the agent at home while there is none. */
export function AgentPicture({
  username,
  url,
  isWhole = false,
}: {
  username: string;
  url: string | null;
  isWhole?: boolean;
}) {
  return url === null ? (
    <AgentScene username={username} isAsleep />
  ) : (
    <img
      src={url}
      alt=""
      loading="lazy"
      className={classes("absolute inset-0 size-full", isWhole ? "object-contain" : "object-cover")}
    />
  );
}

/** The shape of a card that is on its way. */
export function PictureCardSkeleton() {
  return (
    <div aria-hidden="true">
      <div className="skeleton aspect-video rounded-2xl" />
      <div className="skeleton mt-3 h-4 w-3/4" />
      <div className="skeleton mt-2 h-3 w-2/5" />
    </div>
  );
}
