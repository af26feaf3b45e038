import { useCallback, useEffect, useRef, useState } from "react";
import type { Live } from "../lib/useLive";
import { codeOf } from "./faults";
import { keepRenewed } from "./renewing";

/** What the API gives for a time, known by its `key`, and renewed before that ends. With null for a key nothing is asked. */
export function useRenewed<T extends { expires_at: string }>(
  key: string | null,
  ask: () => Promise<T>,
): Live<T> {
  const [state, setState] = useState<{ key: string | null; live: Live<T> }>({
    key,
    live: { status: "loading" },
  });
  const [attempt, setAttempt] = useState(0);
  const newest = useRef(ask);
  newest.current = ask;
  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is asked for by counting it
  useEffect(() => {
    if (key === null) return;
    return keepRenewed(
      () => newest.current(),
      (data) => setState({ key, live: { status: "ready", data } }),
      (error) => setState({ key, live: { status: "failed", code: codeOf(error), retry } }),
    );
  }, [key, attempt, retry]);
  return state.key === key ? state.live : { status: "loading" };
}
