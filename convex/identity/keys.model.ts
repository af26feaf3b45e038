import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { defineErrors, invalid } from "../lib/errors";
import { type Principal, SCOPES, type Scope } from "../lib/principal";
import { requireLine } from "../lib/text";
import { findUse, STREAM_SECRET_SCOPES } from "./admission.model";
import { type AuditParty, partyOf, recordAudit } from "./audit.model";

const DAY_MS = 24 * 60 * 60_000;
/** What OWASP advises for the life of a key; a bot can rotate it by itself. */
export const KEY_LIFE_MS = 90 * DAY_MS;
const LONGEST_LIFE_MS = 365 * DAY_MS;
/** A deploy that swaps a key takes minutes; a day is for those who do it by hand. */
export const LONGEST_OVERLAP_S = 86_400;
const MAX_KEYS = 20;
/** How long a key that has ended is told from one that never was. */
const REMEMBERED_MS = 30 * DAY_MS;
const SWEEP_BATCH = 200;

/** What an agent may do that has shown all there is to show. */
export const AGENT_SCOPES: Scope[] = [...SCOPES];

export const keyErrors = defineErrors({
  notFound: { code: "not_found", message: "There is no such key." },
  limit: {
    code: "key_limit",
    message: `An agent may have ${MAX_KEYS} keys, and as many again in an overlap. Revoke one that is not used.`,
  },
  last: {
    code: "last_key",
    message: "This is the agent's last way in. Make another key first, or say `force=true`.",
  },
  stronger: { code: "missing_scope", message: "This would give more than the credential itself may do." },
});

/** Refuses an agent's credential that would come by scopes it does not have. An owner gives whatever an agent may have. */
export function requireNoGain(principal: Principal, given: readonly Scope[]): void {
  if (principal.kind === "human") return;
  if (!given.every((scope) => principal.scopes.includes(scope))) throw keyErrors.stronger();
}

export type ApiKey = Extract<Doc<"credentials">, { kind: "api_key" }>;

export interface NewSecret {
  hash: string;
  start: string;
}

interface KeyFacts {
  name: string;
  scopes: Scope[];
  expiresAt?: number;
}

/** Gives an agent another key. The secret is made by the caller, who is the only one to see it. */
export async function issueKey(
  ctx: MutationCtx,
  agent: Pick<Doc<"agents">, "_id" | "tenantId">,
  secret: NewSecret,
  facts: KeyFacts,
  actor: AuditParty,
): Promise<Id<"credentials">> {
  const keyId = await ctx.db.insert("credentials", {
    kind: "api_key",
    tenantId: agent.tenantId,
    agentId: agent._id,
    ...secret,
    name: facts.name,
    scopes: facts.scopes,
    expiresAt: facts.expiresAt ?? Date.now() + KEY_LIFE_MS,
    revokedAt: null,
  });
  await recordAudit(ctx, {
    tenantId: agent.tenantId,
    kind: "key.created",
    actor,
    subject: { kind: "key", id: keyId },
    facts: { name: facts.name, scopes: facts.scopes.join(" ") },
  });
  return keyId;
}

/**
 * Makes a key on request, no stronger than the caller is. An owner gives whatever an agent may have: they hold the
 * agent's keys by rotating them anyway.
 */
export async function createKey(
  ctx: MutationCtx,
  principal: Principal,
  agent: Doc<"agents">,
  secret: NewSecret,
  form: { name: string; scopes: string[] | null; expiresAt: number | null },
): Promise<Id<"credentials">> {
  const name = requireLine("name", form.name, { min: 1, max: 60 });
  const held = principal.kind === "human" ? AGENT_SCOPES : principal.scopes;
  const scopes = requireScopes(form.scopes ?? held, held);
  const expiresAt = requireExpiry(form.expiresAt);
  if ((await listKeys(ctx, agent._id)).length >= MAX_KEYS) throw keyErrors.limit();
  return await issueKey(ctx, agent, secret, { name, scopes, expiresAt }, partyOf(principal));
}

function requireScopes(wanted: readonly string[], held: readonly Scope[]): Scope[] {
  const unknown = wanted.find((scope) => !held.includes(scope as Scope));
  if (unknown !== undefined) {
    throw invalid("scopes", "A key may have only scopes that its maker has.", "scope_exceeds");
  }
  if (wanted.length === 0) throw invalid("scopes", "A key without scopes is good for nothing.", "too_short");
  return SCOPES.filter((scope) => wanted.includes(scope));
}

function requireExpiry(expiresAt: number | null): number {
  const now = Date.now();
  if (expiresAt === null) return now + KEY_LIFE_MS;
  if (!(expiresAt > now) || expiresAt > now + LONGEST_LIFE_MS) {
    throw invalid("expiresAt", "A key lives until a time to come, and a year at most.", "out_of_range");
  }
  return expiresAt;
}

