import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { readBearer } from "../http/bearer";
import { rfc3339 } from "../http/fields";
import type { Caller } from "../http/route";
import { sha256Hex } from "../lib/hash";
import { type PolicyFacts, requireCaste } from "../lib/policy";
import { type Bearer, bearerOf, type Caste, nameOfPrincipal } from "../lib/principal";
import { isIntactSecret, kindOfSecret } from "../lib/secrets";
import { looksLikeToken, readAccessToken, type TokenReading } from "./accessTokens.model";
import { recall, remember } from "./admission.memory";
import { type Found, type Shown, USE_RESOLUTION_MS } from "./admission.model";
import { type Claims, claimsOfClerk, readClerkIdentity } from "./clerk.model";

/**
 * The `Authorization` header, read as far as that goes without the database: at once, unless it is a token that nobody has
 * shown before.
 */
export const readShown = (request: Request) => shownBy(readBearer(request));

function shownBy(text: string | null): Shown | Promise<Shown> {
  if (text === null) return { kind: "nothing", why: "missing" };
  const of = kindOfSecret(text);
  if (of) {
    if (isIntactSecret(text)) return { kind: "secret", of, hash: sha256Hex(text) };
    return { kind: "nothing", why: of === "stream" ? "mistyped" : "mistypedKey" };
  }
  if (!looksLikeToken(text)) return { kind: "nothing", why: "foreign" };
  const reading = readAccessToken(text);
  return reading instanceof Promise ? reading.then(shownByToken) : shownByToken(reading);
}

function shownByToken(reading: TokenReading): Shown {
  if (reading.kind === "login") return { kind: "token", loginId: reading.loginId };
  return { kind: "nothing", why: reading.kind === "expired" ? "expiredToken" : "invalidToken" };
}

const CASTES: Record<Caste, string> = {
  stream: "a stream, with its `agent_secret`",
  agent: "an agent",
  observer: "an observer",
  owner: "an owner",
};
/** What any call with a credential may be refused with. */
export const CREDENTIAL_REFUSALS = [
  ...(["unauthenticated", "invalid_key", "key_expired", "key_revoked", "invalid_token"] as const),
  ...(["token_expired", "token_revoked", "suspended", "forbidden", "missing_scope"] as const),
];
const FRESH_REFUSALS = ["fresh_auth_required"] as const;

/** Whether every kind of caller may call, so that none can be of the wrong one. */
const isForAll = ({ who }: PolicyFacts) => Object.keys(CASTES).every((caste) => who.includes(caste as Caste));

/**
 * Whoever this policy lets call at all, known by any credential. The functions behind the route enforce the whole
 * policy, with what the call is about; this is what can be told before the body is read.
 */
export function callerOf(policy: PolicyFacts): Caller<Bearer> {
  return {
    kind: "bearer",
    policy,
    who: policy.who.map((caste) => CASTES[caste]).join(", or "),
    errors: [
      ...CREDENTIAL_REFUSALS.filter((code) => code !== "forbidden" || !isForAll(policy)),
      ...(policy.fresh ? FRESH_REFUSALS : []),
    ],
    nameOf: nameOfPrincipal,
    headersFor: warningOf,
    admit(ctx, request) {
      const text = readBearer(request);
      const claims = text !== null && looksLikeToken(text) ? claimsOfClerk(text) : null;
      const read = claims ? readClerk(ctx, claims) : shownBy(text);
      return admitShown(ctx, request, read, policy.name, async (shown) => {
        const found: Found = await ctx.runQuery(internal.identity.admission.admit, { shown });
        requireCaste(policy, found.principal);
        return found;
      });
    },
  };
}

/**
 * Anyone, under an open policy. Who shows a credential is known by it, and refused when it is not a good one: a mistyped
 * key should not pass for nobody.
 */
export function readerOf(policy: PolicyFacts): Caller<Bearer | null> {
  const known = callerOf(policy);
  return {
    ...known,
    kind: "maybe bearer",
    who: "anyone; those who may see more, with their credential",
    nameOf: (principal) => principal && nameOfPrincipal(principal),
    headersFor: (principal) => (principal ? warningOf(principal) : {}),
    admit: (ctx, request, params) =>
      request.headers.has("authorization") ? known.admit(ctx, request, params) : null,
  };
}

/** From two weeks before its end a key is told when that is, so that a bot can rotate it in time. */
const WARNING_MS = 14 * 24 * 60 * 60_000;

export function warningOf({ proof }: Bearer): Record<string, string> {
  const { keyEndsAt } = proof;
  const isNear = keyEndsAt !== undefined && keyEndsAt - Date.now() <= WARNING_MS;
  return isNear ? { "Molt-Key-Expires": rfc3339(keyEndsAt) } : {};
}

/**
 * Who is calling, if what they ask for is for them: remembered by this process, and then told at once, or found by `lookUp`
 * in the database.
 */
export function admitShown(
  ctx: ActionCtx,
  request: Request,
  read: Shown | Promise<Shown>,
  toWhat: string,
  lookUp: (shown: Shown) => Promise<Found>,
): Bearer | Promise<Bearer> {
  const known = read instanceof Promise ? null : recall(request, read, toWhat);
  return known ?? admitUnknown(ctx, request, read, toWhat, lookUp);
}

async function admitUnknown(
  ctx: ActionCtx,
  request: Request,
  read: Shown | Promise<Shown>,
  toWhat: string,
  lookUp: (shown: Shown) => Promise<Found>,
): Promise<Bearer> {
  const shown = await read;
  const found = await lookUp(shown);
  const bearer = bearerOf(found.principal);
  const { proof } = bearer;
  let { useDueAt } = found;
  if (proof.kind === "secret" && useDueAt !== null && useDueAt <= Date.now()) {
    await ctx.runMutation(internal.identity.admission.recordUse, { credentialId: proof.id });
    useDueAt = Date.now() + USE_RESOLUTION_MS;
  }
  const ends = [proof.endsAt, useDueAt].map((end) => end ?? Number.POSITIVE_INFINITY);
  remember(request, shown, toWhat, bearer, Math.min(...ends));
  return bearer;
}

/** A token of Clerk's, whose account is made when nobody has seen it before. */
async function readClerk(ctx: ActionCtx, claims: Claims): Promise<Shown> {
  const identity = await readClerkIdentity(ctx, claims);
  if (!identity) {
    const hasExpired = typeof claims.exp === "number" && claims.exp * 1000 <= Date.now();
    return { kind: "nothing", why: hasExpired ? "expiredToken" : "invalidToken" };
  }
  const shown = { kind: "clerk" as const, identity };
  const isKnown: boolean = await ctx.runQuery(internal.identity.admission.isKnown, { shown });
  if (!isKnown) await ctx.runMutation(internal.identity.clerk.see, { identity });
  return shown;
}
