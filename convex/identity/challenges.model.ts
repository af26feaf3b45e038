import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { defineErrors } from "../lib/errors";
import type { vPurpose } from "./schema";
import { issuer } from "./signing.model";
import { messageForWallet } from "./siwe.model";

export type Purpose = Infer<typeof vPurpose>;

/** Long enough to reach for a hardware key, short enough that a lost one is worth nothing. */
export const CHALLENGE_LIFE_MS = 5 * 60_000;
/** A challenge can be told to have expired or been spent for this long; then it is unknown. */
const REMEMBERED_MS = 60 * 60_000;
const SWEEP_BATCH = 500;
/** Few enough to try a signature on each, enough that others who ask for challenges do not soon push one out. */
const NEWEST = 10;

export const challengeErrors = defineErrors({
  unknown: { code: "invalid_grant", message: "There is no such challenge." },
  expired: {
    code: "challenge_expired",
    message: "The challenge is older than five minutes. Ask for another.",
  },
  spent: {
    code: "challenge_used",
    message: "The challenge was answered before, rightly or wrongly. Ask for another.",
  },
  badSignature: {
    code: "bad_signature",
    message: "The signature is not one of the challenge's message by a key that is bound here.",
  },
});

export interface Challenge {
  nonce: string;
  message: string;
  expiresAt: number;
}

export interface ChallengeRequest {
  purpose: Purpose;
  subject: string;
  agentId: Id<"agents"> | null;
  nonce: string;
  /** The address of the wallet that is to sign, for a text as wallets show it. */
  wallet?: string;
}

/**
 * Makes a text to sign. It names this instance, what it is for, who is meant and when it ends, so that a signature is
 * good for nothing else. Who asks about nobody of ours gets the same kind of answer, and no signature fits it.
 */
export async function openChallenge(ctx: MutationCtx, request: ChallengeRequest): Promise<Challenge> {
  const { purpose, agentId, nonce } = request;
  const issuedAt = Date.now();
  const expiresAt = issuedAt + CHALLENGE_LIFE_MS;
  const message = messageOf(request, issuedAt, expiresAt);
  await ctx.db.insert("challenges", { nonce, purpose, agentId, message, expiresAt, spent: false });
  return { nonce, message, expiresAt };
}

function messageOf(
  { purpose, subject, nonce, wallet }: ChallengeRequest,
  issuedAt: number,
  expiresAt: number,
): string {
  if (wallet !== undefined) {
    const statement =
      "Recover the agent that the request ID names. It gets a new key, and everything it had before ends.";
    return messageForWallet({ address: wallet, statement, nonce, about: subject, issuedAt, expiresAt });
  }
  return [
    `molt:${purpose}:v1`,
    new URL(issuer()).host,
    subject,
    nonce,
    new Date(issuedAt).toISOString(),
    new Date(expiresAt).toISOString(),
  ].join("\n");
}

/**
 * Spends a challenge: of any number of answers to it, at once or one after the other, this succeeds for one. It happens
 * before the signature is looked at, so a wrong answer spends it as well.
 */
export async function spendChallenge(
  ctx: MutationCtx,
  purpose: Purpose,
  nonce: string,
): Promise<Doc<"challenges">> {
  const challenge = await ctx.db
    .query("challenges")
    .withIndex("by_nonce", (q) => q.eq("nonce", nonce))
    .unique();
  if (!challenge || challenge.purpose !== purpose) throw challengeErrors.unknown();
  if (challenge.spent) throw challengeErrors.spent();
  if (challenge.expiresAt <= Date.now()) throw challengeErrors.expired();
  await ctx.db.patch(challenge._id, { spent: true });
  return challenge;
}

/**
 * The newest texts an agent was asked to sign for signing in, for clients that answer with no more than a signature.
 * Spent and expired ones are among them, to be refused as what they are.
 */
export async function listNewest(ctx: QueryCtx, agentId: Id<"agents">): Promise<Doc<"challenges">[]> {
  const newest = await ctx.db
    .query("challenges")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .order("desc")
    .take(NEWEST);
  return newest.filter(({ purpose }) => purpose === "login");
}

/** Removes a batch of challenges that nobody will ask about any more; answers whether there may be more. */
export async function sweepChallenges(ctx: MutationCtx): Promise<boolean> {
  const old = await ctx.db
    .query("challenges")
    .withIndex("by_expiresAt", (q) => q.lt("expiresAt", Date.now() - REMEMBERED_MS))
    .take(SWEEP_BATCH);
  for (const challenge of old) await ctx.db.delete(challenge._id);
  return old.length === SWEEP_BATCH;
}
