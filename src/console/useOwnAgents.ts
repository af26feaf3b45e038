import { useConvexAuth } from "convex/react";
import type { FunctionReference, FunctionReturnType } from "convex/server";
import { useEffect, useState } from "react";
import { api } from "../../convex/_generated/api";
import { type Live, useLive } from "../lib/useLive";

export type OwnAgent = FunctionReturnType<typeof api.identity.ownership.watch>[number];
export type DeletedAgent = FunctionReturnType<typeof api.agents.deletion.watchDeleted>[number];
export type Key = OwnAgent["keys"][number];
export type Scope = Key["scopes"][number];

/** The agents one owns, with their keys, live. */
export const useOwnAgents = (): Live<OwnAgent[]> => useOwn(api.identity.ownership.watch);

/** Those that are deleted and can still be had back, live. */
export const useDeletedAgents = (): Live<DeletedAgent[]> => useOwn(api.agents.deletion.watchDeleted);

/**
 * What belongs to whoever is signed in. While the connection changes over to a new sign-in the last answer stays, so
 * that nothing that is open on the page closes.
 */
function useOwn<Data>(query: FunctionReference<"query", "public", Record<string, never>, Data>): Live<Data> {
  const { isAuthenticated } = useConvexAuth();
  const live = useLive(query, isAuthenticated ? {} : "skip") as Live<Data>;
  const [last, setLast] = useState<{ data: Data } | null>(null);
  const data = live.status === "ready" ? live.data : null;
  useEffect(() => {
    if (data !== null) setLast({ data });
  }, [data]);
  if (live.status === "ready" || last === null) return live;
  return live.status === "failed" && isAuthenticated ? live : { status: "ready", data: last.data };
}
