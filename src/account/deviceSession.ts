import { useSyncExternalStore } from "react";
import { deviceMemory } from "../lib/storage";
import { BORROWED_KEY, Borrowed } from "./borrowed";
import { hasClerk } from "./clerkDoor";
import { type Exchange, SESSION_KEY, Session, type SessionState, type Tokens } from "./session";

const REFRESH_TIMEOUT_MS = 15_000;

/** The sign-in of this device. */
export const session = new Session({
  memory: deviceMemory,
  exchange: exchangeRefreshToken,
  // Locks exist in secure contexts only. Without them two tabs may refresh at once, which the server answers alike.
  alone: async (work) => (navigator.locks ? await navigator.locks.request(SESSION_KEY, work) : await work()),
  now: () => Date.now(),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  borrowed: new Borrowed({ memory: deviceMemory, isOffered: hasClerk }),
});

addEventListener("storage", ({ key }) => {
  if (key === SESSION_KEY || key === BORROWED_KEY || key === null) session.notice();
});

export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.getState);
}

/** Not by the API's client, which only the pages for signed-in people load. */
async function exchangeRefreshToken(refreshToken: string): Promise<Exchange> {
  try {
    const response = await fetch("/api/v1/auth/refresh", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ refresh_token: refreshToken }),
      signal: AbortSignal.timeout(REFRESH_TIMEOUT_MS),
      // An answer that the page no longer waits for would have used up the token.
      keepalive: true,
    });
    if (response.ok) return { kind: "tokens", tokens: (await response.json()) as Tokens };
    const isRefusal = response.status === 401 || response.status === 422;
    return { kind: isRefusal ? "refused" : "unreachable" };
  } catch {
    return { kind: "unreachable" };
  }
}
