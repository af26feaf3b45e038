import type { ConvexError } from "convex/values";
import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { clerkIssuer } from "../lib/env";
import type { ErrorData } from "../lib/errors";
import { type Admitted, accessErrors } from "../lib/policy";
import { type Bearer, type Principal, type Scope, vPrincipal } from "../lib/principal";
import type { SecretKind } from "../lib/secrets";
import { admitClerk, admitIdentityRow } from "./clerk.model";
import { credentialErrors } from "./identity.errors";
import { vClerkIdentity } from "./identity.values";

/** What a caller showed, as far as it can be told without the database. A secret travels as its SHA-256 only. */
export const vShown = v.union(
  v.object({
    kind: v.literal("secret"),
    of: v.union(v.literal("stream"), v.literal("apiKey")),
    hash: v.string(),
  }),
  v.object({ kind: v.literal("token"), loginId: v.string() }),
  v.object({ kind: v.literal("clerk"), identity: vClerkIdentity }),
  v.object({
    kind: v.literal("nothing"),
    why: v.union(
      v.literal("missing"),
      v.literal("foreign"),
      v.literal("mistyped"),
      v.literal("mistypedKey"),
      v.literal("invalidToken"),
      v.literal("expiredToken"),
    ),
  }),
);

export type Shown = Infer<typeof vShown>;

/** What a stream's secret is good for. */
export const STREAM_SECRET_SCOPES: Scope[] = ["read", "chat:write"];

/** The last use of a key is told to the minute, so that most calls need not write. */
export const USE_RESOLUTION_MS = 60_000;

/**
 * The one place where a credential becomes a principal. Secrets are compared by an index over their digests, so the
 * time it takes says nothing about them.
 */
export async function admit(ctx: QueryCtx, shown: Shown): Promise<Admitted> {
  if (shown.kind === "nothing") return { refusal: credentialErrors[shown.why]() };
  if (shown.kind === "clerk") return await admitClerk(ctx, shown.identity);
  return shown.kind === "token" ? await admitLogin(ctx, shown.loginId) : await admitSecret(ctx, shown);
}

/** The person or agent behind a live connection, whose token Convex itself has checked. */
export async function admitIdentity(ctx: QueryCtx): Promise<Admitted> {
  const identity = await ctx.auth.getUserIdentity();
  if (!identity) return { refusal: accessErrors.unauthenticated() };
  // First, because Clerk has sessions of its own, and calls them `sid`, too.
  if (identity.issuer === clerkIssuer()) return await admitClerk(ctx, { ...identity, provenAt: null });
  return typeof identity.sid === "string"
    ? await admitLogin(ctx, identity.sid)
    : { refusal: credentialErrors.invalidToken() };
}

/**
 * A principal once more, in the transaction of what it does: its credential may have ended since the request began, and
 * with a poll that waits this is long ago. Nothing is read or written in the name of a credential after its end.
 */
export async function readmit(ctx: QueryCtx, bearer: Bearer): Promise<Admitted> {
  const { kind, proof, freshAt } = bearer;
  if (proof.kind === "identity") return await admitIdentityRow(ctx, await ctx.db.get(proof.id), freshAt);
  // What ends no earlier than whoever asks has looked for a moment ago is not over, without a look at the clock.
  const seenUntil = bearer.isTimely ? proof.endsAt : undefined;
  const isOver = (end: number) => (seenUntil === undefined || end < seenUntil) && end <= Date.now();
  if (proof.kind === "login") return await admitLogin(ctx, proof.id, isOver);
  const of = kind === "stream" ? "stream" : "apiKey";
  return await admitCredential(ctx, await ctx.db.get(proof.id), of, isOver);
}

const isOverNow = (end: number) => end <= Date.now();

async function admitSecret(ctx: QueryCtx, { of, hash }: { of: SecretKind; hash: string }): Promise<Admitted> {
  return await admitCredential(ctx, await findCredential(ctx, hash), of);
}

