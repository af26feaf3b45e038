import { type Infer, v } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import { getAgent, isDeleted } from "../agents/agents.model";
import { presentAgentName, vAgentName } from "../agents/agents.view";
import { vVisibility } from "../streams/streams.values";
import type { Clip } from "./clips.model";
import { findStreamOf, visibilityNow } from "./recordings.model";
import { instantManifestOf, manifestOf, thumbnailAt } from "./recordings.view";

/** Who made a clip. What humans are called is for their agents to know, and for nobody else. */
const vMakerName = v.object({
  kind: v.union(v.literal("agent"), v.literal("account")),
  name: v.string(),
  username: v.union(v.string(), v.null()),
});

export const vClipView = v.object({
  clipId: v.id("clips"),
  title: v.string(),
  startS: v.number(),
  durationS: v.number(),
  visibility: vVisibility,
  // `instant` is played from its source, `cutting` is that too while it is made to last.
  status: v.union(v.literal("instant"), v.literal("cutting"), v.literal("ready"), v.literal("failed")),
  cause: v.union(v.string(), v.null()),
  playbackUrl: v.union(v.string(), v.null()),
  isTokenNeeded: v.boolean(),
  thumbnailUrl: v.union(v.string(), v.null()),
  agent: vAgentName,
  streamSlug: v.string(),
  recordingId: v.union(v.id("recordings"), v.null()), // null when that is gone, or not for everyone
  maker: vMakerName,
  viewCount: v.number(),
  createdAt: v.number(),
});

export type ClipView = Infer<typeof vClipView>;

/** One that was deleted: where it was from. */
export const vGoneClip = v.object({
  status: v.literal("gone"),
  at: v.number(),
  agent: vAgentName,
  streamSlug: v.string(),
});

export const vClipPage = v.union(vClipView, vGoneClip, v.null());
type ClipPage = Infer<typeof vClipPage>;

/** A clip for its page and for lists; null when it is gone, or the agent whose stream it was. */
export async function presentClip(ctx: QueryCtx, clip: Clip): Promise<ClipView | null> {
  const stream = await findStreamOf(ctx, clip);
  const { state, startS, durationS, visibility } = clip;
  if (!stream || state.kind === "gone") return null;
  const agent = await getAgent(ctx, clip.agentId);
  const source = await ctx.db.get(clip.recordingId);
  const isSourceThere = source !== null && !source.isGone;
  const isPrivate = visibility === "private";
  const views = await ctx.db
    .query("clipViews")
    .withIndex("by_clip", (q) => q.eq("clipId", clip._id))
    .unique();
  const address = playbackOf(clip, isSourceThere);
  const isSourceOpen = source !== null && visibilityNow(source, stream) !== "private";
  const isTokenNeeded = isPrivate || (state.kind !== "ready" && !isSourceOpen);
  return {
    clipId: clip._id,
    title: clip.title,
    ...{ startS, durationS, visibility },
    status: state.kind === "waiting" ? "instant" : state.kind,
    cause: state.kind === "failed" ? state.cause : clip.trouble,
    playbackUrl: isTokenNeeded ? null : address,
    isTokenNeeded: isTokenNeeded && address !== null,
    thumbnailUrl: isTokenNeeded || address === null ? null : thumbnailOf(clip),
    agent: presentAgentName(agent),
    streamSlug: stream.slug,
    recordingId: isSourceThere && isSourceOpen ? source._id : null,
    maker: await presentMaker(ctx, clip),
    viewCount: views?.count ?? 0,
    createdAt: clip._creationTime,
  };
}

/** A clip for its page, also one that was deleted. */
export async function presentClipPage(ctx: QueryCtx, clip: Clip): Promise<ClipPage> {
  const stream = await findStreamOf(ctx, clip);
  if (!stream || clip.state.kind !== "gone") return await presentClip(ctx, clip);
  const agent = presentAgentName(await getAgent(ctx, clip.agentId));
  return { status: "gone", at: clip.state.at, agent, streamSlug: stream.slug };
}

/** Until a clip is a video of its own it is played from its source, and not at all without that. */
function playbackOf(
  { state, sourceVideoUid, startS, durationS }: Clip,
  isSourceThere: boolean,
): string | null {
  if (state.kind === "ready") return manifestOf(state.videoUid);
  return isSourceThere ? instantManifestOf(sourceVideoUid, startS, durationS) : null;
}

function thumbnailOf({ state, sourceVideoUid, startS, durationS }: Clip): string | null {
  return state.kind === "ready"
    ? thumbnailAt(state.videoUid, durationS / 2)
    : thumbnailAt(sourceVideoUid, startS + durationS / 2);
}

/** Which video a clip is played from now: the one that a token has to be for. */
export const playedFrom = ({ state, sourceVideoUid }: Clip) =>
  state.kind === "ready" ? state.videoUid : sourceVideoUid;

/** The address of a clip with a token in the place of its video. */
export const playbackWith = (token: string, { state, startS, durationS }: Clip) =>
  state.kind === "ready" ? manifestOf(token) : instantManifestOf(token, startS, durationS);

async function presentMaker(ctx: QueryCtx, { maker }: Clip): Promise<ClipView["maker"]> {
  if (maker.kind === "account") return { kind: "account", name: "A viewer", username: null };
  const agent = await ctx.db.get(maker.id);
  if (!agent || isDeleted(agent)) return { kind: "agent", name: "An agent", username: null };
  return { kind: "agent", name: agent.displayName, username: agent.username };
}
