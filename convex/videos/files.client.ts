import { tavusAccount } from "../lib/env";
import { callOutside } from "../lib/outbound.client";

/** Only for modules with `"use node"`. */

const MIB = 1024 * 1024;
/** What the video service takes in one piece. */
const MAX_BYTES = 200 * MIB;
const FETCH_MS = 120_000;

export type Fetched =
  | { kind: "file"; bytes: Uint8Array<ArrayBuffer> }
  | { kind: "bad"; cause: string } // it is no video that can be shown, and will be none the next time
  | { kind: "failed"; cause: string };

/**
 * Fetches a finished render. The provider that this instance is set up with is trusted as it was configured; an address
 * anywhere else is looked at like one that a stranger has named.
 */
export async function fetchRender(url: string): Promise<Fetched> {
  const isOfProvider = URL.canParse(url) && new URL(url).origin === providerOrigin();
  const fetched = isOfProvider ? await fetchTrusted(url) : await fetchForeign(url);
  if (fetched.kind !== "file") return fetched;
  return isMp4(fetched.bytes) ? fetched : { kind: "bad", cause: "What the provider made is no MP4 video." };
}

function providerOrigin(): string | null {
  const account = tavusAccount();
  return account && new URL(account.apiUrl).origin;
}

async function fetchTrusted(url: string): Promise<Fetched> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), FETCH_MS);
  try {
    const response = await fetch(url, { signal: abort.signal, redirect: "error" });
    if (!response.ok) return { kind: "failed", cause: `The file answered ${response.status}.` };
    if (Number(response.headers.get("content-length") ?? 0) > MAX_BYTES) return TOO_LARGE;
    return await readBytes(response);
  } catch {
    return { kind: "failed", cause: "The file could not be fetched." };
  } finally {
    clearTimeout(timer);
  }
}

const TOO_LARGE: Fetched = { kind: "bad", cause: "What the provider made is larger than 200 MiB." };

/** Reads no further than the limit, whatever was announced. */
async function readBytes(response: Response): Promise<Fetched> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > MAX_BYTES) {
      await reader?.cancel();
      return TOO_LARGE;
    }
    chunks.push(part.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return { kind: "file", bytes };
}

async function fetchForeign(url: string): Promise<Fetched> {
  const result = await callOutside({ url, method: "GET", timeoutMs: FETCH_MS, maxBytes: MAX_BYTES });
  if (result.kind === "failed")
    return { kind: "failed", cause: `The file could not be fetched: ${result.fault}.` };
  if (result.status !== 200) return { kind: "failed", cause: `The file answered ${result.status}.` };
  if (!result.isWhole) {
    return result.bytes.byteLength >= MAX_BYTES
      ? TOO_LARGE
      : { kind: "failed", cause: "The file came in part." };
  }
  return { kind: "file", bytes: new Uint8Array(result.bytes) };
}

/** Every MP4 begins with a box that says of which kind it is. */
function isMp4(bytes: Uint8Array): boolean {
  return bytes.byteLength > 32 && new TextDecoder("latin1").decode(bytes.subarray(4, 8)) === "ftyp";
}
