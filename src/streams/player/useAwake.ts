import { type RefObject, useCallback, useEffect, useState } from "react";

const REST_AFTER_MS = 2600;

/** Whether the controls are wanted: for a moment after every movement of the pointer and while they have the focus. */
export function useAwake(frame: RefObject<HTMLElement | null>): {
  awake: boolean;
  wake: () => void;
  rest: () => void;
} {
  const [lastStir, setLastStir] = useState(() => Date.now());
  const [awake, setAwake] = useState(true);
  const wake = useCallback(() => {
    setAwake(true);
    setLastStir(Date.now());
  }, []);
  const rest = useCallback(() => setAwake(false), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each stir starts the wait anew
  useEffect(() => {
    const timer = setTimeout(() => {
      const focused = document.activeElement;
      const holdsFocus = focused?.matches(":focus-visible") && frame.current?.contains(focused);
      if (!holdsFocus) setAwake(false);
    }, REST_AFTER_MS);
    return () => clearTimeout(timer);
  }, [lastStir, frame]);
  return { awake, wake, rest };
}
