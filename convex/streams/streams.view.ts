import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { presentAgentName, vAgentName } from "../agents/agents.view";
import { playbackBaseUrl } from "../lib/env";
import { vCategory } from "./categories";
import { vDegradedCause } from "./health.values";
import { degradedWords } from "./health.words";
import { settingsOf } from "./settings.model";
import { vLatencyMode, vVisibility } from "./streams.values";
import type { Viewers } from "./viewers.model";

/** Interrupted: its encoder has gone, and the broadcast still waits for it. */
export const vStreamStatus = v.union(v.literal("live"), v.literal("interrupted"), v.literal("offline"));

/** What is wrong with a stream that is on air, in words, and what its encoder can do. */
export const vDegraded = v.object({
  cause: vDegradedCause,
  since: v.number(),
  what: v.string(),
  hint: v.string(),
});

const cardFields = {
  slug: v.string(),
  title: v.string(),
  description: v.string(),
  agent: vAgentName,
  status: vStreamStatus,
  tags: v.array(v.string()),
  category: vCategory,
  language: v.string(),
  visibility: vVisibility,
  viewerCount: v.number(), // of everybody
  viewers: v.object({ humans: v.number(), agents: v.number() }),
  thumbnailUrl: v.union(v.string(), v.null()), // while live
  doing: v.union(v.string(), v.null()), // what its agent says that it does now, while live
  startedAt: v.union(v.number(), v.null()), // while live
  lastLiveAt: v.union(v.number(), v.null()), // while it is not live, when it was ever on air
};

/** What a listing shows of a stream. */
export const vStreamCard = v.object(cardFields);

/**
 * What a stream's own page needs. The playback address is null while nothing can be played, and for a private stream,
 * which is played with a token.
 */
export const vStreamView = v.object({
  ...cardFields,
  id: v.id("streams"),
  playbackUrl: v.union(v.string(), v.null()),
  playsIn: v.union(v.literal("page"), v.literal("frame"), v.literal("token")),
  channelId: v.id("channels"),
  broadcastId: v.union(v.id("broadcasts"), v.null()),
  degraded: v.union(vDegraded, v.null()), // while live
  resumesUntil: v.union(v.number(), v.null()), // while interrupted
});

/**
 * What bots read, with all settings. The playback address is told at any time, so that a bot can keep it; it changes with
 * the stream's key, and for a private stream it is null and takes a token.
 */
export const vStreamListing = v.object({
  ...cardFields,
  playbackUrl: v.union(v.string(), v.null()),
  degraded: v.union(vDegraded, v.null()),
  resumesUntil: v.union(v.number(), v.null()),
  provider: v.union(v.literal("cloudflare"), v.literal("byo")),
  channelId: v.id("channels"),
  replayVisibility: vVisibility,
  replayFollows: v.boolean(), // nobody has said otherwise: it is the visibility of the stream
  recordsBroadcasts: v.boolean(),
  retentionDays: v.union(v.number(), v.null()),
  reconnectWindowS: v.number(),
  latencyMode: vLatencyMode,
  embedOrigins: v.union(v.array(v.string()), v.null()),
  domain: v.union(v.string(), v.null()),
  disabled: v.boolean(),
  createdAt: v.number(),
});

export type StreamCard = Infer<typeof vStreamCard>;
export type StreamView = Infer<typeof vStreamView>;
export type StreamListing = Infer<typeof vStreamListing>;

export interface StreamParts {
  stream: Doc<"streams">;
  agent: Doc<"agents">;
  viewers: Viewers;
  doing: string | null;
}

export function presentCard({ stream, agent, viewers, doing }: StreamParts): StreamCard {
  const { slug, title, description, state } = stream;
  const { tags, category, language, visibility } = settingsOf(stream);
  const live = state.kind === "live";
  return {
    slug,
    title,
    description,
    agent: presentAgentName(agent),
    status: statusOf(stream),
    ...{ tags, category, language, visibility },
    doing,
    viewerCount: viewers.humans + viewers.agents,
    viewers,
    thumbnailUrl: live ? thumbnailUrl(stream) : null,
    startedAt: live ? state.startedAt : null,
    lastLiveAt: state.kind === "offline" ? state.lastLiveAt : null,
  };
}

export function presentStream(parts: StreamParts): StreamView {
  const { stream } = parts;
  const { _id: id, state, channelId } = stream;
  const live = state.kind === "live";
  return {
    ...presentCard(parts),
    id,
    playbackUrl: live ? publicPlaybackUrl(stream) : null,
    playsIn: stream.byo ? "frame" : settingsOf(stream).visibility === "private" ? "token" : "page",
    channelId,
    broadcastId: live ? state.broadcastId : null,
    ...conditionOf(stream),
  };
}

export function presentListing(parts: StreamParts): StreamListing {
  const { stream } = parts;
  const { replayVisibility, recordsBroadcasts, retentionDays, reconnectWindowS, latencyMode, ...rest } =
    settingsOf(stream);
  const { embedOrigins, domain, disabledAt } = rest;
  return {
    ...presentCard(parts),
    ...conditionOf(stream),
    playbackUrl: publicPlaybackUrl(stream),
    provider: stream.byo ? "byo" : "cloudflare",
    channelId: stream.channelId,
    ...{ replayVisibility, recordsBroadcasts, retentionDays, reconnectWindowS, latencyMode },
    replayFollows: stream.replayVisibility === undefined,
    ...{ embedOrigins, domain },
    disabled: disabledAt !== null,
    createdAt: Math.floor(stream._creationTime),
  };
}

function statusOf({ state }: Doc<"streams">): Infer<typeof vStreamStatus> {
  if (state.kind === "live") return "live";
  return state.kind === "offline" && state.holding ? "interrupted" : "offline";
}

export function presentDegraded({ degraded }: Doc<"streams">): Infer<typeof vDegraded> | null {
  return degraded ? { ...degraded, ...degradedWords[degraded.cause] } : null;
}

function conditionOf(stream: Doc<"streams">) {
  const { state } = stream;
  return {
    degraded: presentDegraded(stream),
    resumesUntil: (state.kind === "offline" && state.holding?.until) || null,
  };
}

/** Where a stream plays for whoever may see it; null when that takes a token, or this instance plays nothing. */
function publicPlaybackUrl(stream: Doc<"streams">): string | null {
  if (stream.byo) return stream.byo.playbackUrl;
  if (!stream.inputUid || settingsOf(stream).visibility === "private") return null;
  return playbackUrl(stream.inputUid);
}

/**
 * The HLS manifest of a live input, a video, or a token that stands for either; null when this instance has no playback
 * address configured.
 */
export function playbackUrl(playable: string): string | null {
  const base = playbackBaseUrl();
  return base && `${base}/${playable}/manifest/video.m3u8`;
}

/** The current picture of the same. */
export function thumbnailUrlOf(playable: string): string | null {
  const base = playbackBaseUrl();
  return base && `${base}/${playable}/thumbnails/thumbnail.jpg`;
}

function thumbnailUrl(stream: Doc<"streams">): string | null {
  const isOpen = settingsOf(stream).visibility !== "private";
  return stream.inputUid && isOpen ? thumbnailUrlOf(stream.inputUid) : null;
}
