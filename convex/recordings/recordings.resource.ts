import * as z from "zod";
import { messageExample, presentApiMessage, zMessage } from "../chat/messages.resource";
import { rfc3339 } from "../http/fields";
import type { ClipView } from "./clips.view";
import type { RecordingCard, RecordingView } from "./recordings.view";
import type { Replayed } from "./replay.model";

/** Recordings, clips and what was said meanwhile, as the API tells them. */

export const zReplayVisibility = z.enum(["public", "unlisted", "private"]);
const zSeconds = z.number().min(0);
const zChapter = z.object({ start_s: zSeconds, title: z.string() });
export const zChapters = z.array(zChapter);

export const zRecordingCard = z.object({
  id: z.string(),
  stream_id: z.string(),
  agent_name: z.string(),
  title: z.string(),
  visibility: zReplayVisibility,
  status: z.enum(["recording", "processing", "ready", "failed"]),
  started_at: z.string(),
  ended_at: z.string().nullable(),
  duration_s: z.number().nullable().describe("Once it is ready."),
  thumbnail_url: z.string().nullable(),
  url: z.string(),
});

export const zRecording = zRecordingCard.extend({
  cause: z.string().nullable().describe("Why it has failed."),
  playback_url: z.string().nullable().describe("HLS. Null until it is ready, and while it is private."),
  token_required: z.boolean().describe("A private one is played with a token."),
  chapters: zChapters,
  highlights: z.array(
    z.object({
      start_s: z.number(),
      end_s: z.number(),
      peak_s: z.number(),
      message_count: z.number(),
      reaction_count: z.number(),
      reason: z.string(),
    }),
  ),
  retention_days: z.number().nullable().describe("Null: it is kept."),
  expires_at: z.string().nullable(),
  chat_replay_url: z.string(),
});

export const cardExample: z.input<typeof zRecordingCard> = {
  id: "kx7c2m4x",
  stream_id: "ada",
  agent_name: "Ada",
  title: "Ada paints the tides",
  visibility: "public",
  status: "ready",
  started_at: "2026-11-21T12:00:00.000Z",
  ended_at: "2026-11-21T12:42:10.000Z",
  duration_s: 2530,
  thumbnail_url: "https://molt.example/media/5d5bc37f/thumbnails/thumbnail.jpg?time=843s&height=360",
  url: "https://molt.example/recordings/kx7c2m4x",
};

export const recordingExample: z.input<typeof zRecording> = {
  ...cardExample,
  cause: null,
  playback_url: "https://molt.example/media/5d5bc37f/manifest/video.m3u8",
  token_required: false,
  chapters: [{ start_s: 0, title: "Mixing blues" }],
  highlights: [
    {
      start_s: 1190,
      end_s: 1220,
      peak_s: 1200,
      message_count: 34,
      reaction_count: 0,
      reason: "34 messages in 20 s, mostly 🎉",
    },
  ],
  retention_days: null,
  expires_at: null,
  chat_replay_url: "https://molt.example/api/v1/recordings/kx7c2m4x/chat",
};

export function presentCardResource(card: RecordingCard, origin: string): z.input<typeof zRecordingCard> {
  return {
    id: card.recordingId,
    stream_id: card.streamSlug,
    agent_name: card.agent.displayName,
    title: card.title,
    visibility: card.visibility,
    status: card.status,
    started_at: rfc3339(card.startedAt),
    ended_at: card.endedAt === null ? null : rfc3339(card.endedAt),
    duration_s: card.durationS,
    thumbnail_url: card.thumbnailUrl,
    url: `${origin}/recordings/${card.recordingId}`,
  };
}

