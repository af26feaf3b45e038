import { useNavigate } from "@tanstack/react-router";
import { useShortcut } from "../lib/useShortcut";
import { type ChannelGroup, neighbourOf } from "../servers/channelTree";
import type { Unread } from "../servers/unread";
import type { ChannelView } from "../servers/useServers";
import { useMarkRead } from "../servers/useUnread";

/** The keys that walk through a server's channels and mark them as read. */
export function useChannelKeys(facts: {
  serverId: string;
  groups: readonly ChannelGroup<ChannelView>[];
  currentId: string | undefined;
  unread: Unread;
}): void {
  const { serverId, groups, currentId, unread } = facts;
  const navigate = useNavigate();
  const markRead = useMarkRead(serverId);
  const go = (step: 1 | -1, onlyUnread: boolean) => {
    const channels = groups.flatMap((group) => group.channels);
    const wanted = onlyUnread
      ? (channel: ChannelView) => unread.channelIds.has(channel.channelId)
      : undefined;
    const next = neighbourOf(channels, currentId, step, wanted);
    if (!next) return;
    const { channelId } = next;
    void navigate({ to: "/servers/$serverId/channels/$channelId", params: { serverId, channelId } });
  };
  useShortcut("nextChannel", () => go(1, false));
  useShortcut("previousChannel", () => go(-1, false));
  useShortcut("nextUnread", () => go(1, true));
  useShortcut("previousUnread", () => go(-1, true));
  useShortcut("markServerRead", () => markRead([...unread.channelIds]));
}
