import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { defineErrors } from "../lib/errors";
import { sha256Hex } from "../lib/hash";
import { type AuditFacts, recordAudit } from "./audit.model";
import { canonicalCode, codeFrom } from "./codes.model";
import { notify } from "./notices.model";
import { forgetSecondSteps } from "./passwords.model";
import { seal, unseal } from "./sealing.model";
import { stepOf } from "./totp.model";

const RECOVERY_CODES = 10;
/** Characters of a recovery code: 80 bits, which nobody guesses, not even with their hashes at hand. */
const RECOVERY_LENGTH = 16;

export const secondFactorErrors = defineErrors({
  required: {
    code: "second_factor_required",
    message: "Send the six digits of your authenticator app, or a recovery code, as `totp`.",
  },
  wrong: {
    code: "bad_second_factor",
    message: "The code is wrong, too old, or was used before.",
  },
  alreadyOn: { code: "conflict", message: "The second step is on. Switch it off before setting it up anew." },
  notBegun: { code: "conflict", message: "There is no secret yet that a code could be of. Begin first." },
  notOn: { code: "conflict", message: "The second step is not on." },
  noPassword: { code: "conflict", message: "This account has no password that a second step could follow." },
});

/** What was shown as the second step, as far as that goes without the database. */
export const vSecondProof = v.union(
  v.object({
    kind: v.literal("code"),
    of: v.bytes(), // the sealed secret that it was read against
    step: v.number(),
    resealed: v.union(v.bytes(), v.null()),
  }),
  v.object({ kind: v.literal("recovery"), hash: v.string() }),
);
export type SecondProof = Infer<typeof vSecondProof>;

/** Reads a second step. Runs in actions; what it found is checked in the transaction that signs in. */
export async function readSecondProof(
  sealedSecret: ArrayBuffer,
  given: string | undefined,
): Promise<SecondProof> {
  if (given === undefined || given.trim() === "") throw secondFactorErrors.required();
  const digits = given.replace(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return { kind: "recovery", hash: sha256Hex(canonicalCode(given)) };
  // A secret that nobody can open any more leaves the recovery codes.
  const opened = await unseal(sealedSecret);
  const step = opened && stepOf(opened.plain, digits, Date.now());
  if (!opened || step === null) throw secondFactorErrors.wrong({ field: "totp" });
  return { kind: "code", of: sealedSecret, step, resealed: opened.isOld ? await seal(opened.plain) : null };
}

/** New recovery codes, to be shown once, and what is stored of them. Only actions have the randomness for it. */
export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, () =>
    codeFrom(crypto.getRandomValues(new Uint8Array(RECOVERY_LENGTH))),
  );
  return { codes, hashes: codes.map(sha256Hex) };
}

export async function findSecondFactor(
  ctx: QueryCtx,
  accountId: Id<"accounts">,
): Promise<Doc<"secondFactors"> | null> {
  return await ctx.db
    .query("secondFactors")
    .withIndex("by_account", (q) => q.eq("accountId", accountId))
    .unique();
}

/** The secret that a second step is checked against; null where a password is enough. */
export async function findSecretToProve(
  ctx: QueryCtx,
  accountId: Id<"accounts">,
): Promise<ArrayBuffer | null> {
  const factor = await findSecondFactor(ctx, accountId);
  return factor?.state.kind === "on" ? factor.sealedSecret : null;
}

/** Lets through whose second step is right, and spends it: of any number of sign-ins with one code, one goes well. */
export async function requireSecondFactor(
  ctx: MutationCtx,
  account: Doc<"accounts">,
  proof: SecondProof | null,
): Promise<void> {
  const factor = await findSecondFactor(ctx, account._id);
  if (factor?.state.kind !== "on") return;
  if (!proof) throw secondFactorErrors.required();
  await forgetSecondSteps(ctx, account._id); // Undone with the rest if the step turns out wrong.
  const { state, sealedSecret } = factor;
  if (proof.kind === "code") {
    // The secret was read outside of this transaction; it may have been replaced since.
    const isStale = !isSame(proof.of, sealedSecret) || proof.step <= state.lastStep;
    if (isStale) throw secondFactorErrors.wrong({ field: "totp" });
    const next = { sealedSecret: proof.resealed ?? sealedSecret, state: { ...state, lastStep: proof.step } };
    return await ctx.db.patch(factor._id, next);
  }
  if (!state.recoveryHashes.includes(proof.hash)) throw secondFactorErrors.wrong({ field: "totp" });
  const recoveryHashes = state.recoveryHashes.filter((hash) => hash !== proof.hash);
  await ctx.db.patch(factor._id, { state: { ...state, recoveryHashes } });
  await tell(ctx, account, "second_factor.code_used", "recovery_code_used");
}

