import type { Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { dueAgain, type Verdict } from "../lib/attempts";
import type { vPersonaTask } from "./schema";

export type Task = Infer<typeof vPersonaTask>;

/** So long the action that took a task has to itself; a killed one's tasks are due again after it. */
export const LEASE_MS = 3 * 60_000;

/** Tasks that one action has in hand, and so the calls to the provider at once. */
export const IN_HAND = 5;

/** A provider that does not answer for so long is given up on; what was wanted is wanted again when somebody asks. */
export const GIVE_UP_MS = 24 * 60 * 60_000;

/** The one name of a piece of work, so that it is never there twice. */
export function keyOf(task: Task): string {
  switch (task.kind) {
    case "persona":
      return `persona:${task.personaId}`;
    case "replica":
      return `replica:${task.replicaId}`;
    case "stock":
      return "stock";
    case "remove":
      return `remove:${task.what}:${task.externalId}`;
    case "removeNamed":
      return `removeNamed:${task.name}`;
  }
}

/**
 * Has something done at the provider, `afterMs` from now. What is in an action's hands at this moment stays there, and is
 * looked at again when that has settled: an order on its way must not be given a second time.
 */
export async function putTask(ctx: MutationCtx, task: Task, afterMs = 0): Promise<void> {
  const dueAt = Date.now() + afterMs;
  const known = await findTask(ctx, task);
  if (!known) {
    const fresh = { key: keyOf(task), task, since: Date.now(), dueAt, attempt: 0, failures: 0 };
    await ctx.db.insert("personaTasks", { ...fresh, isHeld: false });
  } else if (known.isHeld) return;
  else await ctx.db.patch(known._id, { dueAt, failures: 0, since: Date.now() });
  await ctx.scheduler.runAt(dueAt, internal.personas.tasks.work, {});
}

export async function dropTask(ctx: MutationCtx, task: Task): Promise<void> {
  const known = await findTask(ctx, task);
  if (known) await ctx.db.delete(known._id);
}

async function findTask(ctx: QueryCtx, task: Task): Promise<Doc<"personaTasks"> | null> {
  return await ctx.db
    .query("personaTasks")
    .withIndex("by_key", (q) => q.eq("key", keyOf(task)))
    .unique();
}

/** Takes what is due: raises the attempt, and has it due again when nobody settles it. */
export async function claimDue(ctx: MutationCtx): Promise<Doc<"personaTasks">[]> {
  const due = await ctx.db
    .query("personaTasks")
    .withIndex("by_dueAt", (q) => q.lte("dueAt", Date.now()))
    .take(IN_HAND);
  return await Promise.all(
    due.map(async (row) => {
      const claim = { attempt: row.attempt + 1, dueAt: Date.now() + LEASE_MS, isHeld: true };
      await ctx.db.patch(row._id, claim);
      return { ...row, ...claim };
    }),
  );
}

export async function conclude(ctx: MutationCtx, row: Doc<"personaTasks">, verdict: Verdict): Promise<void> {
  if (verdict.kind === "done") return await ctx.db.delete(row._id);
  const { failures, dueAt } = dueAgain(row, verdict);
  await ctx.db.patch(row._id, { failures, dueAt, isHeld: false });
  await ctx.scheduler.runAt(dueAt, internal.personas.tasks.work, {});
}
