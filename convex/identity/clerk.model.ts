import type { Infer } from "convex/values";
import { decodeJwt } from "jose";
import type { Doc, Id } from "../_generated/dataModel";
import type { ActionCtx, MutationCtx, QueryCtx } from "../_generated/server";
import { clerkIssuer } from "../lib/env";
import type { Admitted } from "../lib/policy";
import type { Principal } from "../lib/principal";
import {
  canonicalEmail,
  eraseAccount,
  findByEmail,
  insertAccount,
  requireHumanName,
  restoreAccount,
  SCOPES_OF,
} from "./accounts.model";
import { recordAudit } from "./audit.model";
import { credentialErrors } from "./identity.errors";
import type { vClerkIdentity } from "./identity.values";

/**
 * People who sign in with Clerk, where an operator has set it up. Convex itself checks their tokens against Clerk's keys,
 * on live connections and over HTTP alike (`auth.config.ts`); what is known of them here is an account like any other.
 */

export type ClerkIdentity = Infer<typeof vClerkIdentity>;

/** What a token says that is to be Clerk's; null when it is somebody else's. */
export function claimsOfClerk(token: string): Claims | null {
  const issuer = clerkIssuer();
  if (!issuer) return null;
  try {
    const claims = decodeJwt(token);
    return claims.iss === issuer ? (claims as Claims) : null;
  } catch {
    return null;
  }
}

export type Claims = Partial<Record<"iat" | "exp", number>> & { fva?: unknown };

/** The identity of a request whose token is Clerk's; null when Convex does not find it good. */
export async function readClerkIdentity(ctx: ActionCtx, claims: Claims): Promise<ClerkIdentity | null> {
  const identity = await ctx.auth.getUserIdentity().catch(() => null);
  if (!identity || identity.issuer !== clerkIssuer()) return null;
  const { issuer, subject, email, emailVerified, name } = identity;
  return {
    issuer,
    subject,
    email: email && emailVerified === true ? canonicalEmail(email) : null,
    name: name ?? null,
    provenAt: provenAt(claims),
  };
}

/** `fva` tells in whole minutes how long ago a factor was verified, when the token was made; -1 is never. */
function provenAt({ iat, fva }: Claims): number | null {
  const minutes: unknown = Array.isArray(fva) ? fva[0] : undefined;
  if (typeof minutes !== "number" || minutes < 0 || typeof iat !== "number") return null;
  return iat * 1000 - (minutes + 1) * 60_000;
}

/** The account behind an identity of Clerk's. Somebody who was never seen is refused as `unseen`. */
export async function admitClerk(
  ctx: QueryCtx,
  { issuer, subject, provenAt: freshAt }: Pick<ClerkIdentity, "issuer" | "subject" | "provenAt">,
): Promise<Admitted> {
  const identity = await findIdentity(ctx, { issuer, subject });
  if (!identity) return { refusal: credentialErrors.unseen() };
  return await admitIdentityRow(ctx, identity, freshAt);
}

/** As good as its account. */
export async function admitIdentityRow(
  ctx: QueryCtx,
  identity: Doc<"identities"> | null,
  freshAt: Principal["freshAt"],
): Promise<Admitted> {
  const account = identity && (await ctx.db.get(identity.accountId));
  if (!identity || !account || account.deletedAt !== null) {
    return { refusal: credentialErrors.endedLogin() };
  }
  const { _id: accountId, tenantId } = account;
  const proof = { kind: "identity" as const, id: identity._id };
  const common = { tenantId, scopes: SCOPES_OF.owner, freshAt, proof };
  return { principal: { kind: "human", accountId, role: "owner", ...common } };
}

/**
 * Makes an account for whoever is seen for the first time. An address that an account of ours has is not taken over, and
 * that account stays what it is: whoever controls an address at Clerk has not shown that they are the person here. A
 * sign-in at Clerk that is younger than a deletion takes it back.
 */
export async function seeClerkIdentity(ctx: MutationCtx, seen: ClerkIdentity): Promise<void> {
  const known = await findIdentity(ctx, seen);
  const account = known && (await ctx.db.get(known.accountId));
  if (account) {
    const isBack = account.deletedAt !== null && seen.provenAt !== null && seen.provenAt > account.deletedAt;
    return isBack ? await restoreAccount(ctx, account) : undefined;
  }
  const email = seen.email && (await freeEmail(ctx, seen.email));
  const accountId = await insertAccount(ctx, {
    email,
    displayName: nameOf(seen),
    passwordHash: null,
    emailVerifiedAt: email === null ? null : Date.now(),
  });
  await ctx.db.insert("identities", { accountId, issuer: seen.issuer, subject: seen.subject });
  await recordLinked(ctx, accountId);
}

/** An address that nobody has shown to be theirs is free: whoever began an account with it may not sit on it. */
async function freeEmail(ctx: MutationCtx, email: string): Promise<string | null> {
  const holder = await findByEmail(ctx, email);
  if (holder?.emailVerifiedAt) return null;
  if (holder) await eraseAccount(ctx, holder);
  return email;
}

/** Names from elsewhere keep to our rule for names, or are left out. */
function nameOf({ name, email }: ClerkIdentity): string {
  try {
    return requireHumanName(name ?? email?.split("@")[0] ?? "");
  } catch {
    return "Somebody";
  }
}

export async function eraseIdentities(ctx: MutationCtx, accountId: Id<"accounts">): Promise<void> {
  const identities = await ctx.db
    .query("identities")
    .withIndex("by_account", (q) => q.eq("accountId", accountId))
    .take(10);
  for (const { _id } of identities) await ctx.db.delete(_id);
}

async function findIdentity(
  ctx: QueryCtx,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<Doc<"identities"> | null> {
  return await ctx.db
    .query("identities")
    .withIndex("by_issuer_subject", (q) => q.eq("issuer", issuer).eq("subject", subject))
    .unique();
}

async function recordLinked(ctx: MutationCtx, accountId: Id<"accounts">): Promise<void> {
  const account = await ctx.db.get(accountId);
  if (!account) return;
  const party = { kind: "account" as const, id: accountId };
  const facts = { provider: "clerk" };
  await recordAudit(ctx, {
    tenantId: account.tenantId,
    kind: "account.linked",
    actor: party,
    subject: party,
    facts,
  });
}
