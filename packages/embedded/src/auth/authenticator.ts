import { hash } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from "jose";
import { AuthFailure } from "./failure.ts";
import { type Identity, identityOfCustomJwt, identityOfIdToken, type VerifiedClaims } from "./identity.ts";
import { discoverKeys, type Fetch, fetchKeys } from "./issuerKeys.ts";
import { KeySource } from "./keySource.ts";
import {
  type AuthInfo,
  type CustomJwtInfo,
  describe,
  isCustomJwt,
  issues,
  type OidcInfo,
} from "./providers.ts";

/** Somebody whom a token has proved. */
export interface Verified {
  readonly identity: Identity;
  /** Milliseconds since the epoch; later the token proves nothing. */
  readonly expiresAt: number;
}

export interface AuthenticatorOptions {
  /** Tells clients which providers there are when their token fits none; for development. */
  readonly verbose: boolean;
  readonly now?: () => number;
  readonly fetch?: Fetch;
}

/** How far the clocks of an issuer and of this machine may lie apart. */
const TOLERANCE_S = 5;
/** Tokens of real issuers have a few kilobytes. */
const MAX_TOKEN_CHARACTERS = 64 << 10;
/** A client shows one token with every call, so what it proves is remembered, for so many tokens of an issuer. */
const MAX_REMEMBERED = 10_000;
/** What Convex accepts of OpenID Connect providers. Neither `none` nor a shared secret can get in here. */
const OIDC_ALGORITHMS = ["RS256", "EdDSA"];

/** Made once: API keys of the app's own end here with every call, and finding out where from costs more than the rest. */
export const NOT_A_TOKEN = new AuthFailure(
  "InvalidAuthHeader",
  "Could not parse JWT payload. Check that the token is a valid JWT format with three base64-encoded parts separated by dots.",
);

const hashOf = (token: string) => hash("sha256", token, "base64");

/**
 * Finds out whom a JWT stands for. A token is compared with the providers of `auth.config.ts` only: nothing that
 * it says about itself decides where keys come from or which algorithm is used.
 */
export class Authenticator {
  private providers: readonly { info: AuthInfo; keys: KeySource<Verified> }[] = [];
  private readonly now: () => number;
  private readonly fetch: Fetch;

  constructor(private readonly options: AuthenticatorOptions) {
    this.now = options.now ?? Date.now;
    this.fetch = options.fetch ?? fetch;
  }

  get infos(): readonly AuthInfo[] {
    return this.providers.map(({ info }) => info);
  }

  /** Takes over the providers of a push. Those that stay keep their keys. */
  configure(infos: readonly AuthInfo[]): void {
    const known = new Map(this.providers.map((provider) => [JSON.stringify(provider.info), provider]));
    this.providers = infos.map(
      (info) => known.get(JSON.stringify(info)) ?? { info, keys: this.keysOf(info) },
    );
  }

  /** What a token has proved before, null when that is to be found out; throws AuthFailure for what is no token. */
  recall(token: string): Verified | null {
    if (token.length > MAX_TOKEN_CHARACTERS || token.split(".", 4).length !== 3) throw NOT_A_TOKEN;
    const hash = hashOf(token);
    for (const { keys } of this.providers) {
      const known = keys.proofs?.get(hash);
      if (known && this.now() < known.expiresAt) return known;
    }
    return null;
  }

  /** Verifies a token; throws AuthFailure. May wait for the issuer, so never call it in the lane. */
  async verify(token: string): Promise<Verified> {
    const known = this.recall(token);
    if (known) return known;
    const claims = decode(token);
    if (typeof claims.iss !== "string")
      throw new AuthFailure(
        "InvalidAuthHeader",
        "Missing issuer claim ('iss') in JWT payload. The JWT must include an 'iss' claim that matches one of your configured auth providers.",
      );
    const { iss } = claims;
    const audiences = audiencesOf(claims);
    const provider = this.providers.find(({ info }) => issues(info, iss, audiences));
    if (!provider) throw this.noProvider();
    const { info, keys } = provider;
    const { proofs } = keys;
    const verified = isCustomJwt(info)
      ? await this.verifyCustomJwt(token, info, keys)
      : await this.verifyIdToken(token, info, keys);
    // Keys that came meanwhile may not be those that proved it.
    if (proofs && proofs === keys.proofs) remember(proofs, hashOf(token), verified);
    return verified;
  }

