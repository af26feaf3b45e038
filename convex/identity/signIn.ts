import { v } from "convex/values";
import { internalMutation, internalQuery } from "../lib/functions";
import { vChallenge, vNewSecret, vPublicKey, vTokenPair } from "./identity.values";
import { refreshLogin } from "./logins.model";
import { vPurpose } from "./schema";
import * as SignIn from "./signIn.model";

/** A text to sign. */
export const challenge = internalMutation({
  args: {
    purpose: vPurpose,
    subject: v.union(
      v.object({ agent: v.string(), wallet: v.optional(v.string()) }),
      v.object({ thumbprint: v.string() }),
    ),
    nonce: v.string(),
  },
  returns: vChallenge,
  handler: (ctx, request) => SignIn.challengeFor(ctx, request),
});

/** Spends a challenge, and tells what its signature may be checked against. */
export const spend = internalMutation({
  args: { purpose: vPurpose, nonce: v.string() },
  returns: v.object({
    agentId: v.union(v.id("agents"), v.null()),
    message: v.string(),
    publicKeys: v.array(vPublicKey),
    wallet: v.union(v.string(), v.null()),
  }),
  handler: (ctx, { purpose, nonce }) => SignIn.spend(ctx, purpose, nonce),
});

/** What a bare signature of an agent may be of, newest first; refuses when there is nothing. */
export const signable = internalQuery({
  args: { agent: v.string() },
  returns: v.object({
    challenges: v.array(v.object({ nonce: v.string(), message: v.string() })),
    publicKeys: v.array(vPublicKey),
  }),
  handler: (ctx, { agent }) => SignIn.listSignable(ctx, agent),
});

/** Called with a signature that was found right. */
export const signIn = internalMutation({
  args: { agentId: v.id("agents"), thumbprint: v.string(), client: v.string() },
  returns: vTokenPair,
  handler: (ctx, { agentId, thumbprint, client }) => SignIn.signInAgent(ctx, agentId, thumbprint, client),
});

/** Signs in with an API key, by its SHA-256. */
export const signInByKey = internalMutation({
  args: { keyHash: v.string(), client: v.string() },
  returns: vTokenPair,
  handler: (ctx, { keyHash, client }) => SignIn.signInByKey(ctx, keyHash, client),
});

/** Called with a signature that was found right. */
export const recover = internalMutation({
  args: {
    agentId: v.id("agents"),
    by: v.union(v.object({ thumbprint: v.string() }), v.object({ wallet: v.string() })),
    secret: vNewSecret,
  },
  returns: v.object({ keyId: v.id("credentials"), unbound: v.array(v.string()) }),
  handler: (ctx, { agentId, by, secret }) => SignIn.recoverAgent(ctx, agentId, by, secret),
});

/** The next pair of tokens; `reused` has ended the sign-in and is for the caller to refuse. */
export const refresh = internalMutation({
  args: { refreshToken: v.string() },
  returns: v.union(
    v.object({ kind: v.literal("refreshed"), pair: vTokenPair }),
    v.object({ kind: v.literal("reused") }),
  ),
  handler: (ctx, { refreshToken }) => refreshLogin(ctx, refreshToken),
});
