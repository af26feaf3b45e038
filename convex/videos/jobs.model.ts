import { Workpool } from "@convex-dev/workpool";
import type { Infer } from "convex/values";
import { components, internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { vStep } from "./schema";

export type Job = Doc<"videoJobs">;
export type Step = Infer<typeof vStep>;

/** Steps under way at once: nearly all of their time is waiting for somebody else, but a file is held in memory. */
const AT_ONCE = 8;
const pool = new Workpool(components.videoWork, { maxParallelism: AT_ONCE, logLevel: "WARN" });

const SECOND = 1000;

/**
 * So long the action that has claimed a step has to itself. Each is longer than its calls can take all together, so a
 * step is taken by another one only when the first was killed.
 */
const LEASE_MS: Record<Step, number> = {
  prepare: 60 * SECOND,
  order: 150 * SECOND, // looks through a list before
  watch: 60 * SECOND,
  rehost: 180 * SECOND, // and again as much when the file is here
  publish: 60 * SECOND,
};

/** Begins the making of a video, or begins it again after it failed. */
export async function openJob(ctx: MutationCtx, video: Doc<"videos">): Promise<Job> {
  const fresh = {
    isOpen: true,
    step: "prepare" as const,
    isClaimed: false,
    isNudged: false,
    dueAt: Date.now(),
    ...{ failures: 0, looks: 0, newsAt: Date.now() },
    ...{ replicaId: null, orderedAt: null, externalId: null, fileHash: null, uploadUid: null },
  };
  const known = await findJob(ctx, video._id);
  if (known) {
    // Whoever has an old attempt in hand settles nothing any more.
    await ctx.db.patch(known._id, { ...fresh, run: known.run + 1, attempt: known.attempt + 1 });
    return (await ctx.db.get(known._id))!;
  }
  const { _id: videoId, agentId } = video;
  const jobId = await ctx.db.insert("videoJobs", { ...fresh, videoId, agentId, run: 1, attempt: 0 });
  return (await ctx.db.get(jobId))!;
}

export async function findJob(ctx: QueryCtx, videoId: Id<"videos">): Promise<Job | null> {
  return await ctx.db
    .query("videoJobs")
    .withIndex("by_video", (q) => q.eq("videoId", videoId))
    .unique();
}

/** What a run is called where something is made for it, so that this is found again when an answer gets lost. */
export const nameAt = ({ videoId, run }: Job): string => `${videoId}.${run}`;

/** Nothing is left to do. An attempt that is under way settles nothing any more. */
export async function closeJob(ctx: MutationCtx, job: Job): Promise<void> {
  await ctx.db.patch(job._id, { isOpen: false, isClaimed: false, attempt: job.attempt + 1 });
}

/** Has the next step done, `afterMs` from now; what it changes beside that is written with it. */
export async function goOn(
  ctx: MutationCtx,
  job: Job,
  step: Step,
  afterMs: number,
  change: Partial<Job> = {},
): Promise<void> {
  const isSame = step === job.step;
  // Whoever told of news while the step was under way is not to wait for the next look.
  const isNudged = job.isNudged && (step === "watch" || step === "prepare");
  // In whole milliseconds, so that whoever is called at that time finds it due.
  const dueAt = Math.ceil(Date.now() + (isNudged ? 0 : afterMs));
  await ctx.db.patch(job._id, {
    ...{ failures: 0, looks: isSame ? job.looks + 1 : 0, isClaimed: false, isNudged: false },
    ...(!isSame && { newsAt: Date.now() }),
    ...change,
    ...{ isOpen: true, step, dueAt },
  });
  await enqueue(ctx, { _id: job._id, step, dueAt });
}

async function enqueue(ctx: MutationCtx, { _id: jobId, step, dueAt }: Pick<Job, "_id" | "step" | "dueAt">) {
  await pool.enqueueAction(ctx, workerOf(step), { jobId }, { runAt: dueAt });
}

/** Files are fetched and sent where there is Node; everything else where starting is quick. */
export const workerOf = (step: Step) =>
  step === "rehost" ? internal.videos.rehosting.run : internal.videos.work.run;

/** There may be news: the job looks now, or once more when the look that is under way is over. */
export async function nudge(ctx: MutationCtx, job: Job): Promise<void> {
  if (!job.isOpen) return;
  if (job.isClaimed && job.dueAt > Date.now()) return await ctx.db.patch(job._id, { isNudged: true });
  const dueAt = Date.now();
  await ctx.db.patch(job._id, { dueAt, isClaimed: false });
  await enqueue(ctx, { ...job, dueAt });
}

/** Takes a job that is due: raises the attempt, and has it due again when nobody settles it. Null when it is not due. */
export async function claimJob(ctx: MutationCtx, jobId: Id<"videoJobs">): Promise<Job | null> {
  const job = await ctx.db.get(jobId);
  if (!job?.isOpen || job.dueAt > Date.now()) return null;
  const claim = { isClaimed: true, attempt: job.attempt + 1, dueAt: Date.now() + LEASE_MS[job.step] };
  await ctx.db.patch(jobId, claim);
  return { ...job, ...claim };
}

/**
 * Takes something down in the middle of a step, before what cannot be taken back, and gives whoever has claimed it the whole time
 * once more. Answers whether it still is theirs.
 */
export async function noteOnTheWay(
  ctx: MutationCtx,
  claimed: Claimed,
  change: Partial<Job>,
): Promise<boolean> {
  const job = await findAttempt(ctx, claimed);
  if (!job) return false;
  await ctx.db.patch(job._id, { ...change, dueAt: Date.now() + LEASE_MS[job.step] });
  return true;
}

export interface Claimed {
  jobId: Id<"videoJobs">;
  attempt: number;
}

/** The job of an attempt, while it is the current one. */
export async function findAttempt(ctx: QueryCtx, { jobId, attempt }: Claimed): Promise<Job | null> {
  const job = await ctx.db.get(jobId);
  return job?.isOpen && job.attempt === attempt ? job : null;
}

/** A job that its pool has not brought by then was in hand of somebody who was killed, or got lost with the pool. */
const OVERDUE_MS = 10 * SECOND;
const RAISED = 20;

/** Jobs that are long due, to be taken past the pool: what a killed process had in hand holds places in that. */
export async function findOverdue(ctx: QueryCtx): Promise<Job[]> {
  return await ctx.db
    .query("videoJobs")
    .withIndex("by_dueAt", (q) => q.eq("isOpen", true).lt("dueAt", Date.now() - OVERDUE_MS))
    .take(RAISED);
}

/** The jobs of an agent that wait for its persona. */
export async function findPreparing(ctx: QueryCtx, agentId: Id<"agents">): Promise<Job[]> {
  return await ctx.db
    .query("videoJobs")
    .withIndex("by_agent_step", (q) => q.eq("agentId", agentId).eq("isOpen", true).eq("step", "prepare"))
    .take(200);
}
