import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { summon } from "./courier.model";

/** A receiver that failed is asked again this soon for something new, longer with every failure, a minute at most. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

export async function findLane(
  ctx: QueryCtx,
  webhookId: Id<"webhooks">,
): Promise<Doc<"webhookLanes"> | null> {
  return await ctx.db
    .query("webhookLanes")
    .withIndex("by_webhook", (q) => q.eq("webhookId", webhookId))
    .unique();
}

export async function getLane(ctx: MutationCtx, webhookId: Id<"webhooks">): Promise<Doc<"webhookLanes">> {
  const known = await findLane(ctx, webhookId);
  if (known) return known;
  const id = await ctx.db.insert("webhookLanes", {
    webhookId,
    nextAt: null,
    claim: null,
    claims: 0,
    failures: 0,
    restsUntil: 0,
    failingSince: null,
    lost: 0,
    openDigest: null,
  });
  return (await ctx.db.get(id))!;
}

/** Until when a lane rests after so many failures in a row, so that a dead receiver is not tried for every event. */
export function restsUntilAfter(failures: number, now: number): number {
  return failures === 0 ? 0 : now + Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
}

/** Whether somebody is on the lane now. Who got lost there no longer counts. */
export const isTaken = ({ claim }: Doc<"webhookLanes">, now: number) => claim !== null && claim.until > now;

/** Something is due on a lane. Whoever is on it will see that; otherwise a courier is called, once the lane has rested. */
export async function plan(ctx: MutationCtx, lane: Doc<"webhookLanes">, dueAt: number): Promise<void> {
  if (isTaken(lane, Date.now())) return;
  const at = Math.max(dueAt, lane.restsUntil);
  const isEarlier = lane.nextAt === null || at < lane.nextAt;
  if (isEarlier) await ctx.db.patch(lane._id, { nextAt: at });
  // Also for what was due before: whoever should have come for it may have been killed.
  await summon(ctx, isEarlier ? at : lane.nextAt!);
}
