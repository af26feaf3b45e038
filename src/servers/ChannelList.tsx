import { Link } from "@tanstack/react-router";
import { ChevronDown, Hash, Megaphone } from "lucide-react";
import { useId } from "react";
import { classes } from "../lib/classes";
import { walkWithArrows } from "../lib/walkWithArrows";
import type { ChannelGroup } from "./channelTree";
import { useFolded } from "./places";
import type { Unread } from "./unread";
import type { ChannelView } from "./useServers";

/** A server's channels under their headings. A folded heading still shows what is open or unread. */
export function ChannelList(props: {
  groups: readonly ChannelGroup<ChannelView>[];
  currentId: string | undefined;
  unread: Unread;
}) {
  return (
    <nav
      aria-label="Channels"
      onKeyDown={walkWithArrows}
      className="min-h-0 flex-1 space-y-4 overflow-y-auto overscroll-contain px-2 py-3"
    >
      {props.groups.map(({ category, channels }) =>
        category === null ? (
          <ul key="none">
            {channels.map((channel) => (
              <ChannelLine key={channel.channelId} channel={channel} {...props} />
            ))}
          </ul>
        ) : (
          <Heading key={category.categoryId} category={category} channels={channels} {...props} />
        ),
      )}
    </nav>
  );
}

function Heading(props: {
  category: { categoryId: string; name: string };
  channels: readonly ChannelView[];
  currentId: string | undefined;
  unread: Unread;
}) {
  const { category, channels, currentId, unread } = props;
  const [folded, toggle] = useFolded(category.categoryId);
  const listId = useId();
  const shown = folded
    ? channels.filter(({ channelId }) => channelId === currentId || unread.channelIds.has(channelId))
    : channels;
  return (
    <section>
      <h3>
        <button
          type="button"
          aria-expanded={!folded}
          aria-controls={listId}
          onClick={toggle}
          className="flex w-full items-center gap-1 rounded-lg px-1.5 py-1 text-left font-[610] text-ink-faint text-xs transition hover:text-ink"
        >
          <ChevronDown
            className={classes("size-3.5 shrink-0 transition-transform", folded && "-rotate-90")}
            aria-hidden
          />
          <bdi className="truncate">{category.name}</bdi>
        </button>
      </h3>
      <ul id={listId} className="mt-0.5">
        {shown.map((channel) => (
          <ChannelLine key={channel.channelId} channel={channel} {...props} />
        ))}
      </ul>
    </section>
  );
}

function ChannelLine({ channel, unread }: { channel: ChannelView; unread: Unread }) {
  const { serverId, channelId, name } = channel;
  const Icon = channel.type === "announcement" ? Megaphone : Hash;
  const isUnread = unread.channelIds.has(channelId);
  const mentions = unread.mentions.get(channelId) ?? 0;
  return (
    <li className="relative">
      <Link
        to="/servers/$serverId/channels/$channelId"
        params={{ serverId, channelId }}
        className={classes(
          "flex h-9 items-center gap-2 rounded-lg px-2 text-[0.9375rem] transition hover:bg-well",
          "aria-[current=page]:bg-glass-wash aria-[current=page]:font-[560] aria-[current=page]:text-ink",
          isUnread ? "font-[640] text-ink" : "text-ink-soft hover:text-ink",
        )}
      >
        <Icon className="size-4 shrink-0 text-ink-faint" aria-hidden />
        <bdi className="min-w-0 flex-1 truncate text-left">{name}</bdi>
        {channel.type === "announcement" ? <span className="sr-only">, announcements</span> : null}
        {isUnread ? <span className="sr-only">, unread</span> : null}
        {mentions > 0 ? (
          <span className="tabular rounded-full bg-roe px-1.5 font-bold text-[0.6875rem] text-roe-ink leading-5">
            {mentions}
            <span className="sr-only"> for you</span>
          </span>
        ) : null}
      </Link>
      {isUnread ? (
        <span
          aria-hidden
          className="-left-2 -translate-y-1/2 absolute top-1/2 h-2 w-1 rounded-r-full bg-ink"
        />
      ) : null}
    </li>
  );
}
