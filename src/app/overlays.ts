import { useSyncExternalStore } from "react";

/** What stands above every page; one at a time. */
export type Overlay = "palette" | "shortcuts" | "feedback" | null;

let shown: Overlay = null;
const listeners = new Set<() => void>();

export function showOverlay(next: Overlay): void {
  if (next === shown) return;
  shown = next;
  for (const changed of listeners) changed();
}

export function useOverlay(): Overlay {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => shown,
  );
}
