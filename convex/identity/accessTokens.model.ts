import { p256 } from "@noble/curves/nist.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { createLocalJWKSet, errors, jwtVerify } from "jose";
import type { Doc } from "../_generated/dataModel";
import { onNewProcess } from "../http/memory";
import { toBase64Url } from "./encoding.model";
import { issuer, jwks, signingKeys } from "./signing.model";

/** How long an access token works. Short, because whoever reads one over a shoulder is that principal. */
export const ACCESS_TOKEN_S = 900;
export const AUDIENCE = "molt";
/** Ours have about 700 characters; a longer one is not worth parsing. */
const LONGEST_TOKEN = 2048;

/**
 * The access token of a sign-in in its present generation. It is the same text however often it is asked for, so
 * that two refreshes at once can be given one answer; that is why the signature is a deterministic one (RFC 6979).
 */
export function accessTokenOf(login: Doc<"logins">): string {
  const [{ privateKey, publicJwk }] = signingKeys();
  const { holder } = login;
  const issuedAt = Math.floor(login.refreshedAt / 1000);
  const header = { alg: "ES256", typ: "JWT", kid: publicJwk.kid };
  const claims = {
    iss: issuer(),
    aud: AUDIENCE,
    sub: holder.kind === "agent" ? holder.agentId : holder.accountId,
    kind: holder.kind === "agent" ? "agent" : holder.role,
    tid: login.tenantId,
    scope: login.scopes.join(" "),
    sid: login._id,
    jti: `${login._id}.${login.generation}`,
    iat: issuedAt,
    exp: issuedAt + ACCESS_TOKEN_S,
  };
  const signed = [header, claims].map((part) => toBase64Url(utf8ToBytes(JSON.stringify(part)))).join(".");
  return `${signed}.${toBase64Url(p256.sign(utf8ToBytes(signed), privateKey))}`;
}

export type TokenReading = { kind: "login"; loginId: string } | { kind: "expired" } | { kind: "invalid" };

/**
 * What an access token says, once its signature, issuer, audience, type and life are found right: at once for one that was
 * checked before. Whether the sign-in behind it still exists, is for the database to say.
 */
export function readAccessToken(token: string): TokenReading | Promise<TokenReading> {
  if (token.length > LONGEST_TOKEN) return { kind: "invalid" };
  const { keys, tokens } = memoryOfKeys();
  const known = tokens.get(token);
  return known ? readingOf(known) : readNewToken(token, keys, tokens);
}

function readingOf({ loginId, expiresAt }: Verified): TokenReading {
  return expiresAt <= Date.now() ? { kind: "expired" } : { kind: "login", loginId };
}

interface Verified {
  loginId: string;
  expiresAt: number;
}

/** How many tokens are remembered, of a kilobyte each: those of all bots that poll, so that none is checked with every poll. */
const REMEMBERED = 10_000;
const nothing = () => ({
  of: "",
  keys: createLocalJWKSet({ keys: [] }),
  tokens: new Map<string, Verified>(),
});
let memory = nothing();
onNewProcess(() => {
  memory = nothing();
});

/**
 * The tokens that were found good: what a token says and how it is signed never changes, and a bot shows the same one with
 * every poll. Other signing secrets forget everything.
 */
function memoryOfKeys(): typeof memory {
  const { keys } = jwks();
  const of = [issuer(), ...keys.map(({ kid }) => kid)].join();
  if (memory.of !== of) memory = { of, keys: createLocalJWKSet({ keys }), tokens: new Map() };
  return memory;
}

async function readNewToken(
  token: string,
  keys: typeof memory.keys,
  tokens: typeof memory.tokens,
): Promise<TokenReading> {
  try {
    const verified = await verify(token, keys);
    if (tokens.size >= REMEMBERED) tokens.delete(tokens.keys().next().value!);
    tokens.set(token, verified);
    return readingOf(verified);
  } catch (error) {
    return { kind: error instanceof errors.JWTExpired ? "expired" : "invalid" };
  }
}

async function verify(token: string, keys: typeof memory.keys): Promise<Verified> {
  const { payload } = await jwtVerify(token, keys, {
    algorithms: ["ES256"],
    issuer: issuer(),
    audience: AUDIENCE,
    typ: "JWT",
    requiredClaims: ["sub", "sid", "jti", "iat", "exp"],
    currentDate: new Date(),
  });
  const { aud, sid, exp } = payload;
  if (typeof aud !== "string" || typeof sid !== "string")
    throw new errors.JWTInvalid("One audience, one sign-in.");
  return { loginId: sid, expiresAt: exp! * 1000 };
}

/** Whether a text is meant as a JWT at all. */
export const looksLikeToken = (text: string) => text.split(".", 4).length === 3;
