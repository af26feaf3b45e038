import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, anyone, nothing } from "../http/route";
import type { Bearer } from "../lib/principal";
import { presentTokens, zTokens } from "./auth.http";
import { CHALLENGE_LIFE_MS } from "./challenges.model";
import { fromBase64, toBase64Url } from "./encoding.model";
import { callerOf } from "./identity.caller";
import { zClient } from "./identity.fields";
import type { TokenPair } from "./logins.model";
import { newNonce } from "./newSecrets.model";
import { changeWaysIn, readWaysIn, removePasskey, renamePasskey } from "./passkeys.access";
import { PASSKEY_ALGORITHMS, passkeyErrors, relyingParty } from "./passkeys.model";

/** A kilobyte of id is the most that WebAuthn allows; the rest is what authenticators send, with room. */
const zBase64Url = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[\w-]+$/, "It is base64url.");
const zCredentialId = zBase64Url(1366);
const zClientData = zBase64Url(8192);
const zTransports = z.array(z.string().max(32)).max(8);

/** As `PublicKeyCredential.toJSON()` writes them; what else a browser says about itself is not looked at. */
const zNewCredential = z.looseObject({
  id: zCredentialId,
  type: z.literal("public-key"),
  response: z.looseObject({
    clientDataJSON: zClientData,
    attestationObject: zBase64Url(16_384),
    transports: zTransports.optional(),
  }),
});
const zUsedCredential = z.looseObject({
  id: zCredentialId,
  type: z.literal("public-key"),
  response: z.looseObject({
    clientDataJSON: zClientData,
    authenticatorData: zBase64Url(4096),
    signature: zBase64Url(4096),
    userHandle: z.string().max(128).nullish(),
  }),
});

const zDescriptor = z.object({
  id: z.string(),
  type: z.literal("public-key"),
  transports: z.array(z.string()),
});
const zCreation = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal("public-key"), alg: z.number() })),
  timeout: z.number(),
  attestation: z.literal("none"),
  excludeCredentials: z.array(zDescriptor),
  authenticatorSelection: z.object({
    residentKey: z.literal("required"),
    requireResidentKey: z.literal(true),
    userVerification: z.literal("required"),
  }),
});
const zAsked = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.number(),
  userVerification: z.literal("required"),
});

const zName = z.string().max(256).describe("1 to 64 characters.");
const zPasskey = z.object({
  id: z.string(),
  name: z.string(),
  backed_up: z.boolean().describe("Whether it lives on more than one device."),
  created_at: z.string(),
  last_used_at: z.string().nullable(),
});

const SPENDING = ["invalid_grant", "challenge_expired", "challenge_used"] as const;
const credentialExample = { id: "q83vEjRWeJA", type: "public-key" as const };

