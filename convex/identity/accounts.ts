import { v } from "convex/values";
import { guardedMutation, guardedQuery, internalMutation, internalQuery } from "../lib/functions";
import * as Accounts from "./accounts.model";
import * as Access from "./identity.access";
import { vTokenPair } from "./identity.values";
import { countAttempt, countSecondStep, passwordErrors } from "./passwords.model";
import { findSecretToProve, requireSecondFactor, vSecondProof } from "./secondFactor.model";

const vRole = v.union(v.literal("observer"), v.literal("owner"));
const vToCompare = v.object({
  id: v.union(v.id("accounts"), v.null()),
  passwordHash: v.union(v.string(), v.null()),
  sealedSecret: v.union(v.bytes(), v.null()), // of the second step
});

/** Begins an account and mails its code. */
export const begin = internalMutation({
  args: { email: v.string(), displayName: v.string(), passwordHash: v.string() },
  returns: v.null(),
  handler: async (ctx, facts) => {
    await Accounts.beginAccount(ctx, facts);
    return null;
  },
});

/** Counts an attempt to sign in, and tells what its password, and its second step if any, is to be compared with. */
export const attempt = internalMutation({
  args: { email: v.string(), address: v.string() },
  returns: vToCompare,
  handler: async (ctx, { email, address }) => {
    await countAttempt(ctx, { email, address });
    const account = await Accounts.findByEmail(ctx, email);
    if (!account) return { id: null, passwordHash: null, sealedSecret: null };
    const { _id: id, passwordHash } = account;
    return { id, passwordHash, sealedSecret: await findSecretToProve(ctx, id) };
  },
});

/** Counts a second step, once the password was right and before the step is looked at. */
export const attemptSecondStep = internalMutation({
  args: { accountId: v.id("accounts") },
  returns: v.null(),
  handler: async (ctx, { accountId }) => {
    await countSecondStep(ctx, accountId);
    return null;
  },
});

/** Called with a password that was found right; a code makes an account real that nobody has verified. */
export const signIn = internalMutation({
  args: {
    accountId: v.id("accounts"),
    passwordHash: v.string(),
    secondProof: v.union(vSecondProof, v.null()),
    role: vRole,
    client: v.string(),
    code: v.union(v.string(), v.null()),
  },
  returns: vTokenPair,
  handler: async (ctx, { accountId, passwordHash, secondProof, role, client, code }) => {
    const account = await ctx.db.get(accountId);
    // The password was compared outside of this transaction; it may have been replaced since.
    if (account?.passwordHash !== passwordHash) throw passwordErrors.wrong();
    if (code !== null) await Accounts.verifyEmail(ctx, account, code);
    else if (account.emailVerifiedAt === null) throw passwordErrors.wrong();
    await requireSecondFactor(ctx, account, secondProof);
    return await Accounts.signInHuman(ctx, account, role, client);
  },
});

/** Mails a reset code, if there is an account. */
export const beginReset = internalMutation({
  args: { email: v.string() },
  returns: v.null(),
  handler: async (ctx, { email }) => {
    await Accounts.beginReset(ctx, email);
    return null;
  },
});

/** Sets the password of whoever holds the mailed code. */
export const reset = internalMutation({
  args: { email: v.string(), code: v.string(), passwordHash: v.string() },
  returns: v.null(),
  handler: async (ctx, facts) => {
    await Accounts.resetPassword(ctx, facts);
    return null;
  },
});

/** One's own account. */
export const me = guardedQuery({
  policy: Access.readAccount,
  args: {},
  returns: v.object({
    accountId: v.id("accounts"),
    email: v.union(v.string(), v.null()),
    displayName: v.string(),
    hasPassword: v.boolean(),
    createdAt: v.number(),
  }),
  handler: async (ctx) => {
    const { _id: accountId, email, displayName, passwordHash, _creationTime: createdAt } = ctx.subject;
    return { accountId, email, displayName, hasPassword: passwordHash !== null, createdAt };
  },
});

/** Changes how one's own account is called. */
export const rename = guardedMutation({
  policy: Access.changeAccount,
  args: { displayName: v.string() },
  returns: v.null(),
  handler: async (ctx, { displayName }) => {
    await ctx.db.patch(ctx.subject._id, { displayName: Accounts.requireHumanName(displayName) });
    return null;
  },
});

/** What the present password is to be compared with, before it may be replaced. */
export const storedPassword = internalQuery({
  args: { accountId: v.id("accounts") },
  returns: v.object({ email: v.union(v.string(), v.null()), passwordHash: v.union(v.string(), v.null()) }),
  handler: async (ctx, { accountId }) => {
    const account = await ctx.db.get(accountId);
    if (!account) throw Accounts.accountErrors.notFound();
    return { email: account.email, passwordHash: account.passwordHash };
  },
});

/** Replaces one's own password, once the present one, if any, has been found right. Other sign-ins end. */
export const changePassword = guardedMutation({
  policy: Access.changePassword,
  args: { oldPasswordHash: v.union(v.string(), v.null()), passwordHash: v.string() },
  returns: v.null(),
  handler: async (ctx, { oldPasswordHash, passwordHash }) => {
    if (ctx.subject.passwordHash !== oldPasswordHash) throw passwordErrors.wrong();
    const { proof } = ctx.principal;
    await Accounts.setPassword(ctx, ctx.subject, passwordHash, proof.kind === "login" ? proof.id : null);
    return null;
  },
});

/** Deletes one's own account. */
export const remove = guardedMutation({
  policy: Access.deleteAccount,
  args: {},
  returns: v.object({ purgeAt: v.number() }),
  handler: async (ctx) => {
    await Accounts.deleteAccount(ctx, ctx.subject);
    return { purgeAt: Date.now() + Accounts.RETENTION_MS };
  },
});
