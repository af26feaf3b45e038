import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { admitIdentity } from "../identity/admission.model";
import type { Principal } from "../lib/principal";
import { findVisible } from "./streams.model";

/**
 * A stream for whoever is on a live connection. What is there for everybody is found without a look at who asks, so that
 * all who watch it share one answer.
 */
export async function findForConnection(ctx: QueryCtx, slug: string): Promise<Doc<"streams"> | null> {
  return (await findVisible(ctx, slug, null)) ?? (await findVisible(ctx, slug, await principalOn(ctx)));
}

/** Who has signed in on a connection and may read; null for everybody else. */
async function principalOn(ctx: QueryCtx): Promise<Principal | null> {
  const admitted = await admitIdentity(ctx);
  return "principal" in admitted && admitted.principal.scopes.includes("read") ? admitted.principal : null;
}
