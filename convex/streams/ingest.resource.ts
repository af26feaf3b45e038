import * as z from "zod";
import { rfc3339 } from "../http/fields";
import type { Health } from "./health.client";
import type { Ingest } from "./ingest";
import { tellDegraded, zDegraded } from "./streams.resource";

/** Where an encoder pushes to. */
export const zIngestAddress = z.object({
  rtmp_url: z.string(),
  stream_key: z.string().describe("Shown this one time."),
  push_url: z.string().describe("Both in one, as ffmpeg wants it."),
});

const zHealth = z.object({
  bitrate_kbps: z.number().nullable(),
  fps: z.number().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  video_codec: z.string().nullable(),
  audio_codec: z.string().nullable(),
  keyframe_interval_s: z.number().nullable(),
  dropped_frames: z.number().nullable(),
});

export const zIngest = z.object({
  rtmp_url: z.string().nullable(),
  key_hint: z
    .string()
    .nullable()
    .describe("The key's last four characters; the whole key is never shown again."),
  playback_url: z.string().nullable(),
  connected: z.boolean(),
  disabled: z.boolean(),
  closed_until: z.string().nullable().describe("An encoder that was cut off is kept out until then."),
  degraded: zDegraded.nullable(),
  last_error: z
    .object({ code: z.string(), at: z.string(), what: z.string(), hint: z.string() })
    .nullable()
    .describe("Why the last encoder was refused or dropped, until one is taken again."),
  health: zHealth.nullable().describe("As the media server measures it; null where nobody does."),
});

export const ingestExample: z.input<typeof zIngest> = {
  rtmp_url: "rtmp://molt.example:1935/live",
  key_hint: "x7Qa",
  playback_url: "https://molt.example/media/8f14e45f/manifest/video.m3u8",
  connected: true,
  disabled: false,
  closed_until: null,
  degraded: null,
  last_error: null,
  health: {
    bitrate_kbps: 1480,
    fps: 30,
    width: 1280,
    height: 720,
    video_codec: "h264",
    audio_codec: "aac",
    keyframe_interval_s: 2,
    dropped_frames: 0,
  },
};

export function presentIngest(ingest: Ingest, health: Health | null): z.input<typeof zIngest> {
  const { lastError, closedUntil } = ingest;
  return {
    rtmp_url: ingest.rtmpUrl,
    key_hint: ingest.keyHint,
    playback_url: ingest.playbackUrl,
    connected: ingest.connected,
    disabled: ingest.disabled,
    closed_until: closedUntil !== null && closedUntil > Date.now() ? rfc3339(closedUntil) : null,
    degraded: tellDegraded(ingest.degraded),
    last_error: lastError && { ...lastError, at: rfc3339(lastError.at) },
    health: health?.connected ? measured(health) : null,
  };
}

/** The numbers, and none of what the backend knows better. */
function measured({ connected, since, degraded, ...numbers }: Health): z.input<typeof zHealth> {
  return numbers;
}
