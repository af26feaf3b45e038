import { v } from "convex/values";
import { guardedMutation, guardedQuery } from "../lib/functions";
import { partyOf } from "./audit.model";
import * as Bindings from "./bindings.model";
import { challengeErrors, spendChallenge } from "./challenges.model";
import * as Access from "./identity.access";
import { vPublicKey } from "./identity.values";
import { AGENT_SCOPES, requireNoGain } from "./keys.model";

/** The public keys an agent signs in with. */
export const list = guardedQuery({
  policy: Access.listPublicKeys,
  args: {},
  returns: v.array(v.object({ thumbprint: v.string(), algorithm: v.string(), boundAt: v.number() })),
  handler: async (ctx) => {
    const bindings = await Bindings.listBindings(ctx, ctx.subject._id);
    return bindings.map(({ thumbprint, algorithm, _creationTime }) => ({
      thumbprint,
      algorithm,
      boundAt: _creationTime,
    }));
  },
});

/** Spends the challenge that a key was to sign for this agent, and tells what the signature has to be of. */
export const spendBinding = guardedMutation({
  policy: Access.bindPublicKey,
  args: { nonce: v.string() },
  returns: v.string(),
  handler: async (ctx, { nonce }) => {
    requireNoGain(ctx.principal, AGENT_SCOPES); // Whoever signs gets all of them.
    const { agentId, message } = await spendChallenge(ctx, "bind", nonce);
    if (agentId !== ctx.subject._id) throw challengeErrors.unknown();
    return message;
  },
});

/** Lets an agent sign in with another key; the route has found a signature by it right. */
export const bind = guardedMutation({
  policy: Access.bindPublicKey,
  args: { publicKey: vPublicKey },
  returns: v.null(),
  handler: async (ctx, { publicKey }) => {
    requireNoGain(ctx.principal, AGENT_SCOPES);
    const named = await Bindings.namePublicKey(ctx, ctx.subject, publicKey);
    await Bindings.bindProved(ctx, named, partyOf(ctx.principal));
    return null;
  },
});

/** Takes a public key away again. */
export const unbind = guardedMutation({
  policy: Access.unbindPublicKey,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Bindings.unbindPublicKey(ctx, ctx.subject.binding, partyOf(ctx.principal));
    return null;
  },
});
