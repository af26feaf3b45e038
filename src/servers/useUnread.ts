import { useConvex, useConvexAuth } from "convex/react";
import { useCallback, useEffect, useMemo } from "react";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { deviceReadMarks, useReadMarks } from "../lib/readMarks";
import { useLive } from "../lib/useLive";
import { NOTHING_UNREAD, type Unread, unreadOf, wasOpened } from "./unread";

/** What has not been read of a server, live, by this device's marks and the account's. */
export function useServerUnread(serverId: string): Unread {
  const { heads, account, deviceMarks } = useMarks(serverId);
  return useMemo(
    () => (heads === null ? NOTHING_UNREAD : unreadOf(heads, deviceMarks, account ?? [])),
    [heads, deviceMarks, account],
  );
}

/** Whoever opens a server for the first time has missed nothing: its marks begin where it stands. */
export function useFreshMarks(serverId: string): void {
  const { heads, account, deviceMarks } = useMarks(serverId);
  useEffect(() => {
    if (heads === null || account === null || wasOpened(heads, deviceMarks, account)) return;
    deviceReadMarks.keepAll(heads.map(({ channelId, lastSeq }) => [channelId, lastSeq]));
  }, [heads, account, deviceMarks]);
}

/** Marks channels of a server as read up to their newest message, on this device and in the account. */
export function useMarkRead(serverId: string): (channelIds: readonly string[]) => void {
  const client = useConvex();
  const { isAuthenticated } = useConvexAuth();
  const { heads } = useMarks(serverId);
  return useCallback(
    (channelIds) => {
      const marked = (heads ?? []).filter(({ channelId }) => channelIds.includes(channelId));
      deviceReadMarks.keepAll(marked.map(({ channelId, lastSeq }) => [channelId, lastSeq]));
      if (!isAuthenticated) return;
      const tell = async (channelId: Id<"channels">) => {
        const newest = await client.query(api.chat.messages.newest, { channelId });
        const { api: signedIn } = await import("../account/api");
        if (newest) await signedIn.markRead({ id: channelId, message_id: newest._id });
      };
      // The device remembers it, and the next mark tells the account again.
      for (const { channelId } of marked) tell(channelId).catch(() => undefined);
    },
    [client, heads, isAuthenticated],
  );
}

/** `account` is null while it has not answered; nobody signed in has no marks there. */
function useMarks(serverId: string) {
  const { isAuthenticated, isLoading } = useConvexAuth();
  const deviceMarks = useReadMarks();
  const heads = useLive(api.servers.heads.of, { serverId });
  const account = useLive(api.chat.reads.ofServer, isAuthenticated ? { serverId } : "skip");
  return {
    deviceMarks,
    heads: heads.status === "ready" ? heads.data : null,
    account: account.status === "ready" ? account.data : isAuthenticated || isLoading ? null : NO_MARKS,
  };
}

const NO_MARKS: readonly never[] = [];