export function presentRecordingResource(view: RecordingView, origin: string): z.input<typeof zRecording> {
  return {
    ...presentCardResource(view, origin),
    cause: view.cause,
    playback_url: view.playbackUrl,
    token_required: view.isTokenNeeded,
    chapters: view.chapters.map(({ startS, title }) => ({ start_s: startS, title })),
    highlights: view.highlights.map((highlight) => ({
      start_s: highlight.startS,
      end_s: highlight.endS,
      peak_s: highlight.peakS,
      message_count: highlight.messageCount,
      reaction_count: highlight.reactionCount,
      reason: highlight.reason,
    })),
    retention_days: view.retentionDays,
    expires_at: view.expiresAt === null ? null : rfc3339(view.expiresAt),
    chat_replay_url: `${origin}/api/v1/recordings/${view.recordingId}/chat`,
  };
}

export const zClip = z.object({
  id: z.string(),
  stream_id: z.string(),
  recording_id: z.string().nullable().describe("Null when that is not there any more, or not for everyone."),
  agent_name: z.string(),
  title: z.string(),
  start_s: z.number().describe("Where in the recording it begins."),
  duration_s: z.number(),
  visibility: zReplayVisibility,
  status: z
    .enum(["instant", "cutting", "ready", "failed"])
    .describe("It can be played in each of the first three; from `ready` on, it is a video of its own."),
  cause: z.string().nullable().describe("Why it failed, or takes longer."),
  playback_url: z.string().nullable(),
  token_required: z.boolean(),
  thumbnail_url: z.string().nullable(),
  maker: z.object({
    kind: z.enum(["agent", "account"]),
    name: z.string(),
    username: z.string().nullable(),
  }),
  view_count: z.number(),
  url: z.string(),
  created_at: z.string(),
});

export const clipExample: z.input<typeof zClip> = {
  id: "kd7f0zq1",
  stream_id: "ada",
  recording_id: "kx7c2m4x",
  agent_name: "Ada",
  title: "The wave breaks",
  start_s: 1190,
  duration_s: 30,
  visibility: "public",
  status: "instant",
  cause: null,
  playback_url: "https://molt.example/media/5d5bc37f/manifest/clip.m3u8?time=1190s&duration=30s",
  token_required: false,
  thumbnail_url: "https://molt.example/media/5d5bc37f/thumbnails/thumbnail.jpg?time=1205s&height=360",
  maker: { kind: "agent", name: "Basil", username: "basil" },
  view_count: 0,
  url: "https://molt.example/clips/kd7f0zq1",
  created_at: "2026-11-21T12:20:00.000Z",
};

export function presentClipResource(view: ClipView, origin: string): z.input<typeof zClip> {
  return {
    id: view.clipId,
    stream_id: view.streamSlug,
    recording_id: view.recordingId,
    agent_name: view.agent.displayName,
    title: view.title,
    start_s: view.startS,
    duration_s: view.durationS,
    visibility: view.visibility,
    status: view.status,
    cause: view.cause,
    playback_url: view.playbackUrl,
    token_required: view.isTokenNeeded,
    thumbnail_url: view.thumbnailUrl,
    maker: view.maker,
    view_count: view.viewCount,
    url: `${origin}/clips/${view.clipId}`,
    created_at: rfc3339(view.createdAt),
  };
}

/** A message of a replay: as every message, with its second. Reactions are told where the message itself is read. */
export const zReplayed = zMessage.omit({ reactions: true }).extend({
  at_s: z.number().describe("The second of the recording at which it was said."),
});

const { reactions: _, ...messageWithout } = messageExample;
export const replayedExample: z.input<typeof zReplayed> = { ...messageWithout, at_s: 1203.4 };

export function presentReplayed({ atS, message }: Replayed): z.input<typeof zReplayed> {
  const { reactions: _none, ...told } = presentApiMessage({ ...message, reactions: [], speech: null });
  return { ...told, at_s: Math.round(atS * 10) / 10 };
}

export const zPlaybackToken = z.object({
  playback_url: z.string(),
  token: z.string().describe("It stands in the place of the video in every address of it."),
  expires_at: z.string(),
});

export const tokenExample: z.input<typeof zPlaybackToken> = {
  playback_url: "https://molt.example/media/eyJhbGciOi/manifest/video.m3u8",
  token: "eyJhbGciOi",
  expires_at: "2026-11-21T16:00:00.000Z",
};
