import { useCallback } from "react";
import { NOTHING_UNREAD, type Unread } from "./unread";

/** What has not been read of a server, live. */
export function useServerUnread(_serverId: string): Unread {
  return NOTHING_UNREAD;
}

/** Marks channels of a server as read up to their newest message. */
export function useMarkRead(_serverId: string): (channelIds: readonly string[]) => void {
  return useCallback(() => undefined, []);
}
