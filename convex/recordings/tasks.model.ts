import type { Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { vVideoTask } from "./schema";

export type Task = Infer<typeof vVideoTask>;

/** So long the action that took a task has to itself; a killed one's tasks are due again after it. */
const LEASE_MS = 60_000;

/** Tasks that one action has in hand, and so the calls to the provider at once. */
export const IN_HAND = 10;

const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** The pause after so many failures in a row: 2 s, 4 s, 8 s, … five minutes. */
export const backoffMs = (failures: number) =>
  Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, failures - 1), LONGEST_PAUSE_MS);

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

/** What becomes of a task: done, to be looked at again after a while, or tried again because it failed. */
export type Verdict = { kind: "done" } | { kind: "again"; afterMs: number } | { kind: "failed" };

/** The row of an attempt, while it is the current one. A late answer of an old attempt finds none. */
export async function findAttempt(
  ctx: QueryCtx,
  { _id, attempt }: Pick<Doc<"videoTasks">, "_id" | "attempt">,
): Promise<Doc<"videoTasks"> | null> {
  const row = await ctx.db.get(_id);
  return row?.attempt === attempt ? row : null;
}

export async function conclude(ctx: MutationCtx, row: Doc<"videoTasks">, verdict: Verdict): Promise<void> {
  if (verdict.kind === "done") return await ctx.db.delete(row._id);
  const failures = verdict.kind === "failed" ? row.failures + 1 : 0;
  // In whole milliseconds, so that whoever is called at that time finds it due.
  const dueAt = Math.ceil(Date.now() + (verdict.kind === "again" ? verdict.afterMs : backoffMs(failures)));
  await ctx.db.patch(row._id, { failures, dueAt });
  await ctx.scheduler.runAt(dueAt, internal.recordings.tasks.work, {});
}
