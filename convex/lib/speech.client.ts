import { ProviderError } from "./cloudflare.client";
import { speechAccount } from "./env";

/** Half a minute of speech takes a provider a few seconds; beyond this nobody waits for it any more. */
const TIMEOUT_MS = 30_000;
const MAX_BYTES = 10 * 1024 * 1024;

/** The provider does not take this text or voice, and will not at another time. */
export class SpeechRefused extends ProviderError {
  override name = "SpeechRefused";
}

/** A text spoken, as MP3, by OpenAI's `POST /audio/speech`. Throws a ProviderError when nothing came of it. */
export async function speak(text: string, voice: string): Promise<Uint8Array<ArrayBuffer>> {
  const account = speechAccount();
  if (!account) throw new ProviderError("SPEECH_API_KEY is not set.");
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(`${account.apiUrl}/audio/speech`, {
      method: "POST",
      headers: { Authorization: `Bearer ${account.apiKey}`, "Content-Type": "application/json" },
      body: JSON.stringify({ model: account.model, input: text, voice, response_format: "mp3" }),
      signal: abort.signal,
    });
    if (!response.ok) {
      const Refusal = response.status === 400 || response.status === 422 ? SpeechRefused : ProviderError;
      throw new Refusal(`speech answered ${response.status}: ${(await response.text()).slice(0, 200)}`);
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length === 0 || bytes.length > MAX_BYTES)
      throw new ProviderError(`speech answered ${bytes.length} bytes.`);
    return bytes;
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError(`speech failed: ${String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}
