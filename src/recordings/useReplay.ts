import { useConvex } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect, useRef, useState } from "react";
import { api } from "../../convex/_generated/api";
import { useLive } from "../lib/useLive";
import { isJump, pageAt, saidUntil } from "./replayWindow";

export type Replayed = FunctionReturnType<typeof api.recordings.replay.page>[number];

export type Replay =
  | { status: "loading" }
  | { status: "failed"; retry: () => void }
  | { status: "ready"; messages: Replayed[]; isEmpty: boolean };

/** What was said up to a second of a recording: the page of the chat that is playing, and the one before it. */
export function useReplay(recordingId: string, second: number): Replay {
  const convex = useConvex();
  const [page, setPage] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const last = useRef<number | null>(null);

  useEffect(() => {
    const before = last.current;
    last.current = second;
    if (before !== null && !isJump(before, second)) return;
    let isGone = false;
    convex.query(api.recordings.replay.find, { recordingId, atS: second }).then(
      (found) => !isGone && setPage(found),
      () => !isGone && setFailed(true),
    );
    return () => {
      // A picture that plays on does not take back what was asked for.
      isGone = last.current !== null && isJump(second, last.current);
    };
  }, [convex, recordingId, second]);

  const pageOf = (number: number | null) =>
    number === null || number < 0 ? ("skip" as const) : { recordingId, page: number };
  const before = useLive(api.recordings.replay.page, pageOf(page === null ? null : page - 1));
  const current = useLive(api.recordings.replay.page, pageOf(page));
  const following = useLive(api.recordings.replay.page, pageOf(page === null ? null : page + 1));

  const ahead = following.status === "ready" ? following.data : null;
  const next = page === null ? null : pageAt(page, ahead, second);
  useEffect(() => {
    if (next !== null && next !== page) setPage(next);
  }, [next, page]);

  if (current.status === "failed") return { status: "failed", retry: current.retry };
  if (failed) return { status: "failed", retry: () => setFailed(false) };
  if (current.status === "loading") return { status: "loading" };
  const earlier = before.status === "ready" ? before.data : [];
  const all = [...earlier, ...current.data, ...(ahead ?? [])];
  return { status: "ready", messages: saidUntil(all, second), isEmpty: all.length === 0 };
}
