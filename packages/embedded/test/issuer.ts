import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";
import { onTestFinished } from "vitest";

export type Algorithm = "RS256" | "ES256" | "EdDSA";

/** A key pair that signs tokens, under a name. */
export async function aSigningKey(algorithm: Algorithm, kid: string) {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: "sig" };
  return { algorithm, kid, privateKey, jwk };
}

export type SigningKey = Awaited<ReturnType<typeof aSigningKey>>;

/** Now in seconds, as tokens tell the time. */
export const seconds = () => Math.floor(Date.now() / 1000);

/** Signs claims as they are. */
export function signWith(key: SigningKey, claims: JWTPayload, header: object = {}): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: key.algorithm, kid: key.kid, typ: "JWT", ...header })
    .sign(key.privateKey);
}

interface Whereabouts {
  /** The name by which a deployment finds this machine. */
  host?: string;
  /** Takes what ends the issuer. */
  ended?: (end: () => void) => void;
}

/** A small OpenID Connect issuer on a random port that ends with the test. */
export async function anIssuer(
  algorithm: Algorithm = "RS256",
  { host = "127.0.0.1", ended = onTestFinished }: Whereabouts = {},
) {
  const requests: string[] = [];
  let key = await aSigningKey(algorithm, "first");
  let works = true;
  let delayMs = 0;
  const server: Server = createServer((request, response) => {
    requests.push(request.url!);
    const answers: Record<string, unknown> = {
      "/.well-known/openid-configuration": { issuer: url, jwks_uri: `${url}/keys` },
      "/keys": { keys: [key.jwk] },
    };
    const answer = answers[request.url!];
    setTimeout(() => {
      response.writeHead(!works ? 503 : answer ? 200 : 404, { "Content-Type": "application/json" });
      response.end(works ? JSON.stringify(answer ?? null) : "out of order");
    }, delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, host === "127.0.0.1" ? host : "0.0.0.0", resolve));
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  ended(() => {
    server.closeAllConnections();
    server.close();
  });
  const standard = (sub: string): JWTPayload => ({
    iss: url,
    aud: "app",
    sub,
    iat: seconds(),
    exp: seconds() + 600,
  });
  return {
    url,
    /** The provider as `auth.config.ts` names it. */
    provider: { domain: url, applicationID: "app" },
    requests,
    get key() {
      return key;
    },
    /** A good token, but for the claims that are given; `undefined` leaves one out. */
    token: (sub: string, claims: JWTPayload = {}, header: object = {}) =>
      signWith(key, { ...standard(sub), ...claims }, header),
    claims: standard,
    async rotate(kid: string) {
      key = await aSigningKey(algorithm, kid);
    },
    works(does: boolean) {
      works = does;
    },
    answersAfter(ms: number) {
      delayMs = ms;
    },
  };
}

export type Issuer = Awaited<ReturnType<typeof anIssuer>>;