export function registerPasskeyRoutes(api: ApiRouter) {
  api.post("/api/v1/accounts/login/passkey/options", {
    id: "askForPasskey",
    tag: "accounts",
    summary: "What a browser asks a passkey to sign in order to sign in",
    description:
      "For `navigator.credentials.get()`. Nobody is named: the device offers what it has. The challenge ends after " +
      "five minutes, and is spent by its first answer, right or wrong.",
    caller: anyone,
    limits: ["login"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: { status: 201, shape: zAsked },
    errors: ["unavailable"],
    async run(ctx) {
      const { id: rpId } = relyingParty();
      const challenge = newNonce();
      await ctx.runMutation(internal.identity.passkeys.beginSignIn, { nonce: challenge });
      return { challenge, rpId, timeout: CHALLENGE_LIFE_MS, userVerification: "required" as const };
    },
  });

  api.post("/api/v1/accounts/login/passkey", {
    id: "logInWithPasskey",
    tag: "accounts",
    summary: "Sign in with a passkey; it counts as a fresh proof",
    caller: anyone,
    limits: ["login"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({
      credential: zUsedCredential,
      role: z.enum(["observer", "owner"]).default("owner"),
      client: zClient,
    }),
    bodyExample: {
      credential: {
        ...credentialExample,
        response: { clientDataJSON: "eyJ0eXAi", authenticatorData: "SZYN5YgO", signature: "MEUCIQ" },
      },
    },
    reply: { status: 200, shape: zTokens },
    errors: [...SPENDING, "bad_signature", "unavailable"],
    run: async (ctx, { body }) => presentTokens(await signIn(ctx, body)),
  });

  api.get("/api/v1/accounts/@me/passkeys", {
    id: "listPasskeys",
    tag: "accounts",
    summary: "One's own passkeys, the oldest first",
    caller: callerOf(readWaysIn),
    limits: ["agent"],
    unknownFields: "refuse",
    reply: { status: 200, shape: z.object({ data: z.array(zPasskey) }) },
    errors: [],
    async run(ctx, { principal }) {
      const passkeys: PasskeyView[] = await ctx.runQuery(internal.identity.passkeys.list, { principal });
      return { data: passkeys.map(present) };
    },
  });

  api.post("/api/v1/accounts/@me/passkeys/options", {
    id: "beginPasskey",
    tag: "accounts",
    summary: "What a browser needs in order to make a passkey for one's account",
    description: "For `navigator.credentials.create()`. It ends after five minutes.",
    caller: callerOf(changeWaysIn),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: { status: 201, shape: zCreation },
    errors: ["key_limit", "unavailable"],
    run: async (ctx, { principal }) => await creationOptions(ctx, principal),
  });

  api.post("/api/v1/accounts/@me/passkeys", {
    id: "addPasskey",
    tag: "accounts",
    summary: "Add the passkey that a browser has made; at most ten",
    caller: callerOf(changeWaysIn),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({ credential: zNewCredential, name: zName }),
    bodyExample: {
      credential: {
        ...credentialExample,
        response: { clientDataJSON: "eyJ0eXAi", attestationObject: "o2NmbXRk", transports: ["internal"] },
      },
      name: "My phone",
    },
    reply: { status: 201, shape: zPasskey },
    errors: [...SPENDING, "bad_signature", "key_limit", "key_in_use", "unavailable"],
    run: async (ctx, { principal, body }) => present(await add(ctx, principal, body)),
  });

  api.patch("/api/v1/accounts/@me/passkeys/{id}", {
    id: "renamePasskey",
    tag: "accounts",
    summary: "Change what a passkey is called",
    caller: callerOf(renamePasskey),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ name: zName }),
    bodyExample: { name: "The key on my ring" },
    reply: { status: 200, shape: zPasskey },
    errors: ["not_found"],
    async run(ctx, { principal, params, body }) {
      const facts = { principal, passkeyId: params.id, name: body.name };
      const renamed: PasskeyView = await ctx.runMutation(internal.identity.passkeys.rename, facts);
      return present(renamed);
    },
  });

  api.delete("/api/v1/accounts/@me/passkeys/{id}", {
    id: "removePasskey",
    tag: "accounts",
    summary: "Remove a passkey; it no longer signs in",
    caller: callerOf(removePasskey),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.identity.passkeys.remove, { principal, passkeyId: params.id });
      return null;
    },
  });
}

async function creationOptions(ctx: ActionCtx, principal: Bearer): Promise<z.input<typeof zCreation>> {
  const { id } = relyingParty();
  const challenge = newNonce();
  const begun: FunctionReturnType<typeof internal.identity.passkeys.beginAdding> = await ctx.runMutation(
    internal.identity.passkeys.beginAdding,
    { principal, nonce: challenge },
  );
  const { accountId, email, displayName, known } = begun;
  return {
    challenge,
    rp: { id, name: "Molt" },
    user: { id: handleOf(accountId), name: email ?? displayName, displayName },
    pubKeyCredParams: PASSKEY_ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
    timeout: CHALLENGE_LIFE_MS,
    attestation: "none",
    excludeCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId,
      type: "public-key",
      transports,
    })),
    // The device keeps it with the account's name, so that nobody has to be named when it signs in.
    authenticatorSelection: {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
  };
}