/** Replaces a key by one of the same name and scopes; the old one works for `overlapS` more, if it would have. */
export async function rotateKey(
  ctx: MutationCtx,
  principal: Principal,
  key: ApiKey,
  secret: NewSecret,
  overlapS: number,
): Promise<{ keyId: Id<"credentials">; expiresAt: number; oldExpiresAt: number }> {
  if (!(overlapS >= 0 && overlapS <= LONGEST_OVERLAP_S)) {
    throw invalid("overlapS", `It is a number of seconds from 0 to ${LONGEST_OVERLAP_S}.`, "out_of_range");
  }
  if (!isUsable(key)) throw keyErrors.notFound();
  requireNoGain(principal, key.scopes);
  // Keys in their overlap count as well, or rotating would make any number of them.
  if (overlapS > 0 && (await listKeys(ctx, key.agentId)).length >= 2 * MAX_KEYS) throw keyErrors.limit();
  const now = Date.now();
  const oldExpiresAt = Math.min(key.expiresAt, now + overlapS * 1000);
  await ctx.db.patch(key._id, { expiresAt: oldExpiresAt, ...(overlapS === 0 && { revokedAt: now }) });
  const agent = { _id: key.agentId, tenantId: key.tenantId };
  const expiresAt = now + KEY_LIFE_MS;
  const { name, scopes } = key;
  const keyId = await issueKey(ctx, agent, secret, { name, scopes, expiresAt }, partyOf(principal));
  await recordAudit(ctx, {
    tenantId: key.tenantId,
    kind: "key.rotated",
    actor: partyOf(principal),
    subject: { kind: "key", id: key._id },
    facts: { replacedBy: keyId },
  });
  return { keyId, expiresAt, oldExpiresAt };
}

/** Ends a key at once. The last way in is ended only by those who say that they mean it. */
export async function revokeKey(
  ctx: MutationCtx,
  principal: Principal,
  agent: Doc<"agents">,
  key: ApiKey,
  force: boolean,
): Promise<void> {
  if (!isUsable(key)) throw keyErrors.notFound();
  const others = (await listKeys(ctx, agent._id)).length - 1;
  if (others === 0 && !agent.signsIn && !agent.ownerAccountId && !force) throw keyErrors.last();
  await endKey(ctx, key, partyOf(principal));
}

export async function endKey(ctx: MutationCtx, key: ApiKey, actor: AuditParty): Promise<void> {
  await ctx.db.patch(key._id, { revokedAt: Date.now() });
  const subject = { kind: "key" as const, id: key._id };
  await recordAudit(ctx, { tenantId: key.tenantId, kind: "key.revoked", actor, subject });
}

/** Replaces a stream's secret. The old one ends at once, because it is replaced when somebody else may know it. */
export async function replaceStreamSecret(
  ctx: MutationCtx,
  principal: Principal,
  { _id: streamId, tenantId, agentId }: Pick<Doc<"streams">, "_id" | "tenantId" | "agentId">,
  hash: string,
): Promise<void> {
  requireNoGain(principal, STREAM_SECRET_SCOPES);
  const old = await ctx.db
    .query("credentials")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .first();
  if (old) await ctx.db.delete(old._id);
  const kind = "stream_secret" as const;
  const id = await ctx.db.insert("credentials", { kind, tenantId, agentId, streamId, hash });
  await recordAudit(ctx, {
    tenantId,
    kind: "key.rotated",
    actor: partyOf(principal),
    subject: { kind: "key", id },
    facts: { name: "stream secret" },
  });
}

/** Ends the secret of a stream that is going. */
export async function endStreamSecret(ctx: MutationCtx, streamId: Id<"streams">): Promise<void> {
  const secrets = await ctx.db
    .query("credentials")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .take(MAX_KEYS);
  for (const { _id } of secrets) await ctx.db.delete(_id);
}

/** Ends the secrets of an agent's streams, of which there are few; each stream can be given another one. */
export async function endStreamSecrets(ctx: MutationCtx, agentId: Id<"agents">): Promise<void> {
  const secrets = await ctx.db
    .query("credentials")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId).eq("kind", "stream_secret"))
    .take(MAX_KEYS);
  for (const { _id } of secrets) await ctx.db.delete(_id);
}

/**
 * The keys of an agent that work, oldest first: all of them, however many others have ended, or one would stay that nobody
 * sees and that recovering does not end. There are at most twenty, and as many again in an overlap.
 */
export async function listKeys(ctx: QueryCtx, agentId: Id<"agents">): Promise<ApiKey[]> {
  const credentials = await ctx.db
    .query("credentials")
    .withIndex("by_agent_end", (q) =>
      q.eq("agentId", agentId).eq("kind", "api_key").eq("revokedAt", null).gt("expiresAt", Date.now()),
    )
    .take(10 * MAX_KEYS);
  return credentials.filter(isApiKey).sort((a, b) => a._creationTime - b._creationTime);
}

export const isApiKey = (credential: Doc<"credentials">): credential is ApiKey =>
  credential.kind === "api_key";

const isUsable = (key: ApiKey) => key.revokedAt === null && key.expiresAt > Date.now();

/** What a key's holder and owner may see of it: all but the key. */
export async function presentKey(ctx: QueryCtx, key: ApiKey) {
  return {
    keyId: key._id,
    name: key.name,
    start: key.start,
    scopes: key.scopes,
    createdAt: Math.floor(key._creationTime),
    expiresAt: key.expiresAt,
    lastUsedAt: (await findUse(ctx, key._id))?.lastUsedAt ?? null,
  };
}

/** Removes a batch of keys that ended a month ago; answers whether there may be more. */
export async function sweepKeys(ctx: MutationCtx): Promise<boolean> {
  const old = await ctx.db
    .query("credentials")
    .withIndex("by_kind_expiresAt", (q) =>
      q.eq("kind", "api_key").lt("expiresAt", Date.now() - REMEMBERED_MS),
    )
    .take(SWEEP_BATCH);
  for (const key of old) {
    const use = await findUse(ctx, key._id);
    if (use) await ctx.db.delete(use._id);
    await ctx.db.delete(key._id);
  }
  return old.length === SWEEP_BATCH;
}
