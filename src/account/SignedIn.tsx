import { Navigate, useLocation } from "@tanstack/react-router";
import { useConvexAuth } from "convex/react";
import { type ReactNode, useEffect, useState } from "react";
import { api } from "../../convex/_generated/api";
import { useLive } from "../lib/useLive";
import { session, useSession } from "./deviceSession";
import { ProofProvider } from "./proof";

/** What only signed-in people see; everybody else signs in first and comes back. */
export function SignedIn({ children }: { children: ReactNode }) {
  const state = useSession();
  const path = useLocation({ select: ({ pathname }) => pathname });
  // This is still drawn when the address is the sign-in page's already, which nobody wants to come back to.
  const [wayBack] = useState(path);
  if (state.kind === "out") return <Navigate to="/sign-in" search={{ to: wayBack }} replace />;
  return (
    <ProofProvider>
      <SignInWatch key={state.family} />
      {children}
    </ProofProvider>
  );
}

/** Notices live that this sign-in was ended from elsewhere: asking for another token then signs out here, too. */
function SignInWatch() {
  const { isAuthenticated } = useConvexAuth();
  const me = useLive(api.identity.me.get, isAuthenticated ? {} : "skip");
  const isRefused = me.status === "failed";
  useEffect(() => {
    // An unreachable server says nothing about the sign-in.
    if (isRefused) session.accessToken({ renew: true }).catch(() => undefined);
  }, [isRefused]);
  return null;
}
