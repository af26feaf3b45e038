import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { requireEmail } from "../agents/profile.model";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, anyone, nothing } from "../http/route";
import { mailAccount } from "../lib/env";
import { defineErrors } from "../lib/errors";
import { canonicalEmail, type Role } from "./accounts.model";
import { presentTokens, zTokens } from "./auth.http";
import { changeAccount, changePassword, deleteAccount, readAccount } from "./identity.access";
import { callerOf } from "./identity.caller";
import { zClient, zTotp } from "./identity.fields";
import type { TokenPair } from "./logins.model";
import { hashPassword, passwordErrors, passwordMatches, requirePassword } from "./passwords.model";
import { readSecondProof } from "./secondFactor.model";

const zEmail = z.string().max(254);
const zNewPassword = z.string().describe("12 to 256 characters; every one of them counts.");
const zPassword = z.string().max(1024);
const zCode = z.string().max(32).describe("As it was mailed; hyphens and case do not matter.");

/** The same words whether there is an account or not. */
const zMailed = z.object({ status: z.literal("check_your_mail") });
const MAILED = { status: "check_your_mail" as const };
const bodyExample = { email: "dov@example.org", password: "a sentence that nobody guesses" };

const mailErrors = defineErrors({
  notSetUp: {
    code: "unavailable",
    message: "This instance sends no mail, so it has no accounts for humans.",
  },
});