/** Sets up a secret that is not asked for until a code of it was right. A pending one of before is forgotten. */
export async function beginSecondFactor(
  ctx: MutationCtx,
  account: Doc<"accounts">,
  sealedSecret: ArrayBuffer,
): Promise<void> {
  if (account.passwordHash === null) throw secondFactorErrors.noPassword();
  const factor = await findSecondFactor(ctx, account._id);
  if (factor?.state.kind === "on") throw secondFactorErrors.alreadyOn();
  if (factor) await ctx.db.delete(factor._id);
  const state = { kind: "pending" as const };
  await ctx.db.insert("secondFactors", { accountId: account._id, sealedSecret, state });
}

/** Switches the second step on, for a code of the secret that was found right. */
export async function confirmSecondFactor(
  ctx: MutationCtx,
  account: Doc<"accounts">,
  { sealedSecret, step, hashes }: { sealedSecret: ArrayBuffer; step: number; hashes: string[] },
): Promise<void> {
  const factor = await requirePending(ctx, account._id);
  if (!isSame(factor.sealedSecret, sealedSecret)) throw secondFactorErrors.wrong({ field: "totp" });
  const state = { kind: "on" as const, since: Date.now(), lastStep: step, recoveryHashes: hashes };
  await ctx.db.patch(factor._id, { state });
  await tell(ctx, account, "second_factor.enabled", "second_factor_enabled");
}

export async function requirePending(
  ctx: QueryCtx,
  accountId: Id<"accounts">,
): Promise<Doc<"secondFactors">> {
  const factor = await findSecondFactor(ctx, accountId);
  if (factor?.state.kind === "on") throw secondFactorErrors.alreadyOn();
  if (!factor) throw secondFactorErrors.notBegun();
  return factor;
}

/** Replaces the recovery codes; none of before works any more. */
export async function replaceRecoveryCodes(
  ctx: MutationCtx,
  account: Doc<"accounts">,
  recoveryHashes: string[],
): Promise<void> {
  const factor = await findSecondFactor(ctx, account._id);
  if (factor?.state.kind !== "on") throw secondFactorErrors.notOn();
  await ctx.db.patch(factor._id, { state: { ...factor.state, recoveryHashes } });
  await tell(ctx, account, "second_factor.codes_replaced", "recovery_codes_replaced");
}

/** Switches the second step off. Off already is as good. */
export async function removeSecondFactor(ctx: MutationCtx, account: Doc<"accounts">): Promise<void> {
  const factor = await findSecondFactor(ctx, account._id);
  if (!factor) return;
  await ctx.db.delete(factor._id);
  if (factor.state.kind === "on")
    await tell(ctx, account, "second_factor.disabled", "second_factor_disabled");
}

/** Removes what an account that is erased had set up. */
export async function eraseSecondFactor(ctx: MutationCtx, accountId: Id<"accounts">): Promise<void> {
  const factor = await findSecondFactor(ctx, accountId);
  if (factor) await ctx.db.delete(factor._id);
}

function isSame(a: ArrayBuffer, b: ArrayBuffer): boolean {
  const [one, other] = [new Uint8Array(a), new Uint8Array(b)];
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

async function tell(
  ctx: MutationCtx,
  { _id, tenantId }: Doc<"accounts">,
  kind: AuditFacts["kind"],
  about:
    | "second_factor_enabled"
    | "second_factor_disabled"
    | "recovery_codes_replaced"
    | "recovery_code_used",
): Promise<void> {
  const party = { kind: "account" as const, id: _id };
  await recordAudit(ctx, { tenantId, kind, actor: party, subject: party });
  await notify(ctx, _id, { about });
}
