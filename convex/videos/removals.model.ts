import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { putTask } from "../recordings/tasks.model";

/** So long the action that took removals has to itself. */
const LEASE_MS = 60_000;
const IN_HAND = 10;
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const GIVEN_UP_MS = 7 * DAY_MS;
const LOOKED_FOR_MS = DAY_MS;

/**
 * Has a render removed at the provider, with what belongs to it. One whose order was never answered is known by its name, and
 * removed when it turns up.
 */
export async function removeRenderLater(
  ctx: MutationCtx,
  what: { externalId: string } | { name: string },
): Promise<void> {
  const fresh = { externalId: null, since: Date.now(), dueAt: Date.now(), failures: 0 };
  await ctx.db.insert("renderRemovals", { ...fresh, ...what });
  await ctx.scheduler.runAfter(0, internal.videos.removals.work, {});
}

/** Has a video removed where videos are played. */
export async function removeUploadLater(ctx: MutationCtx, videoUid: string): Promise<void> {
  await putTask(ctx, { kind: "remove", videoUid, after: null }, 0);
}

/** Takes removals that are due; they are due again when nobody settles them. */
export async function claimRemovals(ctx: MutationCtx): Promise<Doc<"renderRemovals">[]> {
  const due = await ctx.db
    .query("renderRemovals")
    .withIndex("by_dueAt", (q) => q.lte("dueAt", Date.now()))
    .take(IN_HAND);
  for (const { _id } of due) await ctx.db.patch(_id, { dueAt: Date.now() + LEASE_MS });
  return due;
}

/** Removing twice is no harm, so whoever comes late may settle as well. */
export async function settleRemoval(
  ctx: MutationCtx,
  id: Doc<"renderRemovals">["_id"],
  isDone: boolean,
): Promise<void> {
  const row = await ctx.db.get(id);
  if (!row) return;
  const patience = row.externalId === null ? LOOKED_FOR_MS : GIVEN_UP_MS;
  if (isDone || Date.now() - row.since > patience) return await ctx.db.delete(id);
  const failures = row.failures + 1;
  const dueAt = Math.ceil(Date.now() + Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS));
  await ctx.db.patch(id, { failures, dueAt });
  await ctx.scheduler.runAt(dueAt, internal.videos.removals.work, {});
}
