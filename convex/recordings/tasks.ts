import { type Infer, v } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { ActionCtx } from "../_generated/server";
import { findAttempt, type Verdict } from "../lib/attempts";
import { ProviderError } from "../lib/cloudflare.client";
import { internalAction, internalMutation, internalQuery } from "../lib/functions";
import { isNeeded } from "./clips.model";
import {
  begunBetween,
  settleCheck,
  settleCut,
  settleDiscard,
  settleFollow,
  vFoundVideo,
} from "./following.model";
import { countPage, settleHighlights, vBinPage } from "./highlights.model";
import { type Bin, emptyBin } from "./peaks.model";
import { isClipPrivate, isVideoPrivate, protectAgentsVideos } from "./protection.model";
import { vVideoTask } from "./schema";
import { claimDue, conclude, IN_HAND, putTask } from "./tasks.model";
import { cutVideo, findVideo, listVideosOf, protectVideo, removeVideo } from "./videos.client";

/** What an action needs to know about a task that it has taken. */
const vClaimed = v.object({
  _id: v.id("videoTasks"),
  attempt: v.number(),
  task: vVideoTask,
  about: v.union(
    v.object({ kind: v.literal("recording"), inputUid: v.string(), videoUid: v.union(v.string(), v.null()) }),
    v.object({
      kind: v.literal("clip"),
      videoUid: v.union(v.string(), v.null()),
      ...{ sourceUid: v.string(), startS: v.number(), endS: v.number(), isPrivate: v.boolean() },
    }),
    v.object({ kind: v.literal("source"), isNeeded: v.boolean() }),
    v.object({ kind: v.literal("video"), isPrivate: v.boolean() }),
    v.object({ kind: v.literal("broadcast"), isRunning: v.boolean() }),
    v.null(),
  ),
});
type Claimed = Infer<typeof vClaimed>;

/** Takes what is due. */
export const claim = internalMutation({
  args: {},
  returns: v.array(vClaimed),
  handler: async (ctx) => {
    const rows = await claimDue(ctx);
    const claimed = rows.map(async ({ _id, attempt, task }): Promise<Claimed> => {
      const about = { _id, attempt, task };
      if (task.kind === "follow") {
        const recording = await ctx.db.get(task.recordingId);
        if (!recording) return { ...about, about: null };
        const { inputUid, videoUid } = recording;
        return { ...about, about: { kind: "recording", inputUid, videoUid } };
      }
      if (task.kind === "cut") {
        const clip = await ctx.db.get(task.clipId);
        if (clip?.state.kind !== "cutting") return { ...about, about: null };
        const { sourceVideoUid: sourceUid, startS, durationS, state } = clip;
        const isPrivate = await isClipPrivate(ctx, clip);
        const piece = { sourceUid, startS, endS: startS + durationS, isPrivate };
        return { ...about, about: { kind: "clip", videoUid: state.videoUid, ...piece } };
      }
      if (task.kind === "remove") {
        const needed = task.after !== null && (await isNeeded(ctx, task.after));
        return { ...about, about: { kind: "source", isNeeded: needed } };
      }
      if (task.kind === "protect") {
        const isPrivate = await isVideoPrivate(ctx, task.videoUid);
        return { ...about, about: { kind: "video", isPrivate } };
      }
      if (task.kind === "close") {
        const broadcast = await ctx.db.get(task.broadcastId);
        const isRunning = broadcast !== null && broadcast.state.kind !== "ended";
        return { ...about, about: { kind: "broadcast", isRunning } };
      }
      return { ...about, about: null };
    });
    return await Promise.all(claimed);
  },
});

/** Does at the provider what is due there, several at a time, and settles each. Asks for itself while there is more. */
export const work = internalAction({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const claimed: Claimed[] = await ctx.runMutation(internal.recordings.tasks.claim, {});
    await Promise.all(
      claimed.map(async (one) => {
        const { _id, attempt } = one;
        const found = await attemptTask(ctx, one).catch((error: unknown) => {
          if (!(error instanceof ProviderError)) throw error;
          console.warn(`${one.task.kind}: ${error.message}`);
          return { kind: "failed" as const };
        });
        await ctx.runMutation(internal.recordings.tasks.settle, { _id, attempt, found });
      }),
    );
    if (claimed.length === IN_HAND) await ctx.scheduler.runAfter(0, internal.recordings.tasks.work, {});
    return null;
  },
});

/** What the provider said, or what was counted; nothing where there is no more to it than being done. */
const vFound = v.union(
  v.object({ kind: v.literal("failed") }),
  v.object({ kind: v.literal("done") }),
  v.object({ kind: v.literal("needed") }),
  v.object({ kind: v.literal("videos"), videos: v.array(vFoundVideo) }),
  v.object({ kind: v.literal("video"), video: v.union(vFoundVideo, v.null()) }),
  v.object({ kind: v.literal("bins"), bins: vBinPage.fields.bins }),
);
type Found = Infer<typeof vFound>;

