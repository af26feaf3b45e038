import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { guardedMutation, guardedQuery, internalMutation } from "../lib/functions";
import { vTokenPair } from "./identity.values";
import * as Access from "./passkeys.access";
import * as Passkeys from "./passkeys.model";

const vPasskeyView = v.object({
  passkeyId: v.id("passkeys"),
  name: v.string(),
  isBackedUp: v.boolean(),
  createdAt: v.number(),
  lastUsedAt: v.union(v.number(), v.null()),
});

/** All that its owner is shown of a passkey. */
const present = ({ _id, _creationTime, name, isBackedUp, lastUsedAt }: Doc<"passkeys">) => ({
  passkeyId: _id,
  name,
  isBackedUp,
  createdAt: _creationTime,
  lastUsedAt,
});

/** One's own passkeys, the oldest first. */
export const list = guardedQuery({
  policy: Access.readWaysIn,
  args: {},
  returns: v.array(vPasskeyView),
  handler: async (ctx) => (await Passkeys.listPasskeys(ctx, ctx.subject._id)).map(present),
});

/** A challenge to add a passkey with, and what a browser is to know about the account. */
export const beginAdding = guardedMutation({
  policy: Access.changeWaysIn,
  args: { nonce: v.string() },
  returns: v.object({
    accountId: v.id("accounts"),
    email: v.union(v.string(), v.null()),
    displayName: v.string(),
    known: v.array(v.object({ credentialId: v.string(), transports: v.array(v.string()) })),
  }),
  handler: async (ctx, { nonce }) => {
    const { _id: accountId, email, displayName } = ctx.subject;
    const passkeys = await Passkeys.requireRoom(ctx, accountId);
    await Passkeys.openChallengeFor(ctx, nonce, accountId);
    const known = passkeys.map(({ credentialId, transports }) => ({ credentialId, transports }));
    return { accountId, email, displayName, known };
  },
});

/** Spends such a challenge, before its answer is looked at. */
export const spendForAdding = guardedMutation({
  policy: Access.changeWaysIn,
  args: { nonce: v.string() },
  returns: v.null(),
  handler: async (ctx, { nonce }) => {
    await Passkeys.spendForAdding(ctx, ctx.subject._id, nonce);
    return null;
  },
});

/** Adds a passkey that was found sound. */
export const add = guardedMutation({
  policy: Access.changeWaysIn,
  args: {
    name: v.string(),
    facts: v.object({
      credentialId: v.string(),
      publicKey: v.bytes(),
      transports: v.array(v.string()),
      counter: v.number(),
      isBackedUp: v.boolean(),
    }),
  },
  returns: vPasskeyView,
  handler: async (ctx, { name, facts }) => present(await Passkeys.addPasskey(ctx, ctx.subject, facts, name)),
});

/** Changes what one of one's passkeys is called. */
export const rename = guardedMutation({
  policy: Access.renamePasskey,
  args: { name: v.string() },
  returns: vPasskeyView,
  handler: async (ctx, { name }) => present(await Passkeys.renamePasskey(ctx, ctx.subject.passkey, name)),
});

/** Removes one of one's passkeys. */
export const remove = guardedMutation({
  policy: Access.removePasskey,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Passkeys.removePasskey(ctx, ctx.subject.account, ctx.subject.passkey);
    return null;
  },
});

/** A challenge to sign in with, for whoever asks. */
export const beginSignIn = internalMutation({
  args: { nonce: v.string() },
  returns: v.null(),
  handler: async (ctx, { nonce }) => {
    await Passkeys.openChallengeFor(ctx, nonce, null);
    return null;
  },
});

/** Spends such a challenge, and tells what its answer is checked against. */
export const spendForSignIn = internalMutation({
  args: { nonce: v.string(), credentialId: v.string() },
  returns: v.union(
    v.object({ passkeyId: v.id("passkeys"), accountId: v.id("accounts"), publicKey: v.bytes() }),
    v.null(),
  ),
  handler: async (ctx, { nonce, credentialId }) => {
    const passkey = await Passkeys.spendForSignIn(ctx, nonce, credentialId);
    return passkey && { passkeyId: passkey._id, accountId: passkey.accountId, publicKey: passkey.publicKey };
  },
});

/** Called with an answer that was found right; `copied` is written down and for the caller to refuse. */
export const signIn = internalMutation({
  args: {
    answered: v.object({ passkeyId: v.id("passkeys"), counter: v.number(), isBackedUp: v.boolean() }),
    role: v.union(v.literal("observer"), v.literal("owner")),
    client: v.string(),
  },
  returns: v.union(
    v.object({ kind: v.literal("signedIn"), pair: vTokenPair }),
    v.object({ kind: v.literal("copied") }),
  ),
  handler: (ctx, { answered, role, client }) => Passkeys.signInByPasskey(ctx, answered, role, client),
});
