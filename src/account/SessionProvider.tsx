import { ConvexProviderWithAuth, type ConvexReactClient } from "convex/react";
import { type ReactNode, useCallback } from "react";
import { session, useSession } from "./deviceSession";
import { UnreachableError } from "./session";

/** How long to wait before asking again for a token while the server is away. */
const PAUSE_MS = 5000;

/**
 * Lets live queries know who is signed in on this device. The only place that says so: identities of another provider
 * would come in here.
 */
export function SessionProvider({ client, children }: { client: ConvexReactClient; children: ReactNode }) {
  return (
    <ConvexProviderWithAuth client={client} useAuth={useSessionForConvex}>
      {children}
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
