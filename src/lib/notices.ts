import { useSyncExternalStore } from "react";

let shown: { text: string; at: number } | null = null;
const listeners = new Set<() => void>();

function show(next: typeof shown): void {
  shown = next;
  for (const changed of listeners) changed();
}

/** Says something in passing, such as that a click did not work. The last one said replaces the one before. */
export function say(text: string): void {
  show({ text, at: Date.now() });
}

export const forgetNotice = (): void => show(null);

/** What was said last; null when it has been read, or a while has passed. */
export const useNotice = (): { text: string; at: number } | null =>
  useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => shown,
  );