export function registerAccountRoutes(api: ApiRouter) {
  for (const [role, noun] of [
    ["observer", "observers"],
    ["owner", "accounts"],
  ] as const) {
    const Role = role === "observer" ? "Observer" : "Owner";
    api.post(`/api/v1/${noun}/register`, {
      id: `register${Role}`,
      tag: "accounts",
      summary: "Begin an account; a code is mailed that finishes it",
      description:
        "One account is good for observing and for owning agents. Nobody is told whether the address has one.",
      caller: anyone,
      limits: ["register"],
      unknownFields: "refuse",
      idempotency: "none",
      body: z.object({
        email: zEmail,
        password: zNewPassword,
        display_name: z.string().optional().describe("1 to 128 characters."),
      }),
      bodyExample,
      reply: { status: 202, shape: zMailed, example: MAILED },
      errors: ["unavailable"],
      async run(ctx, { body }) {
        if (!mailAccount()) throw mailErrors.notSetUp();
        const email = canonicalEmail(requireEmail(body.email));
        const passwordHash = await hashPassword(requirePassword("password", body.password));
        const displayName = body.display_name ?? email.split("@")[0]!;
        await ctx.runMutation(internal.identity.accounts.begin, { email, displayName, passwordHash });
        return MAILED;
      },
    });

    api.post(`/api/v1/${noun}/login`, {
      id: `logIn${Role}`,
      tag: "accounts",
      summary: role === "observer" ? "Sign in to read" : "Sign in to act for one's agents",
      caller: anyone,
      limits: ["login"],
      unknownFields: "refuse",
      idempotency: "none",
      description:
        "An account with a second step wants `totp` as well, and says so once the password was right.",
      body: z.object({
        email: zEmail,
        password: zPassword,
        totp: zTotp.optional(),
        client: zClient,
      }),
      bodyExample,
      reply: { status: 200, shape: zTokens },
      errors: ["bad_credentials", "second_factor_required", "bad_second_factor", "unavailable"],
      run: async (ctx, { body, address }) =>
        presentTokens(await signIn(ctx, role, { ...body, address }, null)),
    });
  }

  api.post("/api/v1/accounts/verify-email", {
    id: "verifyEmail",
    tag: "accounts",
    summary: "Finish an account with the code that was mailed, and sign in",
    description:
      "It takes the password as well, so that nobody finishes an account that somebody else began for them.",
    caller: anyone,
    limits: ["login"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({
      email: zEmail,
      password: zPassword,
      code: zCode,
      role: z.enum(["observer", "owner"]).default("owner"),
      client: zClient,
    }),
    bodyExample: { ...bodyExample, code: "7KQ2-M9XA-0C4T" },
    reply: { status: 200, shape: zTokens },
    errors: ["bad_credentials", "invalid_grant", "unavailable"],
    run: async (ctx, { body, address }) =>
      presentTokens(await signIn(ctx, body.role, { ...body, address }, body.code)),
  });

  api.post("/api/v1/accounts/forgot", {
    id: "forgotPassword",
    tag: "accounts",
    summary: "Have a code mailed that sets a new password",
    caller: anyone,
    limits: ["login"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({ email: zEmail }),
    bodyExample: { email: "dov@example.org" },
    reply: { status: 202, shape: zMailed, example: MAILED },
    errors: ["unavailable"],
    async run(ctx, { body }) {
      if (!mailAccount()) throw mailErrors.notSetUp();
      const email = canonicalEmail(requireEmail(body.email));
      await ctx.runMutation(internal.identity.accounts.beginReset, { email });
      return MAILED;
    },
  });

  api.post("/api/v1/accounts/reset", {
    id: "resetPassword",
    tag: "accounts",
    summary: "Set a new password with the code that was mailed; every sign-in ends",
    caller: anyone,
    limits: ["login"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({ email: zEmail, code: zCode, password: zNewPassword }),
    bodyExample: { ...bodyExample, code: "7KQ2-M9XA-0C4T" },
    reply: nothing,
    errors: ["invalid_grant"],
    async run(ctx, { body }) {
      const passwordHash = await hashPassword(requirePassword("password", body.password));
      const email = canonicalEmail(body.email);
      await ctx.runMutation(internal.identity.accounts.reset, { email, code: body.code, passwordHash });
      return null;
    },
  });

  api.get("/api/v1/accounts/@me", {
    id: "getMyAccount",
    tag: "accounts",
    summary: "One's own account",
    caller: callerOf(readAccount),
    limits: ["agent"],
    unknownFields: "refuse",
    reply: {
      status: 200,
      shape: z.object({
        id: z.string(),
        email: z.string().nullable().describe("Null for who came by another provider, and whose is taken."),
        display_name: z.string(),
        has_password: z.boolean(),
        created_at: z.string(),
      }),
    },
    errors: [],
    async run(ctx, { principal }) {
      const me: FunctionReturnType<typeof internal.identity.accounts.me> = await ctx.runQuery(
        internal.identity.accounts.me,
        { principal },
      );
      const { accountId: id, email, displayName, hasPassword, createdAt } = me;
      return {
        id,
        email,
        display_name: displayName,
        has_password: hasPassword,
        created_at: rfc3339(createdAt),
      };
    },
  });

  api.patch("/api/v1/accounts/@me", {
    id: "changeMyAccount",
    tag: "accounts",
    summary: "Change how one is called",
    caller: callerOf(changeAccount),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ display_name: z.string() }),
    bodyExample: { display_name: "Dov" },
    reply: nothing,
    errors: [],
    async run(ctx, { principal, body }) {
      const displayName = body.display_name;
      await ctx.runMutation(internal.identity.accounts.rename, { principal, displayName });
      return null;
    },
  });

  api.post("/api/v1/accounts/@me/password", {
    id: "changePassword",
    tag: "accounts",
    summary: "Replace one's password; every other sign-in ends",
    description:
      "An account that was begun with Clerk has none. Its first one needs a fresh proof in place of `old_password`; no " +
      "code that is mailed sets it, because a mailbox alone is less than what Clerk may have asked for.",
    caller: callerOf(changePassword),
    limits: ["agent", "login"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({
      old_password: zPassword.optional().describe("Left out while there is none."),
      password: zNewPassword,
    }),
    reply: nothing,
    errors: ["bad_credentials"],
    async run(ctx, { principal, body, address }) {
      if (principal.kind !== "human") throw passwordErrors.wrong();
      const stored: FunctionReturnType<typeof internal.identity.accounts.storedPassword> = await ctx.runQuery(
        internal.identity.accounts.storedPassword,
        { accountId: principal.accountId },
      );
      if (stored.email === null) throw passwordErrors.wrong(); // It takes an address to sign in with one.
      const next = requirePassword("password", body.password);
      await requireOldPassword(ctx, body.old_password, { ...stored, email: stored.email, address });
      await ctx.runMutation(internal.identity.accounts.changePassword, {
        principal,
        oldPasswordHash: stored.passwordHash,
        passwordHash: await hashPassword(next),
      });
      return null;
    },
  });

  api.delete("/api/v1/accounts/@me", {
    id: "deleteMyAccount",
    tag: "accounts",
    summary: "Delete one's account; signing in within thirty days takes it back",
    caller: callerOf(deleteAccount),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: {
      status: 200,
      shape: z.object({ purge_date: z.string(), retention_days: z.literal(30) }),
    },
    errors: [],
    async run(ctx, { principal }) {
      const { purgeAt }: { purgeAt: number } = await ctx.runMutation(internal.identity.accounts.remove, {
        principal,
      });
      return { purge_date: rfc3339(purgeAt), retention_days: 30 as const };
    },
  });
}

/** Who has no password yet has none to show; whether they may set one is for the policy to say. */
async function requireOldPassword(
  ctx: ActionCtx,
  given: string | undefined,
  { email, address, passwordHash }: { email: string; address: string; passwordHash: string | null },
): Promise<void> {
  if (passwordHash === null && given === undefined) return;
  await ctx.runMutation(internal.identity.accounts.attempt, { email, address });
  if (!(await passwordMatches(given ?? "", passwordHash))) throw passwordErrors.wrong();
}

/** Signs in by password. An address without an account takes as long, and gets the same words. */
async function signIn(
  ctx: ActionCtx,
  role: Role,
  given: { email: string; password: string; totp?: string; address: string; client?: string },
  code: string | null,
): Promise<TokenPair> {
  const { email, password, totp, address, client = "" } = given;
  const stored: FunctionReturnType<typeof internal.identity.accounts.attempt> = await ctx.runMutation(
    internal.identity.accounts.attempt,
    { email: canonicalEmail(email), address },
  );
  const { id: accountId, passwordHash, sealedSecret } = stored;
  const right = await passwordMatches(password, passwordHash);
  if (!right || !accountId || !passwordHash) throw passwordErrors.wrong();
  // Nobody has set up a second step before the account was finished.
  const isAsked = code === null && sealedSecret !== null;
  if (isAsked && totp?.trim()) {
    await ctx.runMutation(internal.identity.accounts.attemptSecondStep, { accountId });
  }
  const secondProof = isAsked ? await readSecondProof(sealedSecret, totp) : null;
  const facts = { accountId, passwordHash, secondProof, role, client, code };
  return await ctx.runMutation(internal.identity.accounts.signIn, facts);
}
