import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { recordEvent } from "../events/events.model";
import { notify } from "../notices/notices.model";
import { putTask } from "../recordings/tasks.model";
import { countVideo } from "../usage/videos.model";
import type { Content } from "./content.model";
import { type VideoError, WORKING_STAGES, type WorkingStage } from "./videos.values";
import { pathOf } from "./videos.view";
import { findViews } from "./views.model";

type Video = Doc<"videos">;

/** The states of a video, arrow by arrow. Whoever makes it calls these, and nobody else writes its state. */

/** More than a run has stages; of a video that was tried again and again, the last ones are told. */
const MAX_TIMELINE = 40;

const noted = (
  { timeline }: Video,
  stage: Video["timeline"][number]["stage"],
  note: string | null = null,
): Video["timeline"] => [...timeline, { stage, at: Date.now(), note }].slice(-MAX_TIMELINE);

/** Goes on to a stage. What has come further already, because it is done again, stays where it is. */
export async function enterStage(ctx: MutationCtx, { _id }: Video, stage: WorkingStage): Promise<void> {
  const video = (await ctx.db.get(_id))!;
  if (video.state.kind !== "processing") return;
  const isFurther = WORKING_STAGES.indexOf(stage) > WORKING_STAGES.indexOf(video.state.stage);
  if (!isFurther) return;
  const state = { kind: "processing" as const, stage, progress: null };
  await ctx.db.patch(_id, { state, timeline: noted(video, stage) });
}

/** Takes down how far the provider is; answers whether that is news. */
export async function noteProgress(
  ctx: MutationCtx,
  video: Video,
  progress: number | null,
): Promise<boolean> {
  if (video.state.kind !== "processing" || progress === null) return false;
  if (progress === video.state.progress) return false;
  await ctx.db.patch(video._id, { state: { ...video.state, progress } });
  return true;
}

/** It can be played. It counts for the month in which it was asked for, once. */
export async function becomeReady(
  ctx: MutationCtx,
  { _id }: Video,
  { uid, durationS }: { uid: string; durationS: number },
): Promise<void> {
  const video = (await ctx.db.get(_id))!;
  if (video.state.kind !== "processing") return;
  const state = { kind: "ready" as const, uid, durationS, at: Date.now() };
  await save(ctx, video, { state, timeline: noted(video, "ready") });
  await countVideo(ctx, { ...video, durationS });
  await tell(ctx, video, "video.ready");
  await tellOwner(ctx, video);
}

/** It takes a minute or more, so whoever owns the agent is elsewhere by then. */
async function tellOwner(ctx: MutationCtx, { _id, agentId, title, code }: Video): Promise<void> {
  const { ownerAccountId } = await getAgent(ctx, agentId);
  if (!ownerAccountId) return;
  const about = { kind: "video.ready" as const, subjectId: _id, agentId };
  await notify(ctx, { to: ownerAccountId, ...about, words: title, path: pathOf(code) });
}

export async function failVideo(ctx: MutationCtx, { _id }: Video, error: VideoError): Promise<void> {
  const video = (await ctx.db.get(_id))!;
  if (video.state.kind !== "processing") return;
  const state = { kind: "failed" as const, error, at: Date.now() };
  await save(ctx, video, { state, isCounted: false, timeline: noted(video, "failed", error.message) });
  await tell(ctx, video, "video.failed");
}

async function tell(
  ctx: MutationCtx,
  { _id: id, tenantId, agentId }: Video,
  kind: "video.ready" | "video.failed",
): Promise<void> {
  const subject = { kind: "video" as const, id };
  await recordEvent(ctx, { kind, tenantId, actor: { kind: "provider" }, subject, audience: [agentId] });
}

/** Begins again what had failed, in the same place. */
export async function beginAgain(
  ctx: MutationCtx,
  video: Video,
  change: Pick<Video, "month" | "contentHash"> & Partial<Content>,
): Promise<Video> {
  const state = { kind: "processing" as const, stage: "queued" as const, progress: null };
  const timeline = noted(video, "queued", "It is tried again.");
  await save(ctx, video, { ...change, state, isCounted: true, timeline });
  return (await ctx.db.get(video._id))!;
}

/** What was in it is gone; the row says that there was something. It stays counted if it was ready. */
export async function emptyOut(ctx: MutationCtx, video: Video): Promise<void> {
  await save(ctx, video, {
    state: { kind: "gone", at: Date.now() },
    ...{ title: "", script: "", context: null, timeline: [] },
    isCounted: video.state.kind === "ready",
  });
}

/** Writes a change together with what follows from it. */
export async function save(ctx: MutationCtx, video: Video, change: Partial<Video>): Promise<void> {
  const { state, visibility } = { ...video, ...change };
  const isListed = visibility === "public" && state.kind === "ready";
  await ctx.db.patch(video._id, { ...change, isListed, isGone: state.kind === "gone" });
  const views = await findViews(ctx, video._id);
  if (views && views.isListed !== isListed) await ctx.db.patch(views._id, { isListed });
  const wasHidden = video.visibility === "private";
  if (state.kind === "ready" && video.state.kind === "ready" && wasHidden !== (visibility === "private"))
    await putTask(ctx, { kind: "protect", videoUid: state.uid }, 0);
}
