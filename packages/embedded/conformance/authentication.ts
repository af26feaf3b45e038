import type { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import type { JWTPayload } from "jose";
import { type Algorithm, aSigningKey, seconds, signWith } from "../test/issuer.ts";
import { addressFromEnvironment } from "./address.ts";
import { aHttpClient, type Target } from "./deployment.ts";

const query = (name: string) => makeFunctionReference<"query">(`who:${name}`);
const mutation = (name: string) => makeFunctionReference<"mutation">(`who:${name}`);

/** The functions of the fixture app that look at the caller. */
export const who = {
  me: query("me"),
  mine: query("mine"),
  count: query("count"),
  behindTheDoor: query("behindTheDoor"),
  note: mutation("note"),
  noteLater: mutation("noteLater"),
  lock: mutation("lock"),
  act: makeFunctionReference<"action">("who:act"),
  token: mutation("token"),
  tokenInAction: makeFunctionReference<"action">("who:tokenInAction"),
  startOver: mutation("startOver"),
};

/** Keys in a URL of their own: a deployment that takes it needs no network to verify tokens. */
export const keysAsUrl = (keys: object[]): string =>
  `data:application/json;base64,${Buffer.from(JSON.stringify({ keys })).toString("base64")}`;

/** An issuer of custom JWTs that any deployment can trust, wherever it runs. */
export async function anIssuerByKey(iss: string, algorithm: Exclude<Algorithm, "EdDSA"> = "ES256") {
  const key = await aSigningKey(algorithm, "k");
  const standard = (sub: string): JWTPayload => ({
    iss,
    aud: "app",
    sub,
    iat: seconds(),
    exp: seconds() + 600,
  });
  return {
    iss,
    key,
    provider: { type: "customJwt", issuer: iss, applicationID: "app", jwks: keysAsUrl([key.jwk]), algorithm },
    claims: standard,
    /** A good token, but for the claims that are given; `undefined` leaves one out. */
    token: (sub: string, claims: JWTPayload = {}, header: object = {}) =>
      signWith(key, { ...standard(sub), ...claims }, header),
  };
}

/** Makes the deployment trust these providers, for all tests of a file: `auth.config.ts` reads them. */
export async function trust(
  { admin, cli }: Target,
  providers: object[],
  ownKeys: object[] = [],
): Promise<void> {
  const changes = [
    { name: "AUTH_PROVIDERS", value: JSON.stringify(providers) },
    { name: "OWN_JWKS", value: JSON.stringify({ keys: ownKeys }) },
  ];
  const { status } = await admin("/api/update_environment_variables", { changes });
  if (status !== 200) throw new Error(`The providers were not accepted: status ${status}.`);
  // Only the runtime of this repository is known to read `auth.config.ts` again when a variable changes.
  if (addressFromEnvironment()) await cli("deploy", "-y", "--typecheck", "disable", "--codegen", "disable");
}

export function callerWith({ url }: Pick<Target, "url">, token: string): ConvexHttpClient {
  const client = aHttpClient(url);
  client.setAuth(token);
  return client;
}

/** The code and the message by which the HTTP API refuses a token. */
export async function refusalOf({ url }: Pick<Target, "url">, token: string) {
  const response = await fetch(`${url}/api/query`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ path: "who:me", args: {} }),
  });
  return { status: response.status, ...((await response.json()) as { code: string; message: string }) };
}
