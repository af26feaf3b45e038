import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { defineErrors } from "../lib/errors";
import { requireLine } from "../lib/text";
import { type Role, signInHuman } from "./accounts.model";
import { type AuditFacts, recordAudit } from "./audit.model";
import { CHALLENGE_LIFE_MS, challengeErrors, spendChallenge } from "./challenges.model";
import type { TokenPair } from "./logins.model";
import { notify } from "./notices.model";
import { issuer } from "./signing.model";

/** One for every device and a few keys in the drawer; more is not worth offering to a browser. */
export const MAX_PASSKEYS = 10;
/** ES256 and RS256 by their numbers in COSE: every device makes one of them, and every runtime checks both. */
export const PASSKEY_ALGORITHMS = [-7, -257];

export const passkeyErrors = defineErrors({
  noDomain: {
    code: "unavailable",
    message: "Passkeys belong to a domain name, and this instance is reached by a bare address.",
  },
  tooMany: {
    code: "key_limit",
    message: "An account may have ten passkeys. Remove one that is not used.",
  },
  known: { code: "key_in_use", message: "This passkey has been added before." },
  notFound: { code: "not_found", message: "There is no such passkey." },
  wrong: {
    code: "bad_signature",
    message: "This is not the answer of a passkey that was added here, to this challenge, at this address.",
  },
  copied: {
    code: "bad_signature",
    message:
      "The passkey counts fewer uses than are known here, so there is a copy of it. It was not let in.",
  },
});

