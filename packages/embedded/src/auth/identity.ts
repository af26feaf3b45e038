import type { JWTPayload } from "jose";
import type { Json } from "../values/json.ts";

/** What `ctx.auth.getUserIdentity()` answers: plain JSON with a `tokenIdentifier`; what is unknown is absent. */
export type Identity = Readonly<Record<string, Json>>;

/** Who is behind a call: somebody, nobody, or a token that could not be verified. */
interface Claimed {
  readonly identity: Identity | null;
  readonly identityError?: string;
}

/** The identity of a caller. Throws where the caller's token was no good and nobody has refused it so far. */
export function identityOf({ identity, identityError }: Claimed): Identity | null {
  if (identityError !== undefined) throw new Error(identityError);
  return identity;
}

/** Standard claims of OpenID Connect and the names that Convex gives them, by type. */
const TEXT_CLAIMS: Record<string, string> = {
  name: "name",
  given_name: "givenName",
  family_name: "familyName",
  nickname: "nickname",
  preferred_username: "preferredUsername",
  profile: "profileUrl",
  picture: "pictureUrl",
  website: "websiteUrl",
  email: "email",
  gender: "gender",
  birthdate: "birthday",
  zoneinfo: "timezone",
  locale: "language",
  phone_number: "phoneNumber",
};
const BOOLEAN_CLAIMS: Record<string, string> = {
  email_verified: "emailVerified",
  phone_number_verified: "phoneNumberVerified",
};

/** Registered claims of JWTs. They are about the token: with them, every refresh would make a new identity. */
const TOKEN_CLAIMS = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];
/** Clerk's factor verification age grows with time, too. */
const CHANGING_CLAIMS = ["fva"];
const ID_TOKEN_CLAIMS = ["auth_time", "nonce", "acr", "amr", "azp", "at_hash", "c_hash"];

const dropped = new Set([...TOKEN_CLAIMS, ...CHANGING_CLAIMS]);
const droppedFromIdTokens = new Set([...dropped, ...ID_TOKEN_CLAIMS]);

/** The identity that an OpenID Connect token carries: standard claims by Convex's names, others by their own. */
export function identityOfIdToken(claims: VerifiedClaims): Identity {
  const identity = base(claims);
  for (const [claim, value] of Object.entries(claims) as [string, Json][]) {
    if (droppedFromIdTokens.has(claim)) continue;
    if (Object.hasOwn(TEXT_CLAIMS, claim)) {
      if (typeof value === "string") identity[TEXT_CLAIMS[claim]!] = value;
    } else if (Object.hasOwn(BOOLEAN_CLAIMS, claim)) {
      if (typeof value === "boolean") identity[BOOLEAN_CLAIMS[claim]!] = value;
    } else if (claim === "address") {
      const formatted = (value as { formatted?: Json } | null)?.formatted;
      if (typeof formatted === "string") identity.address = formatted;
    } else if (claim === "updated_at") {
      const at = new Date(typeof value === "number" ? value * 1000 : String(value));
      if (!Number.isNaN(at.getTime())) identity.updatedAt = at.toISOString().replace(/\.\d+Z$/, "+00:00");
    } else if (!RESERVED.has(claim)) identity[claim] = value;
  }
  return identity;
}

/** The identity that a custom JWT carries: its claims by their own names, nested ones with dots between them. */
export function identityOfCustomJwt(claims: VerifiedClaims): Identity {
  const identity = base(claims);
  const add = (prefix: string, fields: object): void => {
    for (const [field, value] of Object.entries(fields)) {
      const name = prefix + field;
      if (typeof value === "object" && value !== null && !Array.isArray(value)) add(`${name}.`, value);
      else if (!dropped.has(name) && !RESERVED.has(name)) identity[name] = value as Json;
    }
  };
  add("", claims);
  return identity;
}

/** The identity that an administrator takes on. Throws unless the attributes are an object. */
export function identityOfAttributes(attributes: unknown): Identity {
  if (typeof attributes !== "object" || attributes === null || Array.isArray(attributes))
    throw new Error("The attributes of an identity must be an object.");
  const given = Object.entries(attributes as Record<string, Json>).filter(([, value]) => value !== null);
  const { issuer = "", subject = "", ...rest } = Object.fromEntries(given) as Record<string, Json>;
  return { tokenIdentifier: `${issuer}|${subject}`, issuer, subject, ...rest };
}

/** Claims whose presence and type verification has made sure of. */
export type VerifiedClaims = JWTPayload & { iss: string; sub: string; exp: number };

/** Names that only the token's issuer and subject decide about, whatever else it claims. */
const RESERVED = new Set(["tokenIdentifier", "issuer", "subject", "__proto__"]);

function base({ iss, sub }: VerifiedClaims): Record<string, Json> {
  return { tokenIdentifier: `${iss}|${sub}`, issuer: iss, subject: sub };
}
