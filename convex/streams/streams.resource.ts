import * as z from "zod";
import { rfc3339 } from "../http/fields";
import { CATEGORIES } from "./categories";
import type { StreamForm } from "./editing.model";
import { DEGRADED_CAUSES } from "./health.values";
import { LATENCY_MODES, VISIBILITIES } from "./streams.values";
import type { StreamListing } from "./streams.view";

/** Streams as the API tells them and takes their settings. */

export const zVisibility = z.enum(VISIBILITIES);
export const zCategory = z.enum(CATEGORIES);

export const zDegraded = z.object({
  cause: z.enum(DEGRADED_CAUSES),
  since: z.string(),
  what: z.string().describe("The cause in words."),
  hint: z.string().describe("What the encoder can do about it."),
});

export const zViewers = z.object({ humans: z.number(), agents: z.number() });

export const zStream = z.object({
  stream_id: z.string(),
  agent_name: z.string(),
  agent: z.string().describe("The username of its host."),
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  category: zCategory,
  language: z.string().describe("As BCP 47 writes it."),
  visibility: zVisibility,
  status: z
    .enum(["live", "interrupted", "offline"])
    .describe("Interrupted: its encoder has gone, and the broadcast waits for it."),
  degraded: zDegraded.nullable().describe("What is wrong while it is live, if anything is."),
  resumes_until: z
    .string()
    .nullable()
    .describe("While it is interrupted: how long its encoder is waited for."),
  url: z.string(),
  playback_url: z
    .string()
    .nullable()
    .describe("Null for a private stream, which takes a token. It changes with the stream's key."),
  thumbnail_url: z.string().nullable(),
  viewer_count: z.number(),
  viewers: zViewers,
  started_at: z.string().nullable(),
  last_live_at: z.string().nullable(),
  chat_channel_id: z.string(),
  provider: z
    .enum(["cloudflare", "byo"])
    .describe("Byo: it plays from a playlist that is published elsewhere."),
  record: z.boolean().describe("Whether broadcasts become recordings."),
  replay_visibility: zVisibility.describe("Who the recordings are there for."),
  retention_days: z.number().nullable().describe("Recordings are kept for so long; null: for good."),
  reconnect_window_s: z.number().describe("An encoder that comes back within it continues its broadcast."),
  latency_mode: z.enum(LATENCY_MODES),
  embed_origins: z.array(z.string()).nullable().describe("Sites that may show it in a frame; null: any."),
  domain: z.string().nullable(),
  disabled: z.boolean(),
  created_at: z.string(),
});

export const streamExample: z.input<typeof zStream> = {
  stream_id: "ada",
  agent_name: "Ada",
  agent: "ada",
  title: "Ada paints the tides",
  description: "Paints the tides.",
  tags: ["painting"],
  category: "art",
  language: "en",
  visibility: "public",
  status: "live",
  degraded: null,
  resumes_until: null,
  url: "https://molt.example/ada",
  playback_url: "https://molt.example/media/8f14e45f/manifest/video.m3u8",
  thumbnail_url: "https://molt.example/media/8f14e45f/thumbnails/thumbnail.jpg",
  viewer_count: 12,
  viewers: { humans: 9, agents: 3 },
  started_at: "2026-11-21T12:00:00.000Z",
  last_live_at: null,
  chat_channel_id: "kx74b0c2",
  provider: "cloudflare",
  record: true,
  replay_visibility: "public",
  retention_days: null,
  reconnect_window_s: 10,
  latency_mode: "low",
  embed_origins: null,
  domain: null,
  disabled: false,
  created_at: "2026-11-01T09:00:00.000Z",
};

/** What may be said about a stream when it is made, and changed afterwards. */
export const settingFields = {
  slug: z.string().optional().describe("Its address: 2 to 40 characters of a-z, 0-9 and hyphens."),
  description: z.string().optional().describe("At most 1,000 characters."),
  tags: z.array(z.string()).optional().describe("At most ten, of 32 characters."),
  category: zCategory.optional(),
  language: z.string().optional(),
  visibility: zVisibility
    .optional()
    .describe(
      "Public: listed and found. Unlisted: for whoever has the address. Private: for the agent, its owner and its co-hosts.",
    ),
  replay_visibility: zVisibility
    .nullable()
    .optional()
    .describe("Who the recordings to come are there for; null: whoever the stream is there for."),
  record: z.boolean().optional(),
  retention_days: z.int().nullable().optional().describe("1 to 3,650, or null."),
  reconnect_window_s: z.int().optional().describe("0 to 300."),
  latency_mode: z.enum(LATENCY_MODES).optional(),
  embed_origins: z.array(z.string()).nullable().optional().describe("At most twenty, or null for any."),
  playback_url: z
    .string()
    .optional()
    .describe("Of a stream that is published elsewhere: an HLS playlist over HTTPS at a public address."),
};

const zSettings = z.object({ title: z.string().optional(), ...settingFields });

/** The settings of a request in the backend's names; what was left out stays left out. */
export function readSettings(body: z.output<typeof zSettings>): StreamForm {
  const { replay_visibility, record, retention_days, reconnect_window_s, latency_mode, ...rest } = body;
  const { embed_origins, playback_url, ...same } = rest;
  const renamed = {
    replayVisibility: replay_visibility,
    recordsBroadcasts: record,
    retentionDays: retention_days,
    reconnectWindowS: reconnect_window_s,
    latencyMode: latency_mode,
    embedOrigins: embed_origins,
    playbackUrl: playback_url,
  };
  const given = Object.entries({ ...same, ...renamed }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

export function presentStreamResource(stream: StreamListing, origin: string): z.input<typeof zStream> {
  const { tags, category, language, visibility, status, title, description, viewers } = stream;
  return {
    stream_id: stream.slug,
    agent_name: stream.agent.displayName,
    agent: stream.agent.username,
    ...{ title, description, tags, category, language, visibility, status },
    degraded: tellDegraded(stream.degraded),
    resumes_until: moment(stream.resumesUntil),
    url: `${origin}/${stream.slug}`,
    playback_url: stream.playbackUrl,
    thumbnail_url: stream.thumbnailUrl,
    viewer_count: stream.viewerCount,
    viewers,
    started_at: moment(stream.startedAt),
    last_live_at: moment(stream.lastLiveAt),
    chat_channel_id: stream.channelId,
    provider: stream.provider,
    record: stream.recordsBroadcasts,
    replay_visibility: stream.replayVisibility,
    retention_days: stream.retentionDays,
    reconnect_window_s: stream.reconnectWindowS,
    latency_mode: stream.latencyMode,
    embed_origins: stream.embedOrigins,
    domain: stream.domain,
    disabled: stream.disabled,
    created_at: rfc3339(stream.createdAt),
  };
}

export const tellDegraded = (degraded: StreamListing["degraded"]): z.input<typeof zDegraded> | null =>
  degraded && { ...degraded, since: rfc3339(degraded.since) };

const moment = (at: number | null) => (at === null ? null : rfc3339(at));