/** The domain that passkeys are bound to and the origin they answer from: those of the public address. */
export function relyingParty(): { id: string; origin: string } {
  const { hostname, origin } = new URL(issuer());
  if (/^[\d.]+$|^\[/.test(hostname)) throw passkeyErrors.noDomain();
  return { id: hostname, origin };
}

/** Notes a challenge for a passkey, to sign in with or to be added to an account. */
export async function openChallengeFor(
  ctx: MutationCtx,
  nonce: string,
  accountId: Id<"accounts"> | null,
): Promise<void> {
  await ctx.db.insert("challenges", {
    nonce,
    purpose: accountId ? "passkey_add" : "passkey_login",
    agentId: null,
    ...(accountId && { accountId }),
    message: "",
    expiresAt: Date.now() + CHALLENGE_LIFE_MS,
    spent: false,
  });
}

export async function listPasskeys(ctx: QueryCtx, accountId: Id<"accounts">): Promise<Doc<"passkeys">[]> {
  return await ctx.db
    .query("passkeys")
    .withIndex("by_account", (q) => q.eq("accountId", accountId))
    .take(MAX_PASSKEYS);
}

/** Refuses before a browser is asked to make a passkey that could not be kept. */
export async function requireRoom(ctx: QueryCtx, accountId: Id<"accounts">): Promise<Doc<"passkeys">[]> {
  const passkeys = await listPasskeys(ctx, accountId);
  if (passkeys.length >= MAX_PASSKEYS) throw passkeyErrors.tooMany();
  return passkeys;
}

/** Spends the challenge that an account was given to add a passkey with. Nobody else's is as good. */
export async function spendForAdding(
  ctx: MutationCtx,
  accountId: Id<"accounts">,
  nonce: string,
): Promise<void> {
  const challenge = await spendChallenge(ctx, "passkey_add", nonce);
  if (challenge.accountId !== accountId) throw challengeErrors.unknown();
}

/** What an authenticator says of a passkey it has made, found sound by `passkeyChecks.ts`. */
export type NewPasskey = Pick<
  Doc<"passkeys">,
  "credentialId" | "publicKey" | "transports" | "counter" | "isBackedUp"
>;

export async function addPasskey(
  ctx: MutationCtx,
  account: Doc<"accounts">,
  facts: NewPasskey,
  name: string,
): Promise<Doc<"passkeys">> {
  await requireRoom(ctx, account._id);
  if (await findPasskey(ctx, facts.credentialId)) throw passkeyErrors.known();
  const row = { ...facts, accountId: account._id, name: requirePasskeyName(name), lastUsedAt: null };
  const id = await ctx.db.insert("passkeys", row);
  await recordPasskey(ctx, account, id, "passkey.added");
  await notify(ctx, account._id, { about: "passkey_added", passkey: row.name });
  return (await ctx.db.get(id))!;
}

export async function renamePasskey(
  ctx: MutationCtx,
  passkey: Doc<"passkeys">,
  name: string,
): Promise<Doc<"passkeys">> {
  await ctx.db.patch(passkey._id, { name: requirePasskeyName(name) });
  return { ...passkey, name: requirePasskeyName(name) };
}

export async function removePasskey(
  ctx: MutationCtx,
  account: Doc<"accounts">,
  passkey: Doc<"passkeys">,
): Promise<void> {
  await ctx.db.delete(passkey._id);
  await recordPasskey(ctx, account, passkey._id, "passkey.removed");
  await notify(ctx, account._id, { about: "passkey_removed", passkey: passkey.name });
}

/** Everything an answer is checked against. There is none when nobody has added this passkey. */
export async function spendForSignIn(
  ctx: MutationCtx,
  nonce: string,
  credentialId: string,
): Promise<Doc<"passkeys"> | null> {
  await spendChallenge(ctx, "passkey_login", nonce);
  return await findPasskey(ctx, credentialId);
}

/** An answer that was found right: whose passkey it is of, and what the authenticator says of itself. */
export interface Answered {
  passkeyId: Id<"passkeys">;
  counter: number;
  isBackedUp: boolean;
}

/**
 * Signs in whose passkey has answered. One that counts fewer uses than it had the last time has been copied, and nobody
 * can say which of the two this is: it is refused, and its owner is told.
 */
export async function signInByPasskey(
  ctx: MutationCtx,
  { passkeyId, counter, isBackedUp }: Answered,
  role: Role,
  client: string,
): Promise<{ kind: "signedIn"; pair: TokenPair } | { kind: "copied" }> {
  const passkey = await ctx.db.get(passkeyId);
  const account = passkey && (await ctx.db.get(passkey.accountId));
  if (!passkey || !account) throw passkeyErrors.wrong();
  const counts = counter > 0 || passkey.counter > 0;
  if (counts && counter <= passkey.counter) {
    await recordPasskey(ctx, account, passkeyId, "passkey.copied");
    await notify(ctx, account._id, { about: "passkey_copied", passkey: passkey.name });
    return { kind: "copied" }; // Not thrown, because that would undo what was written.
  }
  await ctx.db.patch(passkeyId, { counter, isBackedUp, lastUsedAt: Date.now() });
  return { kind: "signedIn", pair: await signInHuman(ctx, account, role, client) };
}

/** Removes the passkeys of an account that is erased. */
export async function erasePasskeys(ctx: MutationCtx, accountId: Id<"accounts">): Promise<void> {
  for (const { _id } of await listPasskeys(ctx, accountId)) await ctx.db.delete(_id);
}

async function findPasskey(ctx: QueryCtx, credentialId: string): Promise<Doc<"passkeys"> | null> {
  return await ctx.db
    .query("passkeys")
    .withIndex("by_credential", (q) => q.eq("credentialId", credentialId))
    .unique();
}

const requirePasskeyName = (name: string) => requireLine("name", name, { min: 1, max: 64 });

async function recordPasskey(
  ctx: MutationCtx,
  { _id, tenantId }: Doc<"accounts">,
  passkeyId: Id<"passkeys">,
  kind: AuditFacts["kind"],
): Promise<void> {
  const subject = { kind: "passkey" as const, id: passkeyId };
  await recordAudit(ctx, { tenantId, kind, actor: { kind: "account", id: _id }, subject });
}
