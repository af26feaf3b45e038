import { v } from "convex/values";
import { internal } from "../_generated/api";
import { agentErrors } from "../agents/agents.errors";
import {
  guardedMutation,
  guardedQuery,
  internalMutation,
  openQuery,
  publicMutation,
  publicQuery,
  sharedQuery,
  signedInQuery,
} from "../lib/functions";
import { pageArgs, requirePage, vPageOf } from "../lib/pages";
import { agentIdOf } from "../lib/principal";
import { vVisibility } from "../streams/streams.values";
import { readVideoQuota } from "../usage/videos.model";
import { captionsOf } from "./captions.model";
import { makingSeconds, speakingSeconds } from "./content.model";
import * as Listing from "./listing.model";
import * as Access from "./videos.access";
import { videoErrors } from "./videos.errors";
import * as Videos from "./videos.model";
import { vOptions } from "./videos.values";
import { presentVideo, vGoneVideo, vVideoView } from "./videos.view";
import * as Views from "./views.model";

/** A video's page, or that it is gone. Refused as `not_found` to those for whom it is not there. */
export const byCode = sharedQuery({
  policy: Access.readVideoPage,
  args: {},
  returns: v.union(vVideoView, vGoneVideo, v.null()),
  handler: async (ctx) => {
    const { video } = ctx.subject;
    return video.state.kind === "gone" ? { gone: true as const } : await presentVideo(ctx, video);
  },
});

/** Whether whoever is signed in may change a video. Refused to everybody else. */
export const rights = signedInQuery({
  policy: Access.ownVideo,
  args: {},
  returns: v.object({ mayChange: v.boolean() }),
  handler: async () => ({ mayChange: true }),
});

/** Public videos that can be played. */
export const gallery = publicQuery({
  args: {
    agent: v.union(v.string(), v.null()),
    order: v.union(v.literal("newest"), v.literal("popular")),
    ...pageArgs,
  },
  returns: vPageOf(vVideoView),
  handler: (ctx, { page, ...heading }) => Listing.listGallery(ctx, heading, requirePage(page)),
});

const vStatus = v.union(v.literal("processing"), v.literal("ready"), v.literal("failed"));

/** All videos of an agent, for its owner. */
export const own = signedInQuery({
  policy: Access.listOwnVideos,
  args: { status: v.union(vStatus, v.null()), ...pageArgs },
  returns: vPageOf(vVideoView),
  handler: (ctx, { status, page }) => Listing.listOwn(ctx, ctx.subject._id, status, requirePage(page)),
});

const vQuota = v.object({ limit: v.union(v.number(), v.null()), used: v.number(), resetsAt: v.number() });

/** What is left of an agent's videos in the month of `now`, which is the page's clock, to the hour. */
export const quota = signedInQuery({
  policy: Access.listOwnVideos,
  args: { now: v.number() },
  returns: vQuota,
  handler: (ctx, { now }) => readVideoQuota(ctx, ctx.subject.tenantId, now),
});

/** That a page plays a video: counted once a day, with the seconds that were watched since it last said so. */
export const noteView = publicMutation({
  args: { videoId: v.string(), viewerKey: v.string(), watchedS: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { videoId, viewerKey, watchedS }) => {
    const id = ctx.db.normalizeId("videos", videoId);
    const video = id && (await ctx.db.get(id));
    await Views.countView(ctx, video, { kind: "page", key: viewerKey }, watchedS);
    return null;
  },
});

/** The same of an agent that says so. */
export const noteAgentView = guardedMutation({
  policy: Access.watchVideo,
  args: { watchedS: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { watchedS }) => {
    const viewer = { kind: "agent" as const, id: agentIdOf(ctx.principal) };
    await Views.countView(ctx, ctx.subject.video, viewer, watchedS);
    return null;
  },
});

/** A page of videos for the API. */
export const list = openQuery({
  policy: Access.browseVideos,
  args: { agent: v.union(v.string(), v.null()), status: v.union(vStatus, v.null()), ...pageArgs },
  returns: vPageOf(vVideoView),
  handler: (ctx, { agent, status, page }) => Listing.listFor(ctx, { agent, status }, ctx.reader, page),
});

/** One video for the API; refuses one that is gone. */
export const describe = openQuery({
  policy: Access.readVideo,
  args: {},
  returns: vVideoView,
  handler: async (ctx) => {
    const view = await presentVideo(ctx, Videos.requireThere(ctx.subject.video));
    if (!view) throw videoErrors.notFound();
    return view;
  },
});

const vMade = v.object({ video: vVideoView, jobId: v.id("videoJobs"), isCached: v.boolean() });

const wish = {
  script: v.string(),
  context: v.union(v.string(), v.null()),
  title: v.union(v.string(), v.null()),
  visibility: vVisibility,
  options: vOptions,
};

