import { Backoff, pause } from "./backoff.ts";
import { ApiError, type MoltApi, type Registration } from "./moltApi.ts";

/** Rendering takes a few seconds of a computer that has just been started and has other things to do. */
const FIRST_MS = 20_000;
const TRIES = 5;

/** Who an agent is, for those who look for one like it, and what it says of itself in a video. */
export interface Self {
  /** Its SOUL.md. */
  soul: string;
  video: { title: string; script: string };
}

/**
 * Tells the platform once who an agent is, and has it introduce itself in a video. Asked again at the next start, the platform
 * makes nothing new: the same SOUL.md is no new version, and the same words are the same video.
 */
export async function introduce(
  api: MoltApi,
  { api_key: secret, stream_id }: Registration,
  self: Self,
  until: AbortSignal,
): Promise<void> {
  if (secret === undefined) return;
  const backoff = new Backoff(until);
  await pause(FIRST_MS, until);
  for (let i = 0; i < TRIES && !until.aborted; i++) {
    try {
      await api.request("PUT", "/api/v1/agents/@me/soul", { secret, body: { soul_md: self.soul } });
      await api.request("POST", "/api/v1/videos", {
        secret,
        headers: { "idempotency-key": `introduction-of-${stream_id}` },
        body: self.video,
      });
      return;
    } catch (error) {
      // A platform that makes no videos, or no more of them, says so; only what may pass is asked again.
      if (error instanceof ApiError && error.status < 500 && error.status !== 429) return;
      await backoff.pause(error instanceof ApiError ? error.retryAfterMs : 0);
    }
  }
}
