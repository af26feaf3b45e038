import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { defineErrors, invalid } from "../lib/errors";
import { type AuditParty, recordAudit } from "./audit.model";
import type { PublicKey } from "./publicKeys.model";

const MAX_PUBLIC_KEYS = 10;

export const bindingErrors = defineErrors({
  inUse: { code: "key_in_use", message: "This public key is bound to an agent already." },
  notFound: { code: "not_found", message: "No such public key is bound here." },
  last: { code: "last_key", message: "This is the agent's last public key. Bind another one first." },
});

/**
 * Notes a key that an agent says is its own. It counts when it has signed: a public key is known to everybody, and
 * naming somebody else's must not keep them out.
 */
export async function namePublicKey(
  ctx: MutationCtx,
  agent: Pick<Doc<"agents">, "_id" | "tenantId">,
  key: PublicKey,
): Promise<Doc<"publicKeys">> {
  if (await findBinding(ctx, key.thumbprint)) throw bindingErrors.inUse({ field: "publicKey" });
  const named = await listNamed(ctx, agent._id);
  const known = named.find(({ thumbprint }) => thumbprint === key.thumbprint);
  if (known) return known;
  if (named.length >= MAX_PUBLIC_KEYS) {
    throw invalid("publicKey", `An agent may have ${MAX_PUBLIC_KEYS} public keys.`, "too_many");
  }
  const { _id: agentId, tenantId } = agent;
  const { algorithm, jwk, thumbprint } = key;
  const id = await ctx.db.insert("publicKeys", { tenantId, agentId, algorithm, jwk, thumbprint });
  return (await ctx.db.get(id))!;
}

/**
 * Binds a key whose holder has just signed for its agent. A key belongs to one agent, or a signature would not say
 * whose it is.
 */
export async function bindProved(
  ctx: MutationCtx,
  named: Doc<"publicKeys">,
  actor: AuditParty,
): Promise<void> {
  if (named.provedAt !== undefined) return;
  if (await findBinding(ctx, named.thumbprint)) throw bindingErrors.inUse({ field: "publicKey" });
  const { tenantId, agentId, algorithm, thumbprint } = named;
  await ctx.db.patch(named._id, { provedAt: Date.now() });
  await ctx.db.patch(agentId, { signsIn: true });
  const subject = { kind: "public_key" as const, id: thumbprint };
  await recordAudit(ctx, { tenantId, kind: "public_key.bound", actor, subject, facts: { algorithm } });
}

/** Takes a key away again; the last one stays. */
export async function unbindPublicKey(
  ctx: MutationCtx,
  binding: Doc<"publicKeys">,
  actor: AuditParty,
): Promise<void> {
  if ((await listBindings(ctx, binding.agentId)).length === 1) throw bindingErrors.last();
  await removeBinding(ctx, binding, actor);
}

/**
 * Takes away every key of an agent but one, or all of them; answers the thumbprints of those that were bound. An agent
 * that is left without one no longer has to sign for what needs a fresh proof: it could not.
 */
export async function unbindOthers(
  ctx: MutationCtx,
  agentId: Doc<"agents">["_id"],
  kept: string | null,
  actor: AuditParty,
): Promise<string[]> {
  const others = (await listNamed(ctx, agentId)).filter(({ thumbprint }) => thumbprint !== kept);
  for (const named of others) {
    if (named.provedAt === undefined) await ctx.db.delete(named._id);
    else await removeBinding(ctx, named, actor);
  }
  if (kept === null) await ctx.db.patch(agentId, { signsIn: undefined });
  return others.filter(({ provedAt }) => provedAt !== undefined).map(({ thumbprint }) => thumbprint);
}

async function removeBinding(ctx: MutationCtx, binding: Doc<"publicKeys">, actor: AuditParty): Promise<void> {
  const { tenantId, thumbprint } = binding;
  await ctx.db.delete(binding._id);
  const subject = { kind: "public_key" as const, id: thumbprint };
  await recordAudit(ctx, { tenantId, kind: "public_key.unbound", actor, subject });
}

/** The binding of a key that has signed. */
export async function findBinding(ctx: QueryCtx, thumbprint: string): Promise<Doc<"publicKeys"> | null> {
  return await ctx.db
    .query("publicKeys")
    .withIndex("by_thumbprint", (q) => q.eq("thumbprint", thumbprint).gt("provedAt", 0))
    .unique();
}

/** The keys an agent has signed with. */
export async function listBindings(
  ctx: QueryCtx,
  agentId: Doc<"agents">["_id"],
): Promise<Doc<"publicKeys">[]> {
  return (await listNamed(ctx, agentId)).filter(({ provedAt }) => provedAt !== undefined);
}

/** Those, and the keys an agent has only named so far. */
export async function listNamed(ctx: QueryCtx, agentId: Doc<"agents">["_id"]): Promise<Doc<"publicKeys">[]> {
  return await ctx.db
    .query("publicKeys")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(MAX_PUBLIC_KEYS);
}
