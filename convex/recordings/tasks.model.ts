import type { Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { dueAgain, type Verdict } from "../lib/attempts";
import type { vVideoTask } from "./schema";

export type Task = Infer<typeof vVideoTask>;

/** So long the action that took a task has to itself; a killed one's tasks are due again after it. */
const LEASE_MS = 60_000;

/** Tasks that one action has in hand, and so the calls to the provider at once. */
export const IN_HAND = 10;

/** The one name of a piece of work, so that it is never there twice. */
export function keyOf(task: Task): string {
  switch (task.kind) {
    case "follow":
    case "highlights":
      return `${task.kind}:${task.recordingId}`;
    case "cut":
      return `cut:${task.clipId}`;
    case "close":
      return `close:${task.broadcastId}`;
    case "discard":
      return `discard:${task.broadcastId}`;
    case "check":
    case "protect":
    case "remove":
      return `${task.kind}:${task.videoUid}`;
  }
}

/** Has something done at the provider, `afterMs` from now. What is under way already starts anew with this. */
export async function putTask(ctx: MutationCtx, task: Task, afterMs: number): Promise<void> {
  const dueAt = Date.now() + afterMs;
  const known = await findTask(ctx, task);
  if (known) {
    // Who has the old attempt in hand settles nothing any more.
    await ctx.db.patch(known._id, { task, dueAt, failures: 0, attempt: known.attempt + 1 });
  } else {
    const fresh = { key: keyOf(task), task, since: Date.now(), dueAt, attempt: 0, failures: 0 };
    await ctx.db.insert("videoTasks", fresh);
  }
  await ctx.scheduler.runAt(dueAt, internal.recordings.tasks.work, {});
}

export async function dropTask(ctx: MutationCtx, task: Task): Promise<void> {
  const known = await findTask(ctx, task);
  if (known) await ctx.db.delete(known._id);
}

async function findTask(ctx: QueryCtx, task: Task): Promise<Doc<"videoTasks"> | null> {
  return await ctx.db
    .query("videoTasks")
    .withIndex("by_key", (q) => q.eq("key", keyOf(task)))
    .unique();
}

/** Takes what is due: raises the attempt, and has it due again when nobody settles it. */
export async function claimDue(ctx: MutationCtx): Promise<Doc<"videoTasks">[]> {
  const due = await ctx.db
    .query("videoTasks")
    .withIndex("by_dueAt", (q) => q.lte("dueAt", Date.now()))
    .take(IN_HAND);
  return await Promise.all(
    due.map(async (row) => {
      const claim = { attempt: row.attempt + 1, dueAt: Date.now() + LEASE_MS };
      await ctx.db.patch(row._id, claim);
      return { ...row, ...claim };
    }),
  );
}

export async function conclude(ctx: MutationCtx, row: Doc<"videoTasks">, verdict: Verdict): Promise<void> {
  if (verdict.kind === "done") return await ctx.db.delete(row._id);
  const { failures, dueAt } = dueAgain(row, verdict);
  await ctx.db.patch(row._id, { failures, dueAt });
  await ctx.scheduler.runAt(dueAt, internal.recordings.tasks.work, {});
}
