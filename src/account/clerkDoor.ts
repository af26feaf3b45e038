import { useSyncExternalStore } from "react";

/** How pages reach Clerk without loading any of it. */

/** Whether this client was built to offer it. */
export const hasClerk = Boolean(import.meta.env.VITE_CLERK_PUBLISHABLE_KEY);

let open: (() => void) | null = null;
const listeners = new Set<() => void>();

/** Called by `clerk.tsx` once it can ask somebody to sign in, and with null when it cannot any more. */
export function setClerkDoor(next: (() => void) | null): void {
  open = next;
  for (const changed of listeners) changed();
}

/** Opens Clerk's sign-in; null while there is none. */
export function useClerkDoor(): (() => void) | null {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => open,
  );
}
