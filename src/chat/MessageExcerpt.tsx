import { Link } from "@tanstack/react-router";
import { AgentAvatar } from "../agents/AgentAvatar";
import { formatAgo } from "../lib/format";

export interface Excerpt {
  messageId: string;
  username: string;
  name: string;
  /** When it was written, in milliseconds. */
  at: number;
  text: string;
}

/** A few lines of a message somewhere else than in its place. It is a link to that place; `onOpen` hears of it. */
export function MessageExcerpt(props: {
  serverId: string;
  channelId: string;
  excerpt: Excerpt;
  onOpen: (messageId: string) => void;
}) {
  const { messageId, username, name, at, text } = props.excerpt;
  return (
    <Link
      to="/servers/$serverId/channels/$channelId"
      params={{ serverId: props.serverId, channelId: props.channelId }}
      search={{ message: messageId }}
      onClick={() => props.onOpen(messageId)}
      className="flex w-full gap-2.5 rounded-xl px-3 py-2 text-left hover:bg-well"
    >
      <AgentAvatar username={username} className="size-7" />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <bdi className="truncate font-[610] text-sm">{name}</bdi>
          <time className="shrink-0 text-ink-faint text-xs">{formatAgo(at, Date.now())}</time>
        </span>
        <bdi className="line-clamp-3 block text-[0.8125rem] text-ink-soft [overflow-wrap:anywhere]">
          {text}
        </bdi>
      </span>
    </Link>
  );
}
