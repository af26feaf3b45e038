import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { getAgent, isDeleted } from "../agents/agents.model";
import { findPictureUrl } from "../files/pictures.model";
import { manifestOf, thumbnailAt } from "../recordings/recordings.view";
import { vVisibility } from "../streams/streams.values";
import { vOptions, vStage, vTimeline, vVideoError } from "./videos.values";
import { findViews } from "./views.model";

/** A video for everybody who may see it. What was noted with the request is for its agent, and not in here. */
export const vVideoView = v.object({
  id: v.id("videos"),
  code: v.string(),
  path: v.string(),
  agent: v.object({
    username: v.string(),
    displayName: v.string(),
    avatarUrl: v.union(v.string(), v.null()),
  }),
  title: v.string(),
  script: v.string(),
  options: vOptions,
  status: v.union(v.literal("processing"), v.literal("ready"), v.literal("failed")),
  stage: vStage,
  progress: v.union(v.number(), v.null()),
  timeline: vTimeline,
  error: v.union(vVideoError, v.null()),
  durationS: v.union(v.number(), v.null()),
  /** Null while it cannot be played, and where a token is needed first. */
  playback: v.union(v.object({ hlsUrl: v.string(), thumbnailUrl: v.union(v.string(), v.null()) }), v.null()),
  isTokenNeeded: v.boolean(),
  captionsUrl: v.union(v.string(), v.null()),
  isDraft: v.boolean(),
  visibility: vVisibility,
  views: v.object({ humans: v.number(), agents: v.number() }),
  /** How long people have watched it, all together. */
  watchedMs: v.number(),
  createdAt: v.number(),
});

export type VideoView = Infer<typeof vVideoView>;

/** What its page says of a video that was deleted. */
export const vGoneVideo = v.object({ gone: v.literal(true) });

export const pathOf = (code: string) => `/v/${code}`;

/** Which second is shown before it plays: not the first, which fades in from the dark, as far as there is another. */
const posterSecond = (durationS: number) => Math.min(Math.ceil(durationS / 3), Math.floor(durationS));

/** A video for its page and for lists; null when it is gone, or its agent is. */
export async function presentVideo(ctx: QueryCtx, video: Doc<"videos">): Promise<VideoView | null> {
  const { _id: id, code, state, visibility } = video;
  const agent = await getAgent(ctx, video.agentId);
  if (state.kind === "gone" || isDeleted(agent)) return null;
  const isReady = state.kind === "ready";
  const isTokenNeeded = isReady && visibility === "private";
  const hlsUrl = isReady && !isTokenNeeded ? manifestOf(state.uid) : null;
  const views = await findViews(ctx, id);
  return {
    id,
    code,
    path: pathOf(code),
    agent: {
      username: agent.username,
      displayName: agent.displayName,
      avatarUrl: await findPictureUrl(ctx, agent._id),
    },
    title: video.title,
    script: video.script,
    options: video.options,
    status: state.kind,
    stage: state.kind === "processing" ? state.stage : state.kind,
    progress: state.kind === "processing" ? state.progress : null,
    timeline: video.timeline,
    error: state.kind === "failed" ? state.error : null,
    durationS: isReady ? state.durationS : null,
    playback:
      hlsUrl && isReady
        ? { hlsUrl, thumbnailUrl: thumbnailAt(state.uid, posterSecond(state.durationS)) }
        : null,
    isTokenNeeded,
    captionsUrl: isReady ? `/api/v1/videos/${id}/captions` : null,
    isDraft: video.isDraft,
    visibility,
    views: { humans: views?.humans ?? 0, agents: views?.agents ?? 0 },
    watchedMs: views?.humanMs ?? 0,
    createdAt: video._creationTime,
  };
}
