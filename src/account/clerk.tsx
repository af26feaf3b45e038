import { ClerkProvider, useAuth, useClerk } from "@clerk/clerk-react";
import { useEffect, useRef } from "react";
import { setClerkDoor } from "./clerkDoor";
import { session } from "./deviceSession";

/**
 * Lends this device the sign-in that somebody has with Clerk. The only file that knows Clerk's library; it is loaded by
 * `SessionProvider.tsx`, and only in a client that was built for it.
 */
export function Clerk({ publishableKey }: { publishableKey: string }) {
  return (
    <ClerkProvider publishableKey={publishableKey}>
      <Lending />
    </ClerkProvider>
  );
}

function Lending() {
  const { isLoaded, isSignedIn, sessionId, ...auth } = useAuth();
  const clerk = useClerk();
  const newest = useRef(auth);
  newest.current = auth;

  useEffect(() => {
    if (!isLoaded) return;
    // Clerk leads away from the page when it is done; this leads back to it.
    const here = () => ({ forceRedirectUrl: location.href, signUpForceRedirectUrl: location.href });
    setClerkDoor(() => clerk.openSignIn(here()));
    return () => setClerkDoor(null);
  }, [isLoaded, clerk]);

  useEffect(() => {
    if (!isLoaded) return;
    if (!isSignedIn || !sessionId) return session.borrow(null);
    let isWanted = true;
    const token = (renew: boolean) => tokenFor(newest.current, renew);
    const end = async () => await newest.current.signOut();
    introduce(token).then(
      (isWelcome) => {
        if (!isWanted) return;
        if (isWelcome) session.borrow({ family: `clerk:${sessionId}`, token, end });
        else void end();
      },
      // Not reachable: what needs an answer asks again by itself.
      () => isWanted && session.borrow({ family: `clerk:${sessionId}`, token, end }),
    );
    return () => {
      isWanted = false;
    };
  }, [isLoaded, isSignedIn, sessionId]);
  return null;
}

type Auth = Pick<ReturnType<typeof useAuth>, "getToken" | "sessionClaims">;

/** With Clerk's integration for Convex the session's token is one for us; otherwise a template called `convex` makes it. */
async function tokenFor({ getToken, sessionClaims }: Auth, skipCache: boolean): Promise<string | null> {
  const isForUs = (sessionClaims as { aud?: unknown } | null | undefined)?.aud === "convex";
  return await getToken(isForUs ? { skipCache } : { template: "convex", skipCache });
}

/** The first call makes the account, which live queries cannot. False when this sign-in is not let in. */
async function introduce(token: (renew: boolean) => Promise<string | null>): Promise<boolean> {
  const shown = await token(false);
  if (shown === null) return false;
  const response = await fetch("/api/v1/accounts/@me", { headers: { Authorization: `Bearer ${shown}` } });
  return response.status !== 401;
}
