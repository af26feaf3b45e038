import type { Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { eraseMarks } from "../chat/reads.model";
import { clerkIssuer } from "../lib/env";
import { defineErrors } from "../lib/errors";
import { secretsMatch, sha256Hex } from "../lib/hash";
import type { Scope } from "../lib/principal";
import { requireLine } from "../lib/text";
import { eraseNotices } from "../notices/erasure.model";
import { eraseWatches } from "../servers/watches.model";
import { eraseAccountFollows } from "../social/accountFollows.model";
import { disableOwners } from "../webhooks/disabling.model";
import { type AuditFacts, recordAudit } from "./audit.model";
import { eraseClaims } from "./claims.model";
import { eraseIdentities } from "./clerk.model";
import { canonicalCode, codeFrom } from "./codes.model";
import { endLogins, type LoginHolder, startLogin, type TokenPair } from "./logins.model";
import type { vMail } from "./mail.values";
import { NO_OWNER } from "./ownership.model";
import { erasePasskeys } from "./passkeys.model";
import { forgetFailures } from "./passwords.model";
import type { vCodePurpose } from "./schema";
import { eraseSecondFactor } from "./secondFactor.model";
import { macOf, signingKeys } from "./signing.model";

export type CodePurpose = Infer<typeof vCodePurpose>;
export type Role = "observer" | "owner";

const HOUR_MS = 60 * 60_000;
/** How long a mailed code works, and how long an account that nobody verified is kept. */
export const CODE_LIFE_MS = HOUR_MS;
/** A deleted account can be had back by signing in for so long; then it is erased. */
export const RETENTION_MS = 30 * 24 * HOUR_MS;
/** Nobody is sent reset codes faster, whoever asks for them. */
const BETWEEN_MAILS_MS = 2 * 60_000;
/** Mails about registering that one address gets in an hour: enough to mistype, too few to be a nuisance. */
const MAX_REGISTRATION_MAILS = 5;
const SWEEP_BATCH = 200;
/** Of agents that lose their owner: each has its webhooks switched off, and is told. */
const AGENTS_BATCH = 20;

export const accountErrors = defineErrors({
  badCode: { code: "invalid_grant", message: "The code is wrong, used up, or older than an hour." },
  notFound: { code: "not_found", message: "There is no such account." },
});

/** What a human may do: an observer reads, an owner acts for agents. */
export const SCOPES_OF: Record<Role, Scope[]> = {
  observer: ["read"],
  owner: [
    "read",
    "profile:write",
    "keys:write",
    "streams:write",
    "videos:write",
    "servers:write",
    "wallet:read",
    "files:write",
    "webhooks:write",
  ],
};

/** One address, however it is written. */
export const canonicalEmail = (email: string) => email.trim().toLowerCase();

/** How a human is called. It says who they are to their agents, and to nobody else. */
export function requireHumanName(name: string): string {
  return requireLine("displayName", name, { min: 1, max: 128 });
}

export async function findByEmail(ctx: QueryCtx, email: string): Promise<Doc<"accounts"> | null> {
  return await ctx.db
    .query("accounts")
    .withIndex("by_email", (q) => q.eq("email", email))
    .unique();
}

/**
 * Begins an account. Whoever asks learns nothing but that a mail was sent: to an address that has an account already,
 * that mail says so. Beyond five in an hour nothing is mailed and nothing changes. An account that nobody has verified yet is begun anew by whoever comes next, so that nobody can
 * sit on an address that is not theirs.
 */
export async function beginAccount(
  ctx: MutationCtx,
  facts: { email: string; displayName: string; passwordHash: string },
): Promise<void> {
  const { email, passwordHash } = facts;
  const displayName = requireHumanName(facts.displayName);
  if (!(await mayMailRegistration(ctx, email))) return;
  const existing = await findByEmail(ctx, email);
  if (existing?.emailVerifiedAt) return await post(ctx, { kind: "exists", accountId: existing._id });
  const accountId =
    existing?._id ?? (await insertAccount(ctx, { email, displayName, passwordHash, emailVerifiedAt: null }));
  if (existing) {
    await ctx.db.patch(existing._id, { displayName, passwordHash });
    await removeCodes(ctx, existing._id);
  }
  await mailCode(ctx, email, accountId, "verify");
}

/** Counts a mail about registering; false when an address has had enough of them. */
async function mayMailRegistration(ctx: MutationCtx, email: string): Promise<boolean> {
  const emailHash = sha256Hex(email);
  const purpose = "registration" as const;
  const counted = await ctx.db
    .query("emailCodes")
    .withIndex("by_emailHash", (q) => q.eq("emailHash", emailHash).eq("purpose", purpose))
    .order("desc")
    .take(MAX_REGISTRATION_MAILS);
  const recent = counted.filter(({ expiresAt }) => expiresAt > Date.now());
  if (recent.length >= MAX_REGISTRATION_MAILS) return false;
  await ctx.db.insert("emailCodes", { accountId: null, emailHash, purpose, expiresAt: Date.now() + HOUR_MS });
  return true;
}

export async function insertAccount(
  ctx: MutationCtx,
  facts: Pick<Doc<"accounts">, "email" | "displayName" | "passwordHash" | "emailVerifiedAt">,
): Promise<Id<"accounts">> {
  const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: facts.displayName });
  const account = { ...facts, tenantId, deletedAt: null };
  const accountId = await ctx.db.insert("accounts", account);
  await auditAccount(ctx, { _id: accountId, tenantId }, "account.registered");
  return accountId;
}

