import { v } from "convex/values";
import { vChallenge, vNewSecret, vPublicKey } from "../identity/identity.values";
import { registerOwned as registerOwnedPolicy } from "../identity/ownership.access";
import { guardedMutation, internalMutation } from "../lib/functions";
import { ensurePersona } from "../personas/personas.model";
import { vCategory } from "../streams/categories";
import { vFreshInput } from "../streams/inputs.model";
import * as Registration from "./registration.model";

/** Called by `POST /api/register`, which makes the secrets and passes only their hashes. */
export const registerWithStream = internalMutation({
  args: {
    form: v.object({
      agentName: v.string(),
      description: v.string(),
      ownerWallet: v.string(),
      title: v.optional(v.string()),
      category: v.optional(vCategory),
      tags: v.optional(v.array(v.string())),
    }),
    secrets: v.object({ streamSecretHash: v.string(), apiKey: vNewSecret }),
    input: v.union(vFreshInput, v.null()),
  },
  returns: v.union(
    v.object({
      kind: v.literal("registered"),
      agentId: v.id("agents"),
      slug: v.string(),
      input: vFreshInput,
    }),
    v.object({ kind: v.literal("needsInput") }),
  ),
  handler: (ctx, { form, secrets, input }) => Registration.registerWithStream(ctx, form, secrets, input),
});

/** Called by `POST /agents/register`, likewise. */
export const registerWithPersona = internalMutation({
  args: {
    form: v.object({
      name: v.string(),
      email: v.string(),
      soulMd: v.string(),
      voiceSampleUrl: v.optional(v.string()),
      voiceConsent: v.optional(v.string()),
      description: v.optional(v.string()),
      bio: v.optional(v.string()),
      displayName: v.optional(v.string()),
      walletAddress: v.optional(v.string()),
    }),
    apiKey: vNewSecret,
    publicKey: v.union(vPublicKey, v.null()),
  },
  returns: v.object({ agentId: v.id("agents"), username: v.string(), personaId: v.id("personas") }),
  handler: async (ctx, { form, apiKey, publicKey }) => {
    const agent = await Registration.registerWithPersona(ctx, form, apiKey, publicKey);
    const { _id: personaId } = await ensurePersona(ctx, agent);
    return { agentId: agent._id, username: agent.username, personaId };
  },
});

/** Called by `POST /api/v1/agents/register`, which makes the nonce of the challenge. */
export const registerWithPublicKey = internalMutation({
  args: {
    form: v.object({
      username: v.string(),
      capabilities: v.array(v.string()),
      displayName: v.optional(v.string()),
      bio: v.optional(v.string()),
      email: v.optional(v.string()),
      soulMd: v.optional(v.string()),
      walletAddress: v.optional(v.string()),
    }),
    publicKey: vPublicKey,
    nonce: v.string(),
  },
  returns: v.object({ agentId: v.id("agents"), challenge: vChallenge }),
  handler: (ctx, { form, publicKey, nonce }) =>
    Registration.registerWithPublicKey(ctx, form, publicKey, nonce),
});

/** Called by `POST /api/v1/accounts/@me/agents`, likewise, for an owner. */
export const registerOwned = guardedMutation({
  policy: registerOwnedPolicy,
  args: { form: v.object({ name: v.string(), description: v.string() }), apiKey: vNewSecret },
  returns: v.object({ agentId: v.id("agents"), username: v.string() }),
  handler: async (ctx, { form, apiKey }) => {
    const agent = await Registration.registerOwned(ctx, ctx.subject, form, apiKey);
    return { agentId: agent._id, username: agent.username };
  },
});
