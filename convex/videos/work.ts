import { v } from "convex/values";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { ProviderError } from "../lib/cloudflare.client";
import { internalAction, internalMutation } from "../lib/functions";
import { TavusError } from "../lib/tavus.client";
import { findVideo, protectVideo } from "../recordings/videos.client";
import { callbackUrlOf } from "./callbacks.model";
import { captionsOf } from "./captions.model";
import { isHidden } from "./hiding.model";
import * as Jobs from "./jobs.model";
import { enterStage } from "./making.model";
import { findRender, findRenderNamed, orderRender } from "./renders.client";
import { vStep } from "./schema";
import { discardStale, type Found, lookMs, publishLookMs, settleStep, vFound } from "./steps.model";
import { putCaptions } from "./uploads.client";
import { vOptions } from "./videos.values";

/** What an action needs to know of a job that it has taken. */
const vClaimed = v.object({
  jobId: v.id("videoJobs"),
  attempt: v.number(),
  step: vStep,
  looks: v.number(),
  /** What this run is called where something is made for it. */
  name: v.string(),
  /** Since when an order of an earlier attempt may be out there. */
  orderedAt: v.union(v.number(), v.null()),
  replicaId: v.union(v.string(), v.null()),
  externalId: v.union(v.string(), v.null()),
  uploadUid: v.union(v.string(), v.null()),
  /** Whether an earlier attempt had the file, and may have brought it where it goes. */
  wasFetched: v.boolean(),
  script: v.string(),
  options: vOptions,
  host: v.string(),
  isDraft: v.boolean(),
  isPrivate: v.boolean(),
});
export type ClaimedStep = typeof vClaimed.type;

/** Takes a job that is due; null when there is nothing to do, or somebody else is doing it. */
export const claim = internalMutation({
  args: { jobId: v.id("videoJobs") },
  returns: v.union(vClaimed, v.null()),
  handler: async (ctx, { jobId }) => {
    const job = await Jobs.claimJob(ctx, jobId);
    const video = job && (await ctx.db.get(job.videoId));
    if (!job || !video) return null;
    const { attempt, step, looks, orderedAt, replicaId, externalId, uploadUid, fileHash } = job;
    return {
      ...{ jobId, attempt, step, looks, orderedAt, replicaId, externalId, uploadUid },
      name: Jobs.nameAt(job),
      wasFetched: fileHash !== null,
      script: video.script,
      options: video.options,
      host: (await getAgent(ctx, video.agentId)).username,
      isDraft: video.isDraft,
      isPrivate: await isHidden(ctx, video),
    };
  },
});

/** Does the next step of a job at whoever it is done by, and settles it. */
export const run = internalAction({
  args: { jobId: v.id("videoJobs") },
  returns: v.null(),
  handler: async (ctx, { jobId }): Promise<null> => {
    const claimed: ClaimedStep | null = await ctx.runMutation(internal.videos.work.claim, { jobId });
    if (claimed) await attempt(ctx, claimed, doStep);
    return null;
  },
});

/** Has a step done, and settles what came of it, whatever that is. */
export async function attempt(
  ctx: ActionCtx,
  claimed: ClaimedStep,
  act: (ctx: ActionCtx, claimed: ClaimedStep) => Promise<Found>,
): Promise<void> {
  const { jobId, attempt, step } = claimed;
  const found = await act(ctx, claimed).catch((error: unknown): Found => {
    const isTavus = error instanceof TavusError;
    if (!isTavus && !(error instanceof ProviderError)) throw error;
    console.warn(`${step}: ${error.message}`);
    return { kind: "failed", cause: isTavus ? error.message : "", isFinal: isTavus && error.isRefusal };
  });
  await ctx.runMutation(internal.videos.work.settle, { jobId, attempt, found });
}

async function doStep(ctx: ActionCtx, claimed: ClaimedStep): Promise<Found> {
  switch (claimed.step) {
    case "prepare":
      return { kind: "looked" };
    case "order":
      return await order(ctx, claimed);
    case "watch":
      return await watch(claimed);
    case "rehost":
      return { kind: "again", afterMs: 0 }; // is done by another action
    case "publish":
      return await publish(claimed);
  }
}

/** Whoever draws drafts lists an order before answering it, so one that is not there by then was never given. */
const DRAFT_TURNS_UP_MS = 45_000;

/**
 * Orders the render. Where an earlier attempt may have done so, its answer was lost, and the order is looked for by its name. What
 * costs is not ordered again: it turns up, or its run has failed after ten minutes. Drafts cost nothing, and are.
 */
