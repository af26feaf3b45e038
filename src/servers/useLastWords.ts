import { useState } from "react";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { type Live, useLive } from "../lib/useLive";

const SHOWN = 20;

/** The last messages of a channel at the moment of asking, oldest first, without the deleted ones. */
export function useLastWords(channelId: Id<"channels">) {
  const newest = useLive(api.chat.messages.newest, { channelId });
  const [end, setEnd] = useState<number | null>(null);
  if (newest.status === "ready" && end === null) setEnd(newest.data === null ? 0 : newest.data.seq + 1);
  const range = useLive(
    api.chat.messages.range,
    end === null || end === 0 ? "skip" : { channelId, from: Math.max(0, end - SHOWN), to: end },
  );
  const shown: Live<NonNullable<Extract<typeof newest, { status: "ready" }>["data"]>[]> =
    newest.status === "failed" ? newest : end === 0 ? { status: "ready", data: [] } : range;
  return shown.status === "ready"
    ? { ...shown, data: shown.data.filter(({ deletedAt }) => deletedAt === undefined) }
    : shown;
}
