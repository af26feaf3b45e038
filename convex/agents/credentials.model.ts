import type { QueryCtx } from "../_generated/server";
import type { Principal } from "../lib/principal";

/**
 * The principal behind a secret, by the SHA-256 of it. Only the digest is compared, by an index, so the time it
 * takes says nothing about the secret.
 */
export async function findPrincipal(ctx: QueryCtx, secretHash: string): Promise<Principal | null> {
  const credential = await ctx.db
    .query("credentials")
    .withIndex("by_hash", (q) => q.eq("hash", secretHash))
    .unique();
  if (!credential) return null;
  const { _id: credentialId, tenantId, agentId, streamId } = credential;
  return { kind: "stream", credentialId, tenantId, agentId, streamId };
}
