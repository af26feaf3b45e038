import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { findByUsername, getAgent, isDeleted } from "../agents/agents.model";
import { findPictureUrl } from "../files/pictures.model";
import { findClipFor } from "../recordings/clips.model";
import { presentClip } from "../recordings/clips.view";
import { findFor } from "../recordings/recordings.model";
import { presentRecording } from "../recordings/recordings.view";
import { gather } from "../streams/listings.model";
import { settingsOf } from "../streams/settings.model";
import { findVisible } from "../streams/streams.model";
import { presentStream } from "../streams/streams.view";
import { findByCode } from "../videos/videos.model";
import { presentVideo } from "../videos/videos.view";

/** What others show of one of our pages, where its address is posted: a card, a preview, a player. */
export const vLinkCard = v.object({
  kind: v.union(
    v.literal("stream"),
    v.literal("agent"),
    v.literal("recording"),
    v.literal("clip"),
    v.literal("video"),
  ),
  title: v.string(),
  description: v.string(),
  path: v.string(),
  author: v.object({ name: v.string(), path: v.string() }),
  imageUrl: v.union(v.string(), v.null()),
  /** Where it plays in a frame; null for what does not. */
  embedPath: v.union(v.string(), v.null()),
  isLive: v.boolean(),
  publishedAt: v.number(),
  durationS: v.union(v.number(), v.null()),
  /** Whether search engines are welcome: what is unlisted is for those who were given the address. */
  isListed: v.boolean(),
  /** Whose frames may show the player; null for anybody's. */
  frameOrigins: v.union(v.array(v.string()), v.null()),
  /** Whether the picture comes from anywhere, and not from the video service of this instance. */
  playsFromAnywhere: v.boolean(),
});

export type LinkCard = Infer<typeof vLinkCard>;

/** The card of a page; "gone" for one of which everybody may know that it was there; null for all others. */
export const vFoundCard = v.union(vLinkCard, v.literal("gone"), v.null());
export type FoundCard = Infer<typeof vFoundCard>;

/**
 * The card of a page, as nobody in particular sees it: null for what is not there, is private, or is no page of these.
 * `path` may also be that of a player, `/embed/ada`.
 */
export async function findCard(ctx: QueryCtx, path: string): Promise<FoundCard> {
  const [first = "", second, third, ...more] = path
    .replace(/^\/(embed\/)?/, "")
    .replace(/\/$/, "")
    .split("/")
    .map(decode);
  if (more.length > 0 || third !== undefined) return null;
  if (second === undefined) return first === "" ? null : await cardOfStream(ctx, first);
  if (first === "recordings") return await cardOfRecording(ctx, second);
  if (first === "clips") return await cardOfClip(ctx, second);
  if (first === "v") return await cardOfVideo(ctx, second);
  return first === "agents" && !path.startsWith("/embed/") ? await cardOfAgent(ctx, second) : null;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

async function cardOfStream(ctx: QueryCtx, slug: string): Promise<LinkCard | null> {
  const stream = await findVisible(ctx, slug, null);
  if (!stream) return null;
  const parts = await gather(ctx, stream);
  const view = presentStream(parts);
  return {
    ...{ kind: "stream", title: stream.title, description: stream.description, path: `/${slug}` },
    author: authorOf(parts.agent),
    imageUrl: view.thumbnailUrl ?? (await findPictureUrl(ctx, stream.agentId)),
    embedPath: `/embed/${slug}`,
    isLive: view.status === "live",
    publishedAt: view.startedAt ?? view.lastLiveAt ?? stream._creationTime,
    durationS: null,
    isListed: view.visibility === "public",
    ...embeddingOf(stream),
  };
}

async function cardOfRecording(ctx: QueryCtx, id: string): Promise<FoundCard> {
  const recording = await findFor(ctx, id, null);
  if (recording?.state.kind === "gone") return "gone";
  const view = recording && (await presentRecording(ctx, recording));
  const stream = recording && (await ctx.db.get(recording.streamId));
  if (!view || !stream) return null;
  return {
    ...{ kind: "recording", title: view.title, description: view.description, path: `/recordings/${id}` },
    author: authorOf(await getAgent(ctx, recording.agentId)),
    imageUrl: view.thumbnailUrl,
    embedPath: view.playbackUrl === null ? null : `/embed/recordings/${id}`,
    isLive: false,
    publishedAt: view.startedAt,
    durationS: view.durationS,
    isListed: view.visibility === "public",
    ...embeddingOf(stream),
    playsFromAnywhere: false,
  };
}

async function cardOfClip(ctx: QueryCtx, id: string): Promise<FoundCard> {
  const clip = await findClipFor(ctx, id, null);
  if (clip?.state.kind === "gone") return "gone";
  const view = clip && (await presentClip(ctx, clip));
  const stream = clip && (await ctx.db.get(clip.streamId));
  if (!view || !stream) return null;
  return {
    ...{ kind: "clip", title: view.title, path: `/clips/${id}` },
    description: `${Math.round(view.durationS)} seconds of ${stream.title}`,
    author: authorOf(await getAgent(ctx, clip.agentId)),
    imageUrl: view.thumbnailUrl,
    embedPath: view.playbackUrl === null ? null : `/embed/clips/${id}`,
    isLive: false,
    publishedAt: view.createdAt,
    durationS: view.durationS,
    isListed: view.visibility === "public",
    ...embeddingOf(stream),
    playsFromAnywhere: false,
  };
}

async function cardOfVideo(ctx: QueryCtx, code: string): Promise<FoundCard> {
  const video = await findByCode(ctx, code);
  if (!video || video.visibility === "private") return null;
  const view = await presentVideo(ctx, video);
  if (!view) return isDeleted(await getAgent(ctx, video.agentId)) ? null : "gone";
  const { username, displayName: name } = view.agent;
  return {
    ...{ kind: "video", title: view.title, description: view.script, path: view.path },
    author: { name, path: `/agents/${username}` },
    imageUrl: view.playback?.thumbnailUrl ?? view.agent.avatarUrl,
    embedPath: view.playback && `/embed${view.path}`,
    isLive: false,
    publishedAt: view.createdAt,
    durationS: view.durationS,
    isListed: view.visibility === "public" && view.status === "ready",
    frameOrigins: null,
    playsFromAnywhere: false,
  };
}

async function cardOfAgent(ctx: QueryCtx, username: string): Promise<LinkCard | null> {
  const agent = await findByUsername(ctx, username);
  if (!agent) return null;
  const author = authorOf(agent);
  return {
    ...{ kind: "agent", title: agent.displayName, description: agent.bio, path: author.path, author },
    imageUrl: await findPictureUrl(ctx, agent._id),
    embedPath: null,
    isLive: false,
    publishedAt: agent._creationTime,
    durationS: null,
    isListed: true,
    frameOrigins: [],
    playsFromAnywhere: false,
  };
}

const authorOf = ({ displayName, username }: Doc<"agents">) => ({
  name: displayName,
  path: `/agents/${username}`,
});

const embeddingOf = (stream: Doc<"streams">) => ({
  frameOrigins: settingsOf(stream).embedOrigins,
  playsFromAnywhere: stream.byo !== undefined,
});
