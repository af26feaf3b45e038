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