/** Makes the account real that a code was mailed for. The caller has checked its password. */
export async function verifyEmail(ctx: MutationCtx, account: Doc<"accounts">, code: string): Promise<void> {
  await spendCode(ctx, account._id, "verify", code);
  await ctx.db.patch(account._id, { emailVerifiedAt: Date.now() });
  await auditAccount(ctx, account, "account.verified");
}

/**
 * Mails a reset code, when there is an account to reset, and at most one every two minutes. Whoever asks is not told, and
 * writes as much for an address that nobody has, so that the time it takes does not tell either. Codes of before stay
 * good: else somebody who keeps asking would keep the owner out.
 */
export async function beginReset(ctx: MutationCtx, email: string): Promise<void> {
  const last = await ctx.db
    .query("emailCodes")
    .withIndex("by_emailHash", (q) => q.eq("emailHash", sha256Hex(email)).eq("purpose", "reset"))
    .order("desc")
    .first();
  if (last && last._creationTime > Date.now() - BETWEEN_MAILS_MS) return;
  const account = await findByEmail(ctx, email);
  await mailCode(ctx, email, account?.emailVerifiedAt ? account._id : null, "reset");
}

/**
 * Whether a mailed code may set a password. For who has none it may only when nothing else lets them in, as those who came
 * by Clerk to an instance that has switched it off: otherwise a mailbox may be less than what they prove.
 */
export async function mayReset(ctx: QueryCtx, account: Doc<"accounts">): Promise<boolean> {
  if (account.passwordHash !== null) return true;
  if (clerkIssuer() !== null) return false;
  const passkeys = ctx.db.query("passkeys").withIndex("by_account", (q) => q.eq("accountId", account._id));
  return (await passkeys.first()) === null;
}

/** Sets a new password for the holder of a mailed code. Every sign-in of before ends. */
export async function resetPassword(
  ctx: MutationCtx,
  facts: { email: string; code: string; passwordHash: string },
): Promise<void> {
  const account = await findByEmail(ctx, facts.email);
  if (!account || !(await mayReset(ctx, account))) throw accountErrors.badCode({ field: "code" });
  await spendCode(ctx, account._id, "reset", facts.code);
  await setPassword(ctx, account, facts.passwordHash, null);
}

/** Replaces a password. Every other sign-in ends, because the old password may be why somebody holds one. */
export async function setPassword(
  ctx: MutationCtx,
  account: Doc<"accounts">,
  passwordHash: string,
  keep: Id<"logins"> | null,
): Promise<void> {
  await ctx.db.patch(account._id, { passwordHash });
  if (account.email !== null) await forgetFailures(ctx, account.email);
  await endLogins(ctx, holderFor(account, "owner"), "reset", keep);
  await auditAccount(ctx, account, "account.password_changed");
}

/** Signs in whose password has been found right. It takes back a deletion. */
export async function signInHuman(
  ctx: MutationCtx,
  account: Doc<"accounts">,
  role: Role,
  client: string,
): Promise<TokenPair> {
  if (account.email !== null) await forgetFailures(ctx, account.email);
  if (account.deletedAt !== null) await restoreAccount(ctx, account);
  const holder = holderFor(account, role);
  return await startLogin(ctx, { tenantId: account.tenantId, holder, scopes: SCOPES_OF[role], client });
}

/** Takes a deletion back. */
export async function restoreAccount(ctx: MutationCtx, account: Doc<"accounts">): Promise<void> {
  await ctx.db.patch(account._id, { deletedAt: null });
  await auditAccount(ctx, account, "account.restored");
}

/** Deletes an account: signed out everywhere at once, erased after thirty days unless they sign in before. */
export async function deleteAccount(ctx: MutationCtx, account: Doc<"accounts">): Promise<void> {
  await ctx.db.patch(account._id, { deletedAt: Date.now() });
  await endLogins(ctx, holderFor(account, "owner"), "logout");
  await auditAccount(ctx, account, "account.deleted");
}

const holderFor = (account: Doc<"accounts">, role: Role): LoginHolder => ({
  kind: "human",
  accountId: account._id,
  role,
});

async function auditAccount(
  ctx: MutationCtx,
  { _id, tenantId }: Pick<Doc<"accounts">, "_id" | "tenantId">,
  kind: AuditFacts["kind"],
): Promise<void> {
  const party = { kind: "account" as const, id: _id };
  await recordAudit(ctx, { tenantId, kind, actor: party, subject: party });
}

