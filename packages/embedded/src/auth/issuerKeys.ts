import type { JSONWebKeySet } from "jose";
import { AuthFailure } from "./failure.ts";
import type { IssuerKeys } from "./keySource.ts";
import { type CustomJwtInfo, type OidcInfo, plainIssuer, sameIssuer } from "./providers.ts";

export type Fetch = typeof fetch;

/** Nobody waits longer than this for an issuer. */
const TIMEOUT_MS = 5_000;
const MAX_BYTES = 1 << 20;

/** Finds the keys of an OpenID Connect provider through its discovery document. */
export async function discoverKeys({ domain }: OidcInfo, fetch: Fetch): Promise<IssuerKeys> {
  const plain = plainIssuer(domain);
  const failed = (reason: string) =>
    new AuthFailure(
      "AuthProviderDiscoveryFailed",
      `Auth provider discovery of ${plain} failed: ${reason}`,
      400,
    );
  const read = async (url: string): Promise<Record<string, unknown>> => {
    const { status, text } = await get(url, fetch).catch((error: Error) => {
      throw failed(reasonOf(error));
    });
    if (status !== 200) throw failed(`${status} ${text.slice(0, 200)}`);
    try {
      return JSON.parse(text) as Record<string, unknown>;
    } catch {
      throw failed(`${url} is not JSON`);
    }
  };
  const { issuer, jwks_uri } = await read(`${plain}/.well-known/openid-configuration`);
  if (typeof issuer !== "string" || !sameIssuer(issuer, domain))
    throw failed(`it names ${JSON.stringify(issuer)} as its issuer`);
  if (typeof jwks_uri !== "string" || !/^https?:\/\//.test(jwks_uri) || !URL.canParse(jwks_uri))
    throw failed("it names no jwks_uri");
  const jwks = await read(jwks_uri);
  if (!Array.isArray(jwks.keys)) throw failed(`${jwks_uri} is not a set of keys`);
  return { jwks: jwks as unknown as JSONWebKeySet, issuer };
}

/** Fetches the keys that a custom JWT provider names, or reads them from its `data:` URL. */
export async function fetchKeys({ jwks: url, issuer }: CustomJwtInfo, fetch: Fetch): Promise<IssuerKeys> {
  const failed = (message: string) => new AuthFailure("InvalidAuthHeader", message);
  const unreachable = (reason: string) =>
    failed(
      `Could not fetch JWKS from URL '${url}': ${reason}. Check that the URL is correct and accessible.`,
    );
  const { status, type, text } = await get(url, fetch).catch((error: Error) => {
    throw unreachable(reasonOf(error));
  });
  if (status !== 200) throw unreachable(`HTTP ${status}`);
  // Convex asks for the same, so an issuer that works here works there.
  if (
    !url.startsWith("data:") &&
    !/^application\/(jwk-set\+)?json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)
  )
    throw failed(
      `Invalid Content-Type '${type}' when fetching JWKS from '${url}'. Expected 'application/json' or 'application/jwk-set+json'.`,
    );
  let jwks: JSONWebKeySet | null = null;
  try {
    jwks = JSON.parse(text) as JSONWebKeySet;
  } catch {
    // Told below, with everything else that is not a set of keys.
  }
  if (!Array.isArray(jwks?.keys))
    throw failed(`Invalid JWKS response body from '${url}': it must be a JSON object with a list of keys.`);
  return { jwks, issuer };
}

async function get(url: string, fetch: Fetch): Promise<{ status: number; type: string; text: string }> {
  const response = await fetch(url, {
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error(`the answer is larger than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return {
    status: response.status,
    type: response.headers.get("content-type") ?? "",
    text: Buffer.concat(chunks).toString("utf8"),
  };
}

/** `fetch failed` hides what happened in its cause. */
function reasonOf(error: Error): string {
  const { code, message } = (error.cause ?? {}) as { code?: string; message?: string };
  return code ?? message ?? error.message;
}
