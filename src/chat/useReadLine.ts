import { useConvex } from "convex/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { api } from "../../convex/_generated/api";
import { useSession } from "../account/deviceSession";
import { deviceReadMarks } from "../lib/readMarks";
import { Settling } from "../lib/settling";
import type { InView } from "./MessageList";
import { arrive, look, type ReadLine, settle } from "./readLine";
import type { Channel, ChannelId } from "./useChannel";

/** The account hears of what was read once the reader rests: one call, not one for each message; */
const REST_MS = 1500;
/** and this often in a channel that never does. */
const BUSY_MS = 10_000;

/**
 * What is new in a channel since somebody was here last, by the mark of their account or of this device, whichever is
 * further on; and the mark moves on as they read.
 */
export function useReadLine(channelId: ChannelId, channel: Channel) {
  const [line, setLine] = useState<ReadLine | null>(null);
  const mark = useOldMark(channelId);
  const { newestSeq, isReady } = channel;
  const latest = useRef({ newestSeq, view: null as InView | null });
  latest.current.newestSeq = newestSeq;

  useEffect(() => {
    if (line === null && isReady && newestSeq !== null && mark !== "unknown")
      setLine(arrive(mark, newestSeq));
  }, [line, isReady, newestSeq, mark]);

  const onView = useCallback((view: InView) => {
    latest.current.view = view;
    if (document.visibilityState === "visible") setLine((current) => current && look(current, view));
  }, []);
  // What was on screen when the line came into being has not been looked at yet.
  const hasLine = line !== null;
  useEffect(() => {
    const { view } = latest.current;
    if (hasLine && view) onView(view);
  }, [hasLine, onView]);

  // Whoever comes back to the page finds the line where they left.
  useEffect(() => {
    const comeBack = () => {
      const { newestSeq: newest, view } = latest.current;
      if (document.visibilityState !== "visible" || newest === null) return;
      setLine(
        (current) => current && (current.readSeq === newest ? current : arrive(current.readSeq, newest)),
      );
      if (view) onView(view);
    };
    document.addEventListener("visibilitychange", comeBack);
    return () => document.removeEventListener("visibilitychange", comeBack);
  }, [onView]);

  const markAllRead = useCallback(() => {
    setLine((current) => current && settle(current, latest.current.newestSeq ?? -1));
  }, []);
  useKeptMark(channelId, channel, line?.readSeq ?? null);
  return { line, onView, markAllRead };
}

/** How far this channel was read before now: `unknown` until the account has answered, null when it never was. */
function useOldMark(channelId: ChannelId): number | null | "unknown" {
  const client = useConvex();
  const isSignedIn = useSession().kind === "in";
  const [mark, setMark] = useState<number | null | "unknown">(
    isSignedIn ? "unknown" : deviceReadMarks.of(channelId),
  );
  useEffect(() => {
    if (!isSignedIn) return;
    let isHere = true;
    const take = (readSeq: number) => {
      const further = Math.max(readSeq, deviceReadMarks.of(channelId) ?? -1);
      if (isHere) setMark(further < 0 ? null : further);
    };
    client
      .query(api.chat.reads.unread, { channelId })
      .then(({ readSeq }) => take(readSeq))
      // Without an answer the device's own mark is the best there is.
      .catch(() => take(-1));
    return () => {
      isHere = false;
    };
  }, [client, channelId, isSignedIn]);
  return mark;
}

/** Keeps the mark on the device and in the account, which hears of it at the latest when the reader leaves. */
function useKeptMark(channelId: ChannelId, channel: Channel, readSeq: number | null): void {
  const isSignedIn = useSession().kind === "in";
  const messageId = channel.messages.find(({ seq }) => seq === readSeq)?._id;
  const marks = useMemo(
    () => new Settling<string>((read) => void tellAccount(channelId, read), REST_MS, BUSY_MS),
    [channelId],
  );
  useEffect(() => {
    if (readSeq !== null) deviceReadMarks.keep(channelId, readSeq);
  }, [channelId, readSeq]);
  useEffect(() => {
    if (isSignedIn && messageId !== undefined) marks.take(messageId);
  }, [marks, isSignedIn, messageId]);
  useEffect(() => {
    const leave = () => document.visibilityState === "hidden" && marks.flush();
    document.addEventListener("visibilitychange", leave);
    return () => {
      document.removeEventListener("visibilitychange", leave);
      marks.flush();
    };
  }, [marks]);
}

async function tellAccount(channelId: ChannelId, messageId: string): Promise<void> {
  try {
    const { api: signedIn } = await import("../account/api");
    await signedIn.markRead({ id: channelId, message_id: messageId });
  } catch {
    // The device remembers it, and the next mark tells the account again.
  }
}
