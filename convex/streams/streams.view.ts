import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { presentAgentName, vAgentName } from "../agents/agents.view";
import { playbackBaseUrl } from "../lib/env";

export const vStreamStatus = v.union(v.literal("live"), v.literal("offline"));

const cardFields = {
  slug: v.string(),
  title: v.string(),
  description: v.string(),
  agent: vAgentName,
  status: vStreamStatus,
  viewerCount: v.number(),
  thumbnailUrl: v.union(v.string(), v.null()), // while live
  startedAt: v.union(v.number(), v.null()), // while live
  lastLiveAt: v.union(v.number(), v.null()), // while offline, when it was ever on air
};

/** What a listing shows of a stream. */
export const vStreamCard = v.object(cardFields);

/** What a stream's own page needs. The playback address is null while nothing can be played. */
export const vStreamView = v.object({
  ...cardFields,
  playbackUrl: v.union(v.string(), v.null()),
  channelId: v.id("channels"),
  broadcastId: v.union(v.id("broadcasts"), v.null()),
});

/** What bots read: the playback address is permanent and told at any time, so that a bot can keep it. */
export const vStreamListing = v.object({
  ...cardFields,
  playbackUrl: v.union(v.string(), v.null()),
});

export type StreamCard = Infer<typeof vStreamCard>;
export type StreamView = Infer<typeof vStreamView>;
export type StreamListing = Infer<typeof vStreamListing>;

export interface StreamParts {
  stream: Doc<"streams">;
  agent: Doc<"agents">;
  viewerCount: number;
}

export function presentCard({ stream, agent, viewerCount }: StreamParts): StreamCard {
  const { slug, title, description, state, inputUid } = stream;
  const live = state.kind === "live";
  return {
    slug,
    title,
    description,
    agent: presentAgentName(agent),
    status: live ? "live" : "offline",
    viewerCount,
    thumbnailUrl: live ? thumbnailUrl(inputUid) : null,
    startedAt: live ? state.startedAt : null,
    lastLiveAt: state.kind === "offline" ? state.lastLiveAt : null,
  };
}

export function presentStream(parts: StreamParts): StreamView {
  const { state, channelId, inputUid } = parts.stream;
  const live = state.kind === "live";
  return {
    ...presentCard(parts),
    playbackUrl: live ? playbackUrl(inputUid) : null,
    channelId,
    broadcastId: live ? state.broadcastId : null,
  };
}

export function presentListing(parts: StreamParts): StreamListing {
  return { ...presentCard(parts), playbackUrl: playbackUrl(parts.stream.inputUid) };
}

/** The HLS manifest of a live input, or null when this instance has no playback address configured. */
export function playbackUrl(inputUid: string): string | null {
  const base = playbackBaseUrl();
  return base && `${base}/${inputUid}/manifest/video.m3u8`;
}

function thumbnailUrl(inputUid: string): string | null {
  const base = playbackBaseUrl();
  return base && `${base}/${inputUid}/thumbnails/thumbnail.jpg`;
}
