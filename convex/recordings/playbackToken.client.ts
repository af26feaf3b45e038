import { ProviderError, signPlayback } from "../lib/cloudflare.client";
import { recordingErrors } from "./recordings.errors";

/** A token for a video, or the refusal when the provider makes none. */
export async function signOrRefuse(videoUid: string, expiresAt: number): Promise<string> {
  try {
    const token = await signPlayback(videoUid, expiresAt);
    if (token !== null) return token;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    console.warn(error.message);
    throw recordingErrors.providerDown();
  }
  throw recordingErrors.notPlayable();
}