  private async verifyIdToken(
    token: string,
    { applicationID }: OidcInfo,
    keys: KeySource<Verified>,
  ): Promise<Verified> {
    try {
      const claims = await this.verifySignature(token, keys, OIDC_ALGORITHMS);
      // A token for several audiences could have been given to us by another of them.
      if (audiencesOf(claims).length !== 1) throw new Error("several audiences");
      if (claims.iss !== (await keys.issuer())) throw new Error("another issuer");
      requireText(claims.sub);
      if (!audiencesOf(claims).includes(applicationID)) throw new Error("another audience");
      return { identity: identityOfIdToken(claims), expiresAt: expiryOf(claims) };
    } catch (error) {
      if (error instanceof AuthFailure) throw error;
      throw new AuthFailure(
        "Unauthenticated",
        "Could not verify OIDC token claim. Check that the token signature is valid and the token hasn't expired.",
      );
    }
  }

  private async verifyCustomJwt(
    token: string,
    { algorithm }: CustomJwtInfo,
    keys: KeySource<Verified>,
  ): Promise<Verified> {
    const invalid = (message: string) => new AuthFailure("InvalidAuthHeader", message);
    const { kid } = headerOf(token);
    if (typeof kid !== "string")
      throw invalid("Could not decode token. JWT may be missing a 'kid' (key ID) header.");
    try {
      const claims = await this.verifySignature(token, keys, [algorithm]);
      requireText(claims.sub);
      return { identity: identityOfCustomJwt(claims), expiresAt: expiryOf(claims) };
    } catch (error) {
      if (error instanceof AuthFailure) throw error;
      if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed)
        throw invalid(`Could not validate token: ${error.message}`);
      throw invalid(
        `Could not decode token. The JWT's 'kid' (key ID) header is ${JSON.stringify(kid.slice(0, 100))}, does this key match any key in the provider's JWKS?`,
      );
    }
  }

  private async verifySignature(
    token: string,
    keys: KeySource<Verified>,
    algorithms: string[],
  ): Promise<VerifiedClaims> {
    const { payload } = await jwtVerify(token, keys.find, {
      algorithms,
      clockTolerance: TOLERANCE_S,
      currentDate: new Date(this.now()),
      requiredClaims: ["iss", "sub", "exp"],
    });
    return payload as VerifiedClaims;
  }

  private noProvider(): AuthFailure {
    const configured = this.infos.map(describe).join(", ");
    return new AuthFailure(
      "NoAuthProvider",
      this.options.verbose
        ? `No auth provider found matching the given token. Check that your JWT's issuer and audience match one of your configured providers: [${configured}]`
        : "No auth provider found matching the given token.",
    );
  }

  private keysOf(info: AuthInfo): KeySource<Verified> {
    const load = () => (isCustomJwt(info) ? fetchKeys(info, this.fetch) : discoverKeys(info, this.fetch));
    return new KeySource(load, this.now);
  }
}

function remember(proofs: Map<string, Verified>, hash: string, verified: Verified): void {
  proofs.delete(hash); // A map keeps its order: the oldest is the first.
  proofs.set(hash, verified);
  if (proofs.size > MAX_REMEMBERED) proofs.delete(proofs.keys().next().value!);
}

function decode(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    throw NOT_A_TOKEN;
  }
}

function headerOf(token: string): { kid?: unknown } {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return {};
  }
}

function audiencesOf({ aud }: JWTPayload): unknown[] {
  return aud === undefined ? [] : Array.isArray(aud) ? aud : [aud];
}

function requireText(sub: unknown): void {
  if (typeof sub !== "string" || sub === "") throw new errors.JWTClaimValidationFailed("Missing subject", {});
}

function expiryOf({ exp }: VerifiedClaims): number {
  return (exp + TOLERANCE_S) * 1000;
}
