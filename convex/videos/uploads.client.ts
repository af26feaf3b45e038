import * as z from "zod";
import { callStream, ProviderError, parseResult } from "../lib/cloudflare.client";
import { cloudflareAccount } from "../lib/env";

const zUpload = z.object({ uid: z.string().min(1), meta: z.record(z.string(), z.unknown()).nullish() });

/** A file of 200 MB takes its time. */
const UPLOAD_MS = 150_000;

/** Brings a finished file to the video service, where it is called `name`; answers its uid, which nobody knows yet. */
export async function uploadVideo(file: Blob, name: string): Promise<string> {
  const form = new FormData();
  form.append("file", file, name);
  return parseResult(zUpload, await sendForm("POST", "", form, UPLOAD_MS)).uid;
}

/** The upload of this name, which was made by somebody who was killed before they could say so. */
export async function findUpload(name: string): Promise<string | null> {
  const result = await callStream("GET", `?search=${encodeURIComponent(name)}`);
  const found = parseResult(z.array(zUpload), result ?? []);
  return found.find(({ meta }) => meta?.name === name || meta?.filename === name)?.uid ?? null;
}

const CAPTIONS_MS = 20_000;

/** Gives a video captions in a language; those that it had in it are replaced. Answers whether it is there. */
export async function putCaptions(uid: string, language: string, vtt: string): Promise<boolean> {
  const form = new FormData();
  form.append("file", new Blob([vtt], { type: "text/vtt" }), `${language}.vtt`);
  const path = `/${encodeURIComponent(uid)}/captions/${language}`;
  return (await sendForm("PUT", path, form, CAPTIONS_MS)) !== null;
}

/** A call of the same API whose body is a file. Answers the `result`, or null when what the path names is not there. */
async function sendForm(method: "POST" | "PUT", path: string, form: FormData, timeoutMs: number) {
  const account = cloudflareAccount();
  if (!account) throw new ProviderError("CLOUDFLARE_ACCOUNT_ID or CLOUDFLARE_API_TOKEN is not set.");
  const url = `${account.apiUrl}/accounts/${encodeURIComponent(account.accountId)}/stream${path}`;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      headers: { Authorization: `Bearer ${account.token}` },
      body: form,
      signal: abort.signal,
    });
    if (response.status === 404) return null;
    const text = await response.text();
    if (!response.ok) throw new ProviderError(`${method} ${path} answered ${response.status}.`);
    return parseResult(z.object({ result: z.unknown() }), JSON.parse(text)).result;
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError(`${method} ${path} failed: ${String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}
