import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { personaForVideo } from "../personas/personas.model";
import { requireVoice, resolveVoice } from "../personas/voices.model";
import { cannotRender, hashOf } from "./content.model";
import { isHidden } from "./hiding.model";
import { closeJob, goOn, type Job, nameAt } from "./jobs.model";
import { becomeReady, enterStage, failVideo, noteProgress } from "./making.model";
import { removeRenderLater, removeUploadLater } from "./removals.model";
import type { VideoError } from "./videos.values";

/** A run that nothing has moved for so long has failed. */
export const PATIENCE_MS = 10 * 60_000;

const SECOND = 1000;
const FIRST_LOOK_MS = 5 * SECOND;
const LONGEST_LOOK_MS = 30 * SECOND;
const FIRST_PAUSE_MS = 2 * SECOND;
const LONGEST_PAUSE_MS = 30 * SECOND;
/** Onward to captions the way is short, where the video service is quick. */
const FIRST_PUBLISH_LOOK_MS = SECOND;

/** The pause before the next look at the provider: 5 s, 7.5 s, … 30 s. */
export const lookMs = (looks: number) => Math.min(FIRST_LOOK_MS * 1.5 ** looks, LONGEST_LOOK_MS);
export const publishLookMs = (looks: number) =>
  Math.min(FIRST_PUBLISH_LOOK_MS * 1.5 ** looks, LONGEST_LOOK_MS);
const pauseMs = (failures: number) =>
  Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, failures - 1), LONGEST_PAUSE_MS);

export const vRender = v.object({
  externalId: v.string(),
  state: v.union(v.literal("working"), v.literal("ready"), v.literal("failed")),
  progress: v.union(v.number(), v.null()),
  fault: v.union(v.string(), v.null()),
});

/** What came of an attempt. */
export const vFound = v.union(
  v.object({ kind: v.literal("looked") }), // there was nothing to ask anybody
  v.object({ kind: v.literal("again"), afterMs: v.number() }),
  /** Somebody did not answer, or with something that cannot be used; `isFinal`: they have refused, and will again. */
  v.object({ kind: v.literal("failed"), cause: v.string(), isFinal: v.boolean() }),
  v.object({ kind: v.literal("ordered"), externalId: v.string() }),
  v.object({ kind: v.literal("render"), render: v.union(vRender, v.null()) }),
  v.object({ kind: v.literal("uploaded"), uid: v.string(), fileHash: v.string() }),
  v.object({ kind: v.literal("badFile"), cause: v.string() }),
  v.object({ kind: v.literal("published"), durationS: v.number(), isPrivate: v.boolean() }),
  v.object({ kind: v.literal("unplayable"), cause: v.string() }), // the video service could make nothing of it
);
export type Found = Infer<typeof vFound>;

/** Takes down what came of the current attempt of a job, and says what is next. */
export async function settleStep(ctx: MutationCtx, job: Job, found: Found): Promise<void> {
  const video = await ctx.db.get(job.videoId);
  if (!video) return await closeJob(ctx, job);
  if (video.state.kind !== "processing") return await closeJob(ctx, job);
  switch (found.kind) {
    case "failed":
      return await settleFailure(ctx, job, video, found);
    case "again":
      return (await hasRunOut(ctx, job, video)) ? undefined : await goOn(ctx, job, job.step, found.afterMs);
    case "looked":
      return await prepare(ctx, job, video);
    case "ordered":
      await enterStage(ctx, video, "rendering");
      return await goOn(ctx, job, "watch", FIRST_LOOK_MS, { externalId: found.externalId });
    case "render":
      return await settleRender(ctx, job, video, found.render);
    case "badFile":
      return await giveUp(ctx, job, video, { code: "bad_file", message: found.cause, isRetryable: true });
    case "uploaded":
      await enterStage(ctx, video, "publishing");
      return await goOn(ctx, job, "publish", 0, { uploadUid: found.uid, fileHash: found.fileHash });
    case "unplayable":
      return await giveUp(ctx, job, video, {
        code: "publish_failed",
        message: found.cause,
        isRetryable: true,
      });
    case "published":
      return await settlePublished(ctx, job, video, found);
  }
}

/** Looks whether the persona is there; until it is, the job waits, and is called when it has been settled. */
export async function prepare(ctx: MutationCtx, job: Job, video: Doc<"videos">): Promise<void> {
  const persona = await personaForVideo(ctx, await getAgent(ctx, video.agentId));
  if (persona.kind === "failed") {
    const message = "The agent's persona could not be made at the provider.";
    return await giveUp(ctx, job, video, { code: "persona_failed", message, isRetryable: true });
  }
  if (persona.kind === "preparing") {
    await enterStage(ctx, video, "persona");
    if (await hasRunOut(ctx, job, video)) return;
    return await goOn(ctx, job, "prepare", LONGEST_LOOK_MS);
  }
  const objection = cannotRender(video.options, persona.isDraft);
  if (objection !== null) {
    return await giveUp(ctx, job, video, { code: "render_refused", message: objection, isRetryable: false });
  }
  const speaking = { version: persona.version, replicaId: persona.replicaExternalId };
  await ctx.db.patch(video._id, {
    contentHash: hashOf(video.agentId, video, speaking),
    isDraft: persona.isDraft,
  });
  await enterStage(ctx, video, "submitted");
  await goOn(ctx, job, "order", 0, { replicaId: await replicaOf(ctx, video, persona.replicaExternalId) });
}