async function order(ctx: ActionCtx, claimed: ClaimedStep): Promise<Found> {
  const { jobId, attempt, name, orderedAt, replicaId, script, options, host, isDraft, looks } = claimed;
  if (orderedAt !== null) {
    const known = await findRenderNamed(name);
    if (known) return { kind: "ordered", externalId: known.externalId };
    const isLost = isDraft && Date.now() - orderedAt >= DRAFT_TURNS_UP_MS;
    if (!isLost) return { kind: "again", afterMs: lookMs(looks) };
  }
  if (replicaId === null) throw new Error(`Job ${jobId} was to be ordered without a replica.`);
  const isMine: boolean = await ctx.runMutation(internal.videos.work.noteOrdering, { jobId, attempt });
  if (!isMine) return { kind: "looked" };
  const callbackUrl = callbackUrlOf(jobId);
  const given = { name, replicaId, script, options, host, isDraft, callbackUrl };
  try {
    return { kind: "ordered", externalId: await orderRender(given) };
  } catch (error) {
    const isUndone = error instanceof TavusError && error.isUndone;
    if (isUndone) await ctx.runMutation(internal.videos.work.noteNotOrdered, { jobId, attempt });
    throw error;
  }
}

/** From here on an order may be out there. */
export const noteOrdering = internalMutation({
  args: { jobId: v.id("videoJobs"), attempt: v.number() },
  returns: v.boolean(),
  handler: (ctx, claimed) => Jobs.noteOnTheWay(ctx, claimed, { orderedAt: Date.now() }),
});

/** The provider has not taken the order, for certain. */
export const noteNotOrdered = internalMutation({
  args: { jobId: v.id("videoJobs"), attempt: v.number() },
  returns: v.boolean(),
  handler: (ctx, claimed) => Jobs.noteOnTheWay(ctx, claimed, { orderedAt: null }),
});

/** The file is here; from here on it may be at the video service. */
export const noteFetched = internalMutation({
  args: { jobId: v.id("videoJobs"), attempt: v.number(), fileHash: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { fileHash, ...claimed }) => {
    const job = await Jobs.findAttempt(ctx, claimed);
    const video = job && (await ctx.db.get(job.videoId));
    if (video) await enterStage(ctx, video, "uploading");
    // That it was fetched again is no news.
    const isNews = job?.fileHash === null;
    return await Jobs.noteOnTheWay(ctx, claimed, { fileHash, ...(isNews && { newsAt: Date.now() }) });
  },
});

async function watch({ externalId }: ClaimedStep): Promise<Found> {
  const render = externalId === null ? null : await findRender(externalId);
  if (render === null) return { kind: "render", render: null };
  const { downloadUrl: _, ...told } = render;
  return { kind: "render", render: told };
}

/** Sees whether the video service can play it, and gives it captions. Only then does anybody learn its uid. */
async function publish({ uploadUid, script, isPrivate, looks }: ClaimedStep): Promise<Found> {
  const video = uploadUid === null ? null : await findVideo(uploadUid);
  if (video === null) return { kind: "unplayable", cause: "The video service has lost it." };
  if (video.state === "failed")
    return { kind: "unplayable", cause: "The video service could not make it playable." };
  if (video.state !== "ready") return { kind: "again", afterMs: publishLookMs(looks) };
  await putCaptions(video.uid, "en", captionsOf(script, video.durationS));
  if (video.isPrivate !== isPrivate) await protectVideo(video.uid, isPrivate);
  return { kind: "published", durationS: Math.round(video.durationS * 1000) / 1000, isPrivate };
}

/** Takes down what came of an attempt, if it is still the current one. */
export const settle = internalMutation({
  args: { jobId: v.id("videoJobs"), attempt: v.number(), found: vFound },
  returns: v.null(),
  handler: async (ctx, { found, ...claimed }): Promise<null> => {
    const job = await Jobs.findAttempt(ctx, claimed);
    if (job) await settleStep(ctx, job, found);
    else await discardStale(ctx, await ctx.db.get(claimed.jobId), found);
    return null;
  },
});

/** Has done what a killed process had in hand. Started by a cron. */
export const rise = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    for (const { _id: jobId, step } of await Jobs.findOverdue(ctx))
      await ctx.scheduler.runAfter(0, Jobs.workerOf(step), { jobId });
    return null;
  },
});
