// Its name is a promise about its final shape, not about its working: it is the form of useQuery that answers with a
// failure instead of throwing it.
import { useQuery_experimental as useQueryResult } from "convex/react";
import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import { useCallback, useEffect, useState } from "react";
import { readRefusal } from "./refusal";

/** Live data before it is looked at: still loading, failed (with the code of why, and a way to ask again), or there. */
export type Live<Data> =
  | { status: "loading" }
  | { status: "failed"; code: string; retry: () => void }
  | { status: "ready"; data: Data };

/** How long a failed query stays unsubscribed before it is asked again: one beat is enough to drop the old answer. */
const RETRY_PAUSE_MS = 150;

/**
 * Subscribes to a query and answers with one of three faces instead of throwing: a query that fails must not take the
 * page down with it. With "skip" for arguments it asks nothing and stays loading.
 */
export function useLive<Query extends FunctionReference<"query">>(
  query: Query,
  args: FunctionArgs<Query> | "skip",
): Live<FunctionReturnType<Query>> {
  const [paused, setPaused] = useState(false);
  const retry = useCallback(() => setPaused(true), []);
  useEffect(() => {
    if (!paused) return;
    const timer = setTimeout(() => setPaused(false), RETRY_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [paused]);

  const result = useQueryResult({ query, args: paused ? "skip" : args });
  if (result.status === "pending") return { status: "loading" };
  if (result.status === "error") return { status: "failed", code: readRefusal(result.error).code, retry };
  return { status: "ready", data: result.data };
}
