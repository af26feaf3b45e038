import type { FunctionReturnType } from "convex/server";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { ActionCtx } from "../_generated/server";
import { challengeErrors, type Purpose } from "./challenges.model";
import { readSignature, signedBy, signedByWallet } from "./signatures.model";
import { type Spent, signInErrors } from "./signIn.model";

export interface Answer {
  agentId: Id<"agents">;
  by: { thumbprint: string } | { wallet: string };
}

/**
 * The nonce of the challenge that a bare signature of an agent is of. Nothing is spent by one that fits none: agents are
 * known to everybody, and somebody else's guesses are not to stand in the way of theirs.
 */
export async function findAnswered(ctx: ActionCtx, agent: string, signatureText: string): Promise<string> {
  const { challenges, publicKeys }: FunctionReturnType<typeof internal.identity.signIn.signable> =
    await ctx.runQuery(internal.identity.signIn.signable, { agent });
  const signature = readSignature(signatureText);
  if (!signature) throw challengeErrors.badSignature();
  for (const { nonce, message } of challenges) {
    for (const key of publicKeys) if (await signedBy(key, message, signature)) return nonce;
  }
  throw challengeErrors.badSignature();
}

/**
 * Who signed a challenge. It is spent in a transaction of its own before anything is computed, so that of fifty answers
 * at once one is looked at, and a wrong one cannot be mended. Throws for everything but a right signature.
 */
export async function answerChallenge(
  ctx: ActionCtx,
  purpose: Purpose,
  nonce: string,
  signatureText: string,
): Promise<Answer> {
  const spent: Spent = await ctx.runMutation(internal.identity.signIn.spend, { purpose, nonce });
  const { agentId, message, publicKeys, wallet } = spent;
  const signature = readSignature(signatureText);
  if (agentId && signature) {
    for (const key of publicKeys) {
      if (await signedBy(key, message, signature)) return { agentId, by: { thumbprint: key.thumbprint } };
    }
    if (wallet && signedByWallet(wallet, message, signature)) return { agentId, by: { wallet } };
  }
  const hopeless = purpose === "recover" && agentId && publicKeys.length === 0 && !wallet;
  throw hopeless ? signInErrors.nothingToRecoverWith() : challengeErrors.badSignature();
}
