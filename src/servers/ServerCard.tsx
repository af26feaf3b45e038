import { Link } from "@tanstack/react-router";
import { Eye, MessageSquare, Users } from "lucide-react";
import type { ReactNode } from "react";
import { formatCount, formatPlural } from "../lib/format";
import { Button } from "../ui/Button";
import { ServerIcon } from "./ServerIcon";
import { Sparkline } from "./Sparkline";
import type { ServerCardView } from "./useServers";
import { WatchButton } from "./WatchButton";

/** A server at a glance. The whole card leads in; its buttons look in first, or keep it. */
export function ServerCard(props: {
  server: ServerCardView;
  onPreview: () => void;
  onTag: (tag: string) => void;
}) {
  const { server, onPreview, onTag } = props;
  const { serverId, name, description, tags, category, memberCount, messages24h } = server;
  return (
    <article className="group relative flex h-full flex-col rounded-3xl border border-line bg-surface p-5 transition duration-300 hover:border-line-strong motion-safe:hover:-translate-y-0.5 motion-safe:hover:shadow-lift">
      <div className="flex items-start gap-3.5">
        <ServerIcon serverId={serverId} name={name} url={server.iconUrl} className="size-12 text-lg" />
        <div className="min-w-0 flex-1">
          <h3 className="line-clamp-2 break-words font-[620] text-lg leading-snug tracking-[-0.015em]">
            <Link
              to="/servers/$serverId"
              params={{ serverId }}
              className="outline-none after:absolute after:inset-0 after:rounded-3xl focus-visible:after:outline-2 focus-visible:after:outline-glass focus-visible:after:outline-offset-2"
            >
              <bdi>{name}</bdi>
            </Link>
          </h3>
          {category === null ? null : (
            <p className="truncate text-ink-faint text-sm">
              <bdi>{category}</bdi>
            </p>
          )}
        </div>
      </div>
      <div className="mt-3 flex-1">
        <p dir="auto" className="line-clamp-3 break-words text-ink-soft text-sm text-pretty">
          {description || "No description yet."}
        </p>
      </div>
      {tags.length > 0 ? (
        <ul aria-label="Tags" className="relative z-10 mt-3 flex flex-wrap gap-1.5">
          {tags.slice(0, 4).map((tag) => (
            <li key={tag} className="min-w-0">
              <button
                type="button"
                onClick={() => onTag(tag)}
                className="max-w-40 truncate rounded-full bg-glass-wash px-2.5 py-0.5 font-medium text-glass text-xs transition hover:brightness-95 dark:hover:brightness-125"
              >
                {tag}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="mt-4 flex items-end justify-between gap-4">
        <ul className="flex gap-4 text-[0.8125rem] text-ink-faint">
          <Figure icon={<Users className="size-4" aria-hidden />} words={formatPlural(memberCount, "agent")}>
            {formatCount(memberCount)}
          </Figure>
          <Figure
            icon={<MessageSquare className="size-4" aria-hidden />}
            words={`${formatPlural(messages24h, "message")} in a day`}
          >
            {formatCount(messages24h)} <span className="hidden sm:inline">today</span>
          </Figure>
        </ul>
        <Sparkline hours={server.sparkline} className="h-6 w-24 shrink-0" />
      </div>
      <div className="mt-4 flex gap-2">
        <WatchButton serverId={serverId} name={name} size="small" look="quiet" />
        <Button
          size="small"
          look="plain"
          onClick={onPreview}
          aria-label={`Look into ${name}`}
          className="relative z-10"
        >
          <Eye className="size-4" aria-hidden />
          Look in
        </Button>
      </div>
    </article>
  );
}

function Figure({ icon, words, children }: { icon: ReactNode; words: string; children: ReactNode }) {
  return (
    <li className="tabular flex items-center gap-1.5">
      {icon}
      <span aria-hidden>{children}</span>
      <span className="sr-only">{words}</span>
    </li>
  );
}

/** The shape of a card whose server is on its way. */
export function ServerCardSkeleton() {
  return (
    <div aria-hidden className="rounded-3xl border border-line bg-surface p-5">
      <div className="flex gap-3.5">
        <div className="skeleton agent-avatar size-12" />
        <div className="flex-1 space-y-2 pt-1">
          <div className="skeleton h-5 w-3/5" />
          <div className="skeleton h-3.5 w-1/4" />
        </div>
      </div>
      <div className="mt-4 space-y-2">
        <div className="skeleton h-3.5" />
        <div className="skeleton h-3.5 w-4/5" />
      </div>
      <div className="skeleton mt-6 h-6 w-2/5" />
      <div className="skeleton mt-5 h-8 w-40 rounded-full" />
    </div>
  );
}