/** The replica that was asked for, as long as it is there, or the agent's own. */
async function replicaOf(
  ctx: MutationCtx,
  { agentId, options }: Doc<"videos">,
  own: string,
): Promise<string> {
  if (options.voiceId === null) return own;
  const agent = await getAgent(ctx, agentId);
  const voice = await resolveVoice(ctx, agent, await requireVoice(ctx, agent, options.voiceId));
  return voice?.externalId ?? own;
}

async function settleRender(
  ctx: MutationCtx,
  job: Job,
  video: Doc<"videos">,
  render: Infer<typeof vRender> | null,
): Promise<void> {
  if (render === null || render.state === "failed") {
    const why = render?.fault ?? (render ? null : "it is not there any more");
    const message = `The provider could not render it${why ? `: ${why}` : "."}`;
    return await giveUp(ctx, job, video, { code: "render_failed", message, isRetryable: true });
  }
  if (render.state === "ready") {
    await enterStage(ctx, video, "downloading");
    return await goOn(ctx, job, "rehost", 0);
  }
  const hasMoved = await noteProgress(ctx, video, render.progress);
  if (!hasMoved && (await hasRunOut(ctx, job, video))) return;
  await goOn(ctx, job, "watch", lookMs(job.looks), hasMoved ? { newsAt: Date.now() } : {});
}

async function settlePublished(
  ctx: MutationCtx,
  job: Job,
  video: Doc<"videos">,
  { durationS, isPrivate }: { durationS: number; isPrivate: boolean },
): Promise<void> {
  // Somebody may have hidden it, or shown it, since the action began.
  if (isPrivate !== (await isHidden(ctx, video))) return await goOn(ctx, job, "publish", 0);
  await becomeReady(ctx, video, { uid: job.uploadUid!, durationS });
  await closeJob(ctx, job);
}

async function settleFailure(
  ctx: MutationCtx,
  job: Job,
  video: Doc<"videos">,
  { cause, isFinal }: { cause: string; isFinal: boolean },
): Promise<void> {
  if (isFinal) {
    const message = `The provider does not take it: ${cause}`;
    return await giveUp(ctx, job, video, { code: "render_refused", message, isRetryable: false });
  }
  if (await hasRunOut(ctx, job, video)) return;
  const failures = job.failures + 1;
  await goOn(ctx, job, job.step, pauseMs(failures), { failures });
}

/** Fails a run in which nothing has moved for ten minutes; answers whether it did. */
async function hasRunOut(ctx: MutationCtx, job: Job, video: Doc<"videos">): Promise<boolean> {
  if (Date.now() - job.newsAt < PATIENCE_MS) return false;
  await giveUp(ctx, job, video, timedOut(job));
  return true;
}

function timedOut({ step, failures, orderedAt }: Job): VideoError {
  if (step === "publish" || (step === "rehost" && failures > 0)) {
    const message = "It could not be brought to where videos are played, for ten minutes.";
    return { code: "publish_failed", message, isRetryable: true };
  }
  const message =
    step === "prepare"
      ? "The agent's persona was not ready after ten minutes."
      : step === "order" && orderedAt !== null
        ? "The provider never answered the order, and nothing came of it for ten minutes."
        : failures > 0
          ? "The provider could not be reached for ten minutes."
          : "The provider was not heard of for ten minutes.";
  return { code: "provider_timeout", message, isRetryable: true };
}

/** Ends a run: the cause is told, and what it has left behind elsewhere is removed. */
export async function giveUp(
  ctx: MutationCtx,
  job: Job,
  video: Doc<"videos">,
  error: VideoError,
): Promise<void> {
  await failVideo(ctx, video, error);
  await leaveNothing(ctx, job);
  await closeJob(ctx, job);
}

/** Has removed what a run has made at the provider and at the video service, also what the provider never answered. */
export async function leaveNothing(ctx: MutationCtx, job: Job): Promise<void> {
  const { externalId, orderedAt, uploadUid } = job;
  if (externalId !== null) await removeRenderLater(ctx, { externalId });
  else if (orderedAt !== null) await removeRenderLater(ctx, { name: nameAt(job) });
  if (uploadUid !== null) await removeUploadLater(ctx, uploadUid);
}

/**
 * What an attempt brings that is not the current one any more: nothing is settled by it. What it has made elsewhere, nobody
 * else knows of, and is removed: its video was deleted or given up meanwhile.
 */
export async function discardStale(ctx: MutationCtx, job: Job | null, found: Found): Promise<void> {
  if (found.kind === "ordered" && job?.externalId !== found.externalId)
    await removeRenderLater(ctx, { externalId: found.externalId });
  if (found.kind === "uploaded" && job?.uploadUid !== found.uid) await removeUploadLater(ctx, found.uid);
}