async function admitCredential(
  ctx: QueryCtx,
  credential: Doc<"credentials"> | null,
  of: SecretKind,
  isOver = isOverNow,
): Promise<Admitted> {
  if (!credential)
    return refuse(of === "stream" ? credentialErrors.unknown() : credentialErrors.unknownKey());
  const agent = await ctx.db.get(credential.agentId);
  const barred = refusalOfAgent(agent);
  if (!agent || barred) return refuse(barred ?? credentialErrors.revokedKey());
  const { _id, tenantId, agentId } = credential;
  const common = { tenantId, agentId, proof: { kind: "secret" as const, id: _id } };
  if (credential.kind === "stream_secret") {
    const { streamId } = credential;
    return {
      principal: { kind: "stream", streamId, scopes: STREAM_SECRET_SCOPES, freshAt: null, ...common },
    };
  }
  if (credential.revokedAt !== null) return refuse(credentialErrors.revokedKey());
  const { expiresAt } = credential;
  if (isOver(expiresAt)) return refuse(credentialErrors.expiredKey());
  // Who has nothing better to show than the key has shown the best there is.
  const freshAt = agent.signsIn ? null : "always";
  const proof = { ...common.proof, endsAt: expiresAt, keyEndsAt: expiresAt };
  return { principal: { kind: "agent", scopes: credential.scopes, freshAt, ...common, proof } };
}

export async function findCredential(ctx: QueryCtx, hash: string): Promise<Doc<"credentials"> | null> {
  return await ctx.db
    .query("credentials")
    .withIndex("by_hash", (q) => q.eq("hash", hash))
    .unique();
}

async function admitLogin(ctx: QueryCtx, loginId: string, isOver = isOverNow): Promise<Admitted> {
  const id = ctx.db.normalizeId("logins", loginId);
  const login = id && (await ctx.db.get(id));
  if (!login || login.ended || isOver(login.expiresAt)) return refuse(credentialErrors.endedLogin());
  const { tenantId, scopes, holder, provenAt: freshAt, keyId } = login;
  const key = keyId && (await ctx.db.get(keyId));
  const isUsable = key?.kind === "api_key" && key.revokedAt === null && !isOver(key.expiresAt);
  if (keyId && !isUsable) return refuse(credentialErrors.endedLogin());
  const keyEndsAt = isUsable ? key.expiresAt : undefined;
  const endsAt = Math.min(login.expiresAt, keyEndsAt ?? Number.POSITIVE_INFINITY);
  const proof = { kind: "login" as const, id: login._id, endsAt, keyEndsAt };
  const common = { tenantId, scopes, freshAt, proof };
  if (holder.kind === "agent") {
    const barred = refusalOfAgent(await ctx.db.get(holder.agentId));
    return barred ? refuse(barred) : { principal: { ...holder, ...common } };
  }
  const account = await ctx.db.get(holder.accountId);
  const present = account !== null && account.deletedAt === null;
  return present ? { principal: { ...holder, ...common } } : refuse(credentialErrors.endedLogin());
}

function refusalOfAgent(agent: Doc<"agents"> | null): ConvexError<ErrorData> | null {
  if (!agent || agent.standing?.kind === "deleted") return credentialErrors.revokedKey();
  return agent.standing?.kind === "suspended" ? credentialErrors.suspended() : null;
}

const refuse = (refusal: ConvexError<ErrorData>): Admitted => ({ refusal });

/** What an admission finds out: who it is, and from when on a use of their key is to be written down, if it is a key. */
export const vFound = v.object({ principal: vPrincipal, useDueAt: v.union(v.number(), v.null()) });
export type Found = Infer<typeof vFound>;

export async function foundOf(ctx: QueryCtx, principal: Principal): Promise<Found> {
  const { proof, kind } = principal;
  if (proof.kind !== "secret" || kind === "stream") return { principal, useDueAt: null };
  const use = await findUse(ctx, proof.id);
  return { principal, useDueAt: use ? use.lastUsedAt + USE_RESOLUTION_MS : 0 };
}

export async function recordUse(ctx: MutationCtx, credentialId: Doc<"credentials">["_id"]): Promise<void> {
  const use = await findUse(ctx, credentialId);
  const lastUsedAt = Date.now();
  if (!use) await ctx.db.insert("credentialUses", { credentialId, lastUsedAt });
  else if (use.lastUsedAt <= lastUsedAt - USE_RESOLUTION_MS) await ctx.db.patch(use._id, { lastUsedAt });
}

export async function findUse(ctx: QueryCtx, credentialId: Doc<"credentials">["_id"]) {
  return await ctx.db
    .query("credentialUses")
    .withIndex("by_credential", (q) => q.eq("credentialId", credentialId))
    .unique();
}
