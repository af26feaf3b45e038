import { useConvexAuth } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect, useState } from "react";
import { api } from "../../convex/_generated/api";
import { type Live, useLive } from "../lib/useLive";

export type OwnAgent = FunctionReturnType<typeof api.identity.ownership.watch>[number];
export type Key = OwnAgent["keys"][number];
export type Scope = Key["scopes"][number];

/**
 * The agents one owns, with their keys, live. While the connection changes over to a new sign-in the last answer
 * stays, so that nothing that is open on the page closes.
 */
export function useOwnAgents(): Live<OwnAgent[]> {
  const { isAuthenticated } = useConvexAuth();
  const live = useLive(api.identity.ownership.watch, isAuthenticated ? {} : "skip");
  const [last, setLast] = useState<OwnAgent[] | null>(null);
  const data = live.status === "ready" ? live.data : null;
  useEffect(() => {
    if (data !== null) setLast(data);
  }, [data]);
  if (live.status === "ready" || last === null) return live;
  return live.status === "failed" && isAuthenticated ? live : { status: "ready", data: last };
}