async function attemptTask(ctx: ActionCtx, { task, about }: Claimed): Promise<Found> {
  switch (task.kind) {
    case "follow": {
      if (about?.kind !== "recording") return { kind: "done" };
      const { inputUid, videoUid } = about;
      if (videoUid === null) return { kind: "videos", videos: await listVideosOf(inputUid) };
      return { kind: "video", video: await findVideo(videoUid) };
    }
    case "cut": {
      if (about?.kind !== "clip") return { kind: "done" };
      const { kind: _, videoUid, ...piece } = about;
      if (videoUid !== null) return { kind: "video", video: await findVideo(videoUid) };
      return { kind: "video", video: await cutVideo({ ...piece, name: task.clipId }) };
    }
    case "highlights":
      return { kind: "bins", bins: await countAll(ctx, task.recordingId) };
    case "discard":
      return { kind: "videos", videos: await listVideosOf(task.inputUid) };
    case "close": {
      const videos = begunBetween(task.startedAt, Date.now(), await listVideosOf(task.inputUid));
      for (const { uid, isPrivate } of videos) if (!isPrivate) await protectVideo(uid, true);
      const isExpected = about?.kind === "broadcast" && about.isRunning;
      return { kind: videos.length === 0 && isExpected ? "needed" : "done" };
    }
    case "check":
      return { kind: "video", video: await findVideo(task.videoUid) };
    case "protect":
      if (about?.kind === "video") await protectVideo(task.videoUid, about.isPrivate);
      return { kind: "done" };
    case "remove":
      if (about?.kind === "source" && about.isNeeded) return { kind: "needed" };
      await removeVideo(task.videoUid);
      return { kind: "done" };
  }
}

/** Reads through the whole chat of a recording, a page to a query. */
async function countAll(ctx: ActionCtx, recordingId: Doc<"recordings">["_id"]) {
  const bins = new Map<number, Bin>();
  for (let after: number | null = -1; after !== null; ) {
    const page: Infer<typeof vBinPage> = await ctx.runQuery(internal.recordings.tasks.count, {
      recordingId,
      after,
    });
    for (const { at, messages, reactions, emojis } of page.bins) {
      const bin = bins.get(at) ?? emptyBin();
      bins.set(at, bin);
      bin.messages += messages;
      bin.reactions += reactions;
      for (const { emoji, count } of emojis) bin.emojis[emoji] = (bin.emojis[emoji] ?? 0) + count;
    }
    after = page.next;
  }
  return [...bins].map(([at, { emojis, ...counts }]) => ({
    at,
    ...counts,
    emojis: Object.entries(emojis)
      .sort((a, b) => b[1] - a[1])
      .slice(0, KEPT_EMOJIS)
      .map(([emoji, count]) => ({ emoji, count })),
  }));
}
const KEPT_EMOJIS = 5;

/** What a page of the chat adds to the bins of a recording. */
export const count = internalQuery({
  args: { recordingId: v.id("recordings"), after: v.number() },
  returns: vBinPage,
  handler: (ctx, { recordingId, after }) => countPage(ctx, recordingId, after),
});

/** Has videos removed at the provider: those still being made as soon as that lets go of them. */
export const putRemovals = internalMutation({
  args: { videoUids: v.array(v.string()) },
  returns: v.null(),
  handler: async (ctx, { videoUids }): Promise<null> => {
    for (const videoUid of videoUids) await putTask(ctx, { kind: "remove", videoUid, after: null }, 0);
    return null;
  },
});

/** An agent was deleted, or is back: its videos need a token, or no longer, batch by batch. */
export const protectAgent = internalMutation({
  args: {
    agentId: v.id("agents"),
    walk: v.object({
      of: v.union(v.literal("recordings"), v.literal("clips"), v.literal("videos")),
      cursor: v.union(v.string(), v.null()),
    }),
  },
  returns: v.null(),
  handler: async (ctx, { agentId, walk }): Promise<null> => {
    const next = await protectAgentsVideos(ctx, agentId, walk);
    if (next)
      await ctx.scheduler.runAfter(0, internal.recordings.tasks.protectAgent, { agentId, walk: next });
    return null;
  },
});

/** Takes down what came of an attempt, if it is still the current one. */
export const settle = internalMutation({
  args: { _id: v.id("videoTasks"), attempt: v.number(), found: vFound },
  returns: v.null(),
  handler: async (ctx, { found, ...claimed }): Promise<null> => {
    const row = await findAttempt(ctx, claimed);
    if (!row) return null;
    const { task } = row;
    let verdict: Verdict = { kind: "done" };
    if (found.kind === "needed") verdict = { kind: "again", afterMs: 5000 };
    else if (task.kind === "follow") verdict = await settleFollow(ctx, task, found, row);
    else if (task.kind === "cut") verdict = await settleCut(ctx, task, found, row);
    else if (task.kind === "check") verdict = await settleCheck(ctx, task, found);
    else if (task.kind === "discard") verdict = await settleDiscard(ctx, task, found);
    else if (task.kind === "highlights" && found.kind === "bins")
      await settleHighlights(ctx, task.recordingId, found.bins);
    else if (found.kind === "failed") verdict = { kind: "failed" };
    await conclude(ctx, row, verdict);
    return null;
  },
});
