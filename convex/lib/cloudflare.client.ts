import * as z from "zod";
import { cloudflareAccount } from "./env";

/** Longer than Cloudflare needs on a bad day, and well under the time a caller of register would wait. */
const TIMEOUT_MS = 10_000;

/** The provider could not be asked, or said no. The message is for the log, never for a caller. */
export class ProviderError extends Error {
  override name = "ProviderError";
}

/**
 * One call to Cloudflare Stream's API, below `/accounts/{account}/stream`. Answers the `result`, or null when what the
 * path names does not exist. Throws a ProviderError for everything else that is not an answer, after ten seconds at most.
 */
export async function callStream(
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  body?: object,
): Promise<unknown> {
  const account = cloudflareAccount();
  if (!account) throw new ProviderError("CLOUDFLARE_ACCOUNT_ID or CLOUDFLARE_API_TOKEN is not set.");
  const url = `${account.apiUrl}/accounts/${encodeURIComponent(account.accountId)}/stream${path}`;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method,
      headers: { Authorization: `Bearer ${account.token}`, "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
      signal: abort.signal,
    });
    if (response.status === 404) return null;
    const text = await response.text();
    if (!response.ok) {
      throw new ProviderError(`${method} ${path} answered ${response.status}: ${text.slice(0, 200)}`);
    }
    return text === "" ? null : parseResult(zEnvelope, JSON.parse(text)).result;
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError(`${method} ${path} failed: ${String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

const zEnvelope = z.object({ result: z.unknown() });

/** What the provider said, as far as we need it. An answer of another shape is its failure, not the caller's. */
export function parseResult<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ProviderError(`Unexpected answer: ${parsed.error.message.slice(0, 200)}`);
  return parsed.data;
}

const zToken = z.object({ token: z.string().min(1) });

/**
 * A token that stands in the place of a video's or live input's uid in every playback address, until `expiresAt`
 * (milliseconds). Null when there is no such video or input.
 */
export async function signPlayback(uid: string, expiresAt: number): Promise<string | null> {
  const exp = Math.floor(expiresAt / 1000);
  const result = await callStream("POST", `/${encodeURIComponent(uid)}/token`, { exp });
  return result === null ? null : parseResult(zToken, result).token;
}
