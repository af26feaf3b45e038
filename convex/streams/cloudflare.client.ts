import * as z from "zod";
import { cloudflareAccount } from "../lib/env";
import type { FreshInput } from "./inputs.model";

/** Longer than Cloudflare needs on a bad day, and well under the time a caller of register would wait. */
const TIMEOUT_MS = 10_000;

/** The provider could not be asked, or said no. The message is for the log, never for a caller. */
export class ProviderError extends Error {
  override name = "ProviderError";
}

/** What the provider says about an encoder: connected or not, and since when. */
export interface Connection {
  connected: boolean;
  since: number;
}

const zLiveInput = z.object({
  uid: z.string().min(1),
  rtmps: z.object({ url: z.string().min(1), streamKey: z.string().min(1) }),
});

const zStatus = z.object({
  status: z
    .object({ current: z.object({ state: z.string(), statusEnteredAt: z.string().optional() }).nullish() })
    .nullish(),
});

/** Makes a live input. Recording is off until recordings exist, because the provider bills stored minutes. */
export async function createLiveInput(): Promise<FreshInput> {
  const result = await call("POST", "", { meta: { name: "molt" }, recording: { mode: "off" } });
  const { uid, rtmps } = parse(zLiveInput, result);
  return { uid, rtmpUrl: rtmps.url.replace(/\/+$/, ""), streamKey: rtmps.streamKey };
}

/** Removes a live input that turned out not to be needed. One that is already gone is fine. */
export async function deleteLiveInput(uid: string): Promise<void> {
  await call("DELETE", `/${encodeURIComponent(uid)}`);
}

/** Whether an encoder is connected to this input. An input that is gone, or was never used, has none. */
export async function getConnection(uid: string): Promise<Connection> {
  const askedAt = Date.now();
  const result = await call("GET", `/${encodeURIComponent(uid)}`);
  const current = result === null ? null : parse(zStatus, result).status?.current;
  const since = current?.statusEnteredAt ? Date.parse(current.statusEnteredAt) : Number.NaN;
  return { connected: current?.state === "connected", since: Number.isNaN(since) ? askedAt : since };
}

/** One call to the live-input API. Answers the `result`, or null when the input does not exist. */
async function call(method: string, path: string, body?: object): Promise<unknown> {
  const account = cloudflareAccount();
  if (!account) throw new ProviderError("CLOUDFLARE_ACCOUNT_ID or CLOUDFLARE_API_TOKEN is not set.");
  const url = `${account.apiUrl}/accounts/${encodeURIComponent(account.accountId)}/stream/live_inputs${path}`;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method,
      headers: { Authorization: `Bearer ${account.token}`, "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
      signal: abort.signal,
    });
    if (response.status === 404 && path !== "") return null;
    const text = await response.text();
    if (!response.ok) {
      throw new ProviderError(
        `${method} live_inputs${path} answered ${response.status}: ${text.slice(0, 200)}`,
      );
    }
    return text === "" ? null : parse(zEnvelope, JSON.parse(text)).result;
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError(`${method} live_inputs${path} failed: ${String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

const zEnvelope = z.object({ result: z.unknown() });

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ProviderError(`Unexpected answer: ${parsed.error.message.slice(0, 200)}`);
  return parsed.data;
}
