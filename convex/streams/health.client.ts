import * as z from "zod";
import { ProviderError, signPlayback } from "../lib/cloudflare.client";
import { playbackBaseUrl } from "../lib/env";
import { DEGRADED_CAUSES } from "./health.values";

/** It is a look at numbers beside a form; whoever waits longer sees none. */
const TIMEOUT_MS = 3_000;
const TOKEN_MS = 60_000;

const zHealth = z.object({
  connected: z.boolean(),
  since: z.string().nullable().catch(null),
  bitrate_kbps: z.number().nullable().catch(null),
  fps: z.number().nullable().catch(null),
  width: z.number().nullable().catch(null),
  height: z.number().nullable().catch(null),
  video_codec: z.string().nullable().catch(null),
  audio_codec: z.string().nullable().catch(null),
  keyframe_interval_s: z.number().nullable().catch(null),
  dropped_frames: z.number().nullable().catch(null),
  degraded: z
    .object({ cause: z.enum(DEGRADED_CAUSES) })
    .nullable()
    .catch(null),
});

export type Health = z.output<typeof zHealth>;

/**
 * What the media server measures of an encoder. Null when it does not: Cloudflare measures nothing, and an instance
 * without a playback address has nobody to ask.
 */
export async function readHealth(inputUid: string): Promise<Health | null> {
  const open = await fetchHealth(inputUid);
  if (open !== "protected") return open;
  try {
    const token = await signPlayback(inputUid, Date.now() + TOKEN_MS);
    const answer = token && (await fetchHealth(token));
    return answer === "protected" ? null : answer || null;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return null;
  }
}

async function fetchHealth(playable: string): Promise<Health | "protected" | null> {
  const base = playbackBaseUrl();
  if (!base || !URL.canParse(base)) return null;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(`${base}/${playable}/health.json`, { signal: abort.signal });
    if (response.status === 401) return "protected";
    if (!response.ok) return null;
    const health = zHealth.safeParse(await response.json());
    return health.success ? health.data : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
