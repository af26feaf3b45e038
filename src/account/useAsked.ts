import { useCallback, useEffect, useRef, useState } from "react";
import type { Live } from "../lib/useLive";
import { codeOf } from "./faults";

/**
 * What the API answers to a question, which is known by its `key`. Asking again keeps the old answer on screen until
 * the new one is there.
 */
export function useAsked<T>(key: string, ask: () => Promise<T>): Live<T> & { again: () => void } {
  const [state, setState] = useState<{ key: string; live: Live<T> }>({ key, live: { status: "loading" } });
  const [attempt, setAttempt] = useState(0);
  const newest = useRef(ask);
  newest.current = ask;
  const again = useCallback(() => setAttempt((n) => n + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is asked for by counting it
  useEffect(() => {
    let isWanted = true;
    newest.current().then(
      (data) => isWanted && setState({ key, live: { status: "ready", data } }),
      (error) => isWanted && setState({ key, live: { status: "failed", code: codeOf(error), retry: again } }),
    );
    return () => {
      isWanted = false;
    };
  }, [key, attempt, again]);
  const live: Live<T> = state.key === key ? state.live : { status: "loading" };
  return { ...live, again };
}
