import { useCallback, useEffect, useState } from "react";
import type { Live } from "../lib/useLive";
import { type ApiDocument, type Chapter, readChapters } from "./apiDocument";

/** What the backend says about its own API. It is read once per visit; a failure can be tried again. */
export function useApi(): Live<Chapter[]> {
  return useDocument("/openapi.json", toChapters);
}

export interface ProblemDocument {
  code: string;
  status: number;
  title: string;
  help: string;
  retryable: boolean;
}

/** What a problem's code means; null when there is no such code. */
export function useProblem(code: string): Live<ProblemDocument | null> {
  return useDocument(`/problems/${encodeURIComponent(code)}`, toProblem);
}

const toChapters = (body: unknown) => readChapters(body as ApiDocument);
const toProblem = (body: unknown) => ("help" in (body as object) ? (body as ProblemDocument) : null);

function useDocument<T>(address: string, read: (body: unknown) => T): Live<T> {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<Live<T>>({ status: "loading" });
  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is asked for by counting it
  useEffect(() => {
    const leaving = new AbortController();
    setState({ status: "loading" });
    load(address, leaving.signal)
      .then((body) => setState({ status: "ready", data: read(body) }))
      .catch(() => {
        if (!leaving.signal.aborted) setState({ status: "failed", code: "unexpected", retry });
      });
    return () => leaving.abort();
  }, [address, read, retry, attempt]);
  return state;
}

/** The address of a problem is a page for browsers, so JSON has to be asked for. */
async function load(address: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(address, { headers: { Accept: "application/json" }, signal });
  if (!response.ok && response.status !== 404) throw new Error(`${address} answered ${response.status}.`);
  return await response.json();
}
