import { useQueries } from "convex/react";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { useCallback, useEffect, useMemo, useState } from "react";
import { api } from "../../convex/_generated/api";
import { useLive } from "../lib/useLive";
import { mergeTimeline, olderStart, pagesBetween, trimmedStart } from "./timeline";

export type Message = FunctionReturnType<typeof api.chat.messages.latest>[number];
export type ChannelId = FunctionArgs<typeof api.chat.messages.latest>["channelId"];

export type Timeline =
  | { status: "loading" }
  | { status: "failed"; retry: () => void }
  | {
      status: "ready";
      messages: Message[];
      /** Whether there is anything above the first message shown. */
      hasOlder: boolean;
      isLoadingOlder: boolean;
      loadOlder: () => void;
      /** For a reader who follows the newest message: lets go of what has piled up above. */
      trim: () => void;
    };

/**
 * A channel's messages: the live tail, which all viewers share as one query, and the settled pages above it that this
 * reader has asked for. Pages never change while they are on screen, so they cost one load each.
 */
export function useTimeline(channelId: ChannelId): Timeline {
  const tail = useLive(api.chat.messages.latest, { channelId });
  const [remembered] = useState(() => new Map<number, Message>());
  const [from, setFrom] = useState<number | null>(null);

  const tailMessages = tail.status === "ready" ? tail.data : null;
  const tailStart = tailMessages?.[0]?.seq ?? 0;
  const start = Math.min(from ?? tailStart, tailStart);
  if (from === null && tailMessages !== null) setFrom(tailStart);

  const pages = usePages(channelId, start, tailStart);
  const messages = useMemo(
    () =>
      tailMessages === null ? [] : mergeTimeline({ from: start, tail: tailMessages, pages, remembered }),
    [tailMessages, start, pages, remembered],
  );

  useEffect(() => {
    for (const message of tailMessages ?? []) remembered.set(message.seq, message);
    for (const seq of remembered.keys()) if (seq < start) remembered.delete(seq);
  }, [tailMessages, start, remembered]);

  const firstShown = messages[0]?.seq ?? 0;
  const isLoadingOlder = firstShown > start;
  const loadOlder = useCallback(() => {
    if (!isLoadingOlder) setFrom(olderStart(firstShown));
  }, [isLoadingOlder, firstShown]);
  const trim = useCallback(
    () => setFrom((current) => trimmedStart(current ?? tailStart, tailStart)),
    [tailStart],
  );

  if (tail.status !== "ready") return tail;
  return { status: "ready", messages, hasOlder: firstShown > 0, isLoadingOlder, loadOlder, trim };
}

/** The pages between `from` and the live tail that have arrived. A page that fails simply hasn't arrived. */
function usePages(channelId: ChannelId, from: number, tailStart: number): ReadonlyMap<number, Message[]> {
  const wanted = pagesBetween(from, tailStart).join(",");
  const queries = useMemo(() => {
    const numbers = wanted === "" ? [] : wanted.split(",").map(Number);
    return Object.fromEntries(
      numbers.map((page) => [String(page), { query: api.chat.messages.page, args: { channelId, page } }]),
    );
  }, [wanted, channelId]);
  const results: Record<string, unknown> = useQueries(queries);
  return useMemo(() => {
    const arrived = new Map<number, Message[]>();
    for (const [page, result] of Object.entries(results)) {
      if (Array.isArray(result)) arrived.set(Number(page), result as Message[]);
    }
    return arrived;
  }, [results]);
}