async function mailCode(
  ctx: MutationCtx,
  email: string,
  accountId: Id<"accounts"> | null,
  purpose: CodePurpose,
): Promise<void> {
  const row = { accountId, emailHash: sha256Hex(email), purpose, expiresAt: Date.now() + CODE_LIFE_MS };
  const codeId = await ctx.db.insert("emailCodes", row);
  await post(ctx, { kind: "code", codeId });
}

/** Leaves a mail to be sent at once, so that answers take as long whether there is one or not. */
async function post(ctx: MutationCtx, mail: Infer<typeof vMail>): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.identity.mail.send, { mail, attempt: 1 });
}

async function spendCode(
  ctx: MutationCtx,
  accountId: Id<"accounts">,
  purpose: CodePurpose,
  given: string,
): Promise<void> {
  const codes = await ctx.db
    .query("emailCodes")
    .withIndex("by_account", (q) => q.eq("accountId", accountId).eq("purpose", purpose))
    .take(SWEEP_BATCH);
  const alive = codes.filter(({ expiresAt }) => expiresAt > Date.now());
  if (!alive.some(({ _id }) => secretsMatch(canonicalCode(given), codeOf(_id))))
    throw accountErrors.badCode({ field: "code" });
  await removeCodes(ctx, accountId);
}

/** The code of a row: twelve characters, which are 60 bits. Nobody guesses one within an hour. */
export function codeOf(codeId: Id<"emailCodes">): string {
  return codeFrom(macOf(signingKeys()[0].refreshKey, `code:${codeId}`).slice(0, 12));
}

async function removeCodes(ctx: MutationCtx, accountId: Id<"accounts">): Promise<void> {
  const codes = await ctx.db
    .query("emailCodes")
    .withIndex("by_account", (q) => q.eq("accountId", accountId))
    .take(SWEEP_BATCH);
  for (const { _id } of codes) await ctx.db.delete(_id);
}

/** Removes a batch of codes that have ended; answers whether there may be more. */
export async function sweepEmailCodes(ctx: MutationCtx): Promise<boolean> {
  const old = await ctx.db
    .query("emailCodes")
    .withIndex("by_expiresAt", (q) => q.lte("expiresAt", Date.now()))
    .take(SWEEP_BATCH);
  for (const { _id, accountId, purpose } of old) {
    const account = accountId && (await ctx.db.get(accountId));
    const isUnfinished = account && purpose === "verify" && account.emailVerifiedAt === null;
    // While something of the account is left, its code stays to come back to.
    if (isUnfinished && !(await eraseAccount(ctx, account))) continue;
    await ctx.db.delete(_id);
  }
  return old.length === SWEEP_BATCH;
}

/** Erases a batch of the next account whose thirty days are over; answers whether there may be more. */
export async function sweepAccounts(ctx: MutationCtx): Promise<boolean> {
  const over = await ctx.db
    .query("accounts")
    .withIndex("by_deletedAt", (q) => q.gt("deletedAt", null).lt("deletedAt", Date.now() - RETENTION_MS))
    .first();
  if (over) await eraseAccount(ctx, over);
  return over !== null;
}

/**
 * Removes an account and all that is its own, batch by batch; ids in the trail of its tenant stay. Answers whether all of
 * it is gone.
 */
export async function eraseAccount(ctx: MutationCtx, account: Doc<"accounts">): Promise<boolean> {
  const logins = await ctx.db
    .query("logins")
    .withIndex("by_account", (q) => q.eq("holder.accountId", account._id))
    .take(SWEEP_BATCH);
  for (const { _id } of logins) await ctx.db.delete(_id);
  const agents = await ctx.db
    .query("agents")
    .withIndex("by_owner", (q) => q.eq("ownerAccountId", account._id))
    .take(AGENTS_BATCH);
  for (const agent of agents) {
    await ctx.db.patch(agent._id, NO_OWNER);
    await disableOwners(ctx, agent);
  }
  if (logins.length === SWEEP_BATCH || agents.length === AGENTS_BATCH) return false;
  if (!(await eraseNotices(ctx, account._id))) return false;
  await erasePasskeys(ctx, account._id);
  await eraseSecondFactor(ctx, account._id);
  await eraseIdentities(ctx, account._id);
  await eraseClaims(ctx, { accountId: account._id });
  await eraseWatches(ctx, account._id);
  await eraseAccountFollows(ctx, account._id);
  await eraseMarks(ctx, `account:${account._id}`);
  await ctx.scheduler.runAfter(0, internal.recordings.clips.eraseOf, { accountId: account._id });
  await ctx.db.patch(account.tenantId, { name: "" });
  if (account.email !== null) await forgetFailures(ctx, account.email);
  await ctx.db.delete(account._id);
  return true;
}
