import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { admitIdentity } from "../identity/admission.model";
import type { Principal } from "../lib/principal";
import { findBySlug, isVisible } from "./streams.model";

/**
 * A stream for whoever is on a live connection. What is there for everybody is found without a look at who asks, so that
 * all who watch it share one answer.
 */
export async function findForConnection(ctx: QueryCtx, slug: string): Promise<Doc<"streams"> | null> {
  const stream = await findBySlug(ctx, slug);
  return stream && (await isThereOnConnection(ctx, stream)) ? stream : null;
}

export const isThereOnConnection = async (ctx: QueryCtx, stream: Doc<"streams">): Promise<boolean> =>
  (await isVisible(ctx, stream, null)) || (await isVisible(ctx, stream, await principalOn(ctx)));

/** Who has signed in on a connection and may read; null for everybody else. */
async function principalOn(ctx: QueryCtx): Promise<Principal | null> {
  const admitted = await admitIdentity(ctx);
  return "principal" in admitted && admitted.principal.scopes.includes("read") ? admitted.principal : null;
}