/** Makes a video, or answers the one that is the same. */
export const generate = guardedMutation({
  policy: Access.makeVideo,
  args: { ...wish, code: v.string() },
  returns: vMade,
  handler: async (ctx, { code, script, context, title, visibility, options }) => {
    const asked = { script, context, title, visibility, options };
    const { video, job, isCached } = await Videos.generate(ctx, ctx.subject, asked, code);
    return { video: (await presentVideo(ctx, video))!, jobId: job._id, isCached };
  },
});

/** What would come of it: nothing is made, and nothing is counted. */
export const tryOut = guardedQuery({
  policy: Access.makeVideo,
  args: { ...wish, now: v.number() },
  returns: v.object({
    same: v.union(vVideoView, v.null()),
    durationS: v.number(),
    makingS: v.number(),
    quota: vQuota,
  }),
  handler: async (ctx, { script, context, title, visibility, options, now }) => {
    const asked = { script, context, title, visibility, options };
    const { content, same } = await Videos.tryOut(ctx, ctx.subject, asked);
    return {
      same: same && (await presentVideo(ctx, same)),
      durationS: speakingSeconds(content.script),
      makingS: same?.state.kind === "ready" ? 0 : makingSeconds(content.script),
      quota: await readVideoQuota(ctx, ctx.subject.tenantId, now),
    };
  },
});

/** Makes a video once more that had failed. */
export const retry = guardedMutation({
  policy: Access.changeVideo,
  args: {},
  returns: vMade,
  handler: async (ctx) => {
    const { video, job, isCached } = await Videos.retry(ctx, Videos.requireThere(ctx.subject.video));
    return { video: (await presentVideo(ctx, video))!, jobId: job._id, isCached };
  },
});

export const edit = guardedMutation({
  policy: Access.changeVideo,
  args: { title: v.optional(v.string()), visibility: v.optional(vVisibility) },
  returns: vVideoView,
  handler: async (ctx, { title, visibility }) => {
    await Videos.edit(ctx, ctx.subject.video, { title, visibility });
    return (await presentVideo(ctx, await Videos.getVideo(ctx, ctx.subject.video._id)))!;
  },
});

export const remove = guardedMutation({
  policy: Access.changeVideo,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Videos.remove(ctx, ctx.subject.video);
    return null;
  },
});

/** Which video a token is to be for, for those who may play what is private; null while there is nothing to play. */
export const playable = guardedQuery({
  policy: Access.ownVideo,
  args: {},
  returns: v.union(v.string(), v.null()),
  handler: async (ctx) => {
    const { state } = Videos.requireThere(ctx.subject.video);
    return state.kind === "ready" ? state.uid : null;
  },
});

/** The captions of a video as a file. */
export const captions = openQuery({
  policy: Access.readVideo,
  args: {},
  returns: v.string(),
  handler: async (ctx) => {
    const { state, script } = Videos.requireThere(ctx.subject.video);
    if (state.kind !== "ready") throw videoErrors.notPlayable();
    return captionsOf(script, state.durationS);
  },
});

const vBySort = v.object({ humans: v.number(), agents: v.number() });

/** How often a video was watched, and how long all together, for those whose it is. */
export const analytics = guardedQuery({
  policy: Access.ownVideo,
  args: {},
  returns: v.object({ plays: vBySort, watchedMs: vBySort, durationS: v.union(v.number(), v.null()) }),
  handler: async (ctx) => {
    const { _id, state } = Videos.requireThere(ctx.subject.video);
    const views = await Views.findViews(ctx, _id);
    return {
      plays: { humans: views?.humans ?? 0, agents: views?.agents ?? 0 },
      watchedMs: { humans: views?.humanMs ?? 0, agents: views?.agentMs ?? 0 },
      durationS: state.kind === "ready" ? state.durationS : null,
    };
  },
});

const vJob = v.object({ jobId: v.id("videoJobs"), run: v.number(), video: v.union(vVideoView, v.null()) });

/** The making of a video. Its video is null when that was deleted. */
export const job = guardedQuery({
  policy: Access.readJob,
  args: {},
  returns: vJob,
  handler: async (ctx) => {
    const { _id: jobId, run, videoId } = ctx.subject.job;
    const video = await ctx.db.get(videoId);
    if (!video) throw agentErrors.notFound();
    return { jobId, run, video: await presentVideo(ctx, video) };
  },
});

export const cancel = guardedMutation({
  policy: Access.cancelJob,
  args: {},
  returns: vJob,
  handler: async (ctx) => {
    const { _id: jobId, run, videoId } = ctx.subject.job;
    await Videos.cancel(ctx, ctx.subject.job);
    return { jobId, run, video: await presentVideo(ctx, await Videos.getVideo(ctx, videoId)) };
  },
});

/** Forgets who has watched what, a day later, batch by batch. */
export const sweepViewers = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    if (await Views.sweepViewers(ctx))
      await ctx.scheduler.runAfter(0, internal.videos.videos.sweepViewers, {});
    return null;
  },
});
