import { useEffect, useState } from "react";
import type { Output } from "../../packages/sdk/src/index.ts";
import { wordsOf } from "../account/faults";

export type Found = Output<"searchMessages">["data"][number];

type SearchState =
  | { status: "idle" }
  | { status: "loading" }
  | { status: "failed"; why: string }
  | { status: "ready"; found: readonly Found[] };

/** Words are looked for once whoever writes them pauses. */
const PAUSE_MS = 300;
const MOST_FOUND = 50;

/** The messages of a channel that have these words, best first. */
export function useSearch(channelId: string, words: string): SearchState {
  const [state, setState] = useState<SearchState>({ status: "idle" });
  const wanted = words.trim();
  useEffect(() => {
    if (wanted === "") {
      setState({ status: "idle" });
      return;
    }
    const hurry = new AbortController();
    setState((before) => (before.status === "ready" ? before : { status: "loading" }));
    const timer = setTimeout(async () => {
      try {
        const { api } = await import("../account/api");
        const { data } = await api.searchMessages(
          { id: channelId, q: wanted, limit: MOST_FOUND },
          { signal: hurry.signal },
        );
        if (!hurry.signal.aborted) setState({ status: "ready", found: data });
      } catch (error) {
        if (!hurry.signal.aborted) setState({ status: "failed", why: wordsOf(error) });
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      hurry.abort();
    };
  }, [channelId, wanted]);
  return state;
}
