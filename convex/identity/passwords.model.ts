import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { defineErrors, invalid } from "../lib/errors";
import { secretsMatch, sha256Hex } from "../lib/hash";
import { lengthOf } from "../lib/text";
import { fromBase64, toBase64Url } from "./encoding.model";

/** What OWASP advises for PBKDF2 with SHA-256. It takes WebCrypto 0.16 s here, off the thread that runs functions. */
const ITERATIONS = 600_000;
const SHORTEST = 12;
/** Long enough for any sentence. Every character of it counts, also those after the 72nd byte. */
const LONGEST = 256;

/**
 * So many wrong passwords in a row are forgiven for an e-mail address from one place, and from everywhere; then each
 * further one closes that door for twice as long. From everywhere it takes many more, or any stranger could keep the
 * owner out. Wrong second steps count for the account alone, as only those who know the password get so far.
 */
const FREE_FAILURES = { here: 5, anywhere: 100, secondStep: 10 };
const FIRST_LOCK_MS = 30_000;
const LONGEST_LOCK_MS = 60 * 60_000;
const FORGOTTEN_MS = 24 * 60 * 60_000;
const SWEEP_BATCH = 500;

export const passwordErrors = defineErrors({
  wrong: { code: "bad_credentials", message: "The e-mail address or the password is wrong." },
  locked: { code: "rate_limited", message: "Too many wrong passwords for this address. Please wait." },
  lockedStep: { code: "rate_limited", message: "Too many wrong codes for this account. Please wait." },
});

export function requirePassword(field: string, password: string): string {
  const length = lengthOf(password);
  if (length < SHORTEST) throw invalid(field, `It needs at least ${SHORTEST} characters.`, "too_short");
  if (length > LONGEST) throw invalid(field, `It may have at most ${LONGEST} characters.`, "too_long");
  return password;
}

/** A password as it is stored: the method with its cost, the salt, the result. Only actions can make one. */
export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return `pbkdf2-sha256$${ITERATIONS}$${toBase64Url(salt)}$${await derive(password, salt, ITERATIONS)}`;
}

/** What a password is compared with when there is no account, so that the answer takes as long as with one. */
const NOBODYS_HASH = `pbkdf2-sha256$${ITERATIONS}$${"A".repeat(22)}$${"A".repeat(43)}`;

/** Whether a password is the one behind this hash; without a hash it never is, after just as long a time. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [method, iterations, salt, expected] = (stored ?? NOBODYS_HASH).split("$");
  if (method !== "pbkdf2-sha256") throw new Error(`A password is stored by an unknown method: ${method}.`);
  // A longer one was never set; hashing it would only be work for us.
  const given = password.slice(0, 2 * LONGEST + 1);
  const derived = await derive(given, fromBase64(salt!)!, Number(iterations));
  return secretsMatch(derived, expected!) && stored !== null;
}

async function derive(password: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<string> {
  // Composed, so that one password typed on two keyboards is one password.
  const bytes = new TextEncoder().encode(password.normalize("NFKC"));
  const key = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return toBase64Url(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)));
}

/** Whoever tries a password: for which e-mail address, and from where. */
export interface Attempt {
  email: string;
  /** As the HTTP kit counts callers: an IPv6 one as its /64. */
  address: string;
}

/**
 * Counts an attempt before its password is looked at, so that fifty at once are fifty; refuses it while the e-mail
 * address is locked, known or not. A right password takes the counts back.
 */
export async function countAttempt(ctx: MutationCtx, { email, address }: Attempt): Promise<void> {
  const emailHash = sha256Hex(email);
  const [here, anywhere] = await Promise.all([
    findFailures(ctx, emailHash, sha256Hex(`${address} ${email}`)),
    findFailures(ctx, emailHash, undefined),
  ]);
  requireUnlocked(here.failures, FREE_FAILURES.here);
  requireUnlocked(anywhere.failures, FREE_FAILURES.anywhere);
  for (const { failures, key } of [here, anywhere]) await countFailure(ctx, failures, key);
}

/**
 * Counts a second step before it is looked at, and refuses it after too many. Only a right one takes these counts back:
 * who reads somebody's mail resets the password as often as they like, and could otherwise guess on.
 */
export async function countSecondStep(ctx: MutationCtx, accountId: Id<"accounts">): Promise<void> {
  const { failures, key } = await findFailures(ctx, secondStepOf(accountId), undefined);
  requireUnlocked(failures, FREE_FAILURES.secondStep, passwordErrors.lockedStep);
  await countFailure(ctx, failures, key);
}

export async function forgetSecondSteps(ctx: MutationCtx, accountId: Id<"accounts">): Promise<void> {
  const { failures } = await findFailures(ctx, secondStepOf(accountId), undefined);
  if (failures) await ctx.db.delete(failures._id);
}

const secondStepOf = (accountId: Id<"accounts">) => sha256Hex(`second step of ${accountId}`);

function requireUnlocked(
  failures: Doc<"passwordFailures"> | null,
  free: number,
  refuse = passwordErrors.locked,
): void {
  if (!failures || failures.count < free) return;
  const lockMs = Math.min(FIRST_LOCK_MS * 2 ** (failures.count - free), LONGEST_LOCK_MS);
  const retryAfterMs = failures.lastAt + lockMs - Date.now();
  if (retryAfterMs > 0) throw refuse({ retryAfterMs });
}

type FailureKey = Pick<Doc<"passwordFailures">, "emailHash" | "placeHash">;

async function countFailure(
  ctx: MutationCtx,
  failures: Doc<"passwordFailures"> | null,
  key: FailureKey,
): Promise<void> {
  const lastAt = Date.now();
  if (!failures) await ctx.db.insert("passwordFailures", { ...key, count: 1, lastAt });
  else {
    const count = failures.lastAt < lastAt - FORGOTTEN_MS ? 1 : failures.count + 1;
    await ctx.db.patch(failures._id, { count, lastAt });
  }
}

/** Takes back what was counted for an e-mail address, from wherever. */
export async function forgetFailures(ctx: MutationCtx, email: string): Promise<void> {
  const all = await ctx.db
    .query("passwordFailures")
    .withIndex("by_emailHash", (q) => q.eq("emailHash", sha256Hex(email)))
    .take(SWEEP_BATCH);
  for (const { _id } of all) await ctx.db.delete(_id);
}

async function findFailures(ctx: QueryCtx, emailHash: string, placeHash: string | undefined) {
  const failures = await ctx.db
    .query("passwordFailures")
    .withIndex("by_emailHash", (q) => q.eq("emailHash", emailHash).eq("placeHash", placeHash))
    .unique();
  const key: FailureKey = placeHash === undefined ? { emailHash } : { emailHash, placeHash };
  return { failures, key };
}

/** Removes a batch of counts that are a day old; answers whether there may be more. */
export async function sweepPasswordFailures(ctx: MutationCtx): Promise<boolean> {
  const old = await ctx.db
    .query("passwordFailures")
    .withIndex("by_lastAt", (q) => q.lt("lastAt", Date.now() - FORGOTTEN_MS))
    .take(SWEEP_BATCH);
  for (const failures of old) await ctx.db.delete(failures._id);
  return old.length === SWEEP_BATCH;
}
