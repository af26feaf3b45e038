import { ConvexProviderWithAuth, type ConvexReactClient } from "convex/react";
import { lazy, type ReactNode, Suspense, useCallback } from "react";
import { session, useSession } from "./deviceSession";
import { UnreachableError } from "./session";

/** How long to wait before asking again for a token while the server is away. */
const PAUSE_MS = 5000;

const publishableKey = import.meta.env.VITE_CLERK_PUBLISHABLE_KEY;
/** Left out of the client by the bundler, with all that it imports, unless it is built for Clerk. */
const Clerk = publishableKey ? lazy(async () => ({ default: (await import("./clerk")).Clerk })) : null;

/**
 * Lets live queries know who is signed in on this device. The only place that says so: who has signed in with Clerk comes
 * in here, and is lent to the same session.
 */
export function SessionProvider({ client, children }: { client: ConvexReactClient; children: ReactNode }) {
  return (
    <ConvexProviderWithAuth client={client} useAuth={useSessionForConvex}>
      {children}
      {Clerk && publishableKey ? (
        <Suspense>
          <Clerk publishableKey={publishableKey} />
        </Suspense>
      ) : null}
    </ConvexProviderWithAuth>
  );
}

function useSessionForConvex() {
  const state = useSession();
  const family = state.kind === "in" ? state.family : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sign-in is another function, so that the connection changes over to it
  const fetchAccessToken = useCallback(
    ({ forceRefreshToken }: { forceRefreshToken: boolean }) => patientToken(forceRefreshToken),
    [family],
  );
  return { isLoading: false, isAuthenticated: family !== null, fetchAccessToken };
}

/** Null would mean "signed out" to the connection, so while the server is away it waits. */
async function patientToken(renew: boolean): Promise<string | null> {
  for (;;) {
    try {
      return await session.accessToken({ renew });
    } catch (error) {
      if (!(error instanceof UnreachableError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