async function add(
  ctx: ActionCtx,
  principal: Bearer,
  { credential, name }: { credential: z.output<typeof zNewCredential>; name: string },
): Promise<PasskeyView> {
  const { id: credentialId, response } = credential;
  const { clientDataJSON: clientDataJson, attestationObject, transports = [] } = response;
  const nonce = nonceIn(clientDataJson);
  await ctx.runMutation(internal.identity.passkeys.spendForAdding, { principal, nonce });
  const facts: FunctionReturnType<typeof internal.identity.passkeyChecks.checkNew> = await ctx.runAction(
    internal.identity.passkeyChecks.checkNew,
    { nonce, credentialId, clientDataJson, attestationObject, transports },
  );
  if (!facts) throw passkeyErrors.wrong();
  return await ctx.runMutation(internal.identity.passkeys.add, { principal, facts, name });
}

/**
 * The challenge is spent in a transaction of its own before anything is computed, so that of fifty answers at once one is
 * looked at. An unknown passkey takes as long and gets the same words.
 */
async function signIn(
  ctx: ActionCtx,
  given: { credential: z.output<typeof zUsedCredential>; role: "observer" | "owner"; client?: string },
): Promise<TokenPair> {
  const { credential, role, client = "" } = given;
  const { id: credentialId, response } = credential;
  const { clientDataJSON: clientDataJson, authenticatorData, signature, userHandle } = response;
  const nonce = nonceIn(clientDataJson);
  const known: FunctionReturnType<typeof internal.identity.passkeys.spendForSignIn> = await ctx.runMutation(
    internal.identity.passkeys.spendForSignIn,
    { nonce, credentialId },
  );
  const publicKey = known?.publicKey ?? null;
  const found: FunctionReturnType<typeof internal.identity.passkeyChecks.checkAnswer> = await ctx.runAction(
    internal.identity.passkeyChecks.checkAnswer,
    { nonce, credentialId, publicKey, clientDataJson, authenticatorData, signature },
  );
  if (!known || !found) throw passkeyErrors.wrong();
  // The device says for whom it made the passkey. It cannot be somebody else than we know it from.
  if (userHandle && userHandle.replace(/=+$/, "") !== handleOf(known.accountId)) throw passkeyErrors.wrong();
  const answered = { passkeyId: known.passkeyId, ...found };
  const outcome: FunctionReturnType<typeof internal.identity.passkeys.signIn> = await ctx.runMutation(
    internal.identity.passkeys.signIn,
    { answered, role, client },
  );
  if (outcome.kind === "copied") throw passkeyErrors.copied();
  return outcome.pair;
}

/** The challenge that a browser says it has had signed. Whether it has, is checked later. */
function nonceIn(clientDataJson: string): string {
  const bytes = fromBase64(clientDataJson);
  try {
    const { challenge } = JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array())) as {
      challenge?: unknown;
    };
    if (typeof challenge === "string") return challenge;
  } catch {
    // What is no JSON is no answer of a browser, and is refused as such.
  }
  throw passkeyErrors.wrong();
}

/** How authenticators know whose a passkey is: by the account's id, which says nothing about a person. */
const handleOf = (accountId: string) => toBase64Url(new TextEncoder().encode(accountId));

type PasskeyView = FunctionReturnType<typeof internal.identity.passkeys.list>[number];

function present({
  passkeyId,
  name,
  isBackedUp,
  createdAt,
  lastUsedAt,
}: PasskeyView): z.input<typeof zPasskey> {
  return {
    id: passkeyId,
    name,
    backed_up: isBackedUp,
    created_at: rfc3339(createdAt),
    last_used_at: lastUsedAt === null ? null : rfc3339(lastUsedAt),
  };
}
