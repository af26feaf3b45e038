import { v } from "convex/values";
import { internalMutation } from "../lib/functions";
import * as Courier from "./courier.model";
import * as Deliveries from "./deliveries.model";
import { vPacked } from "./packing.model";
import { vAttempt } from "./schema";

/** Takes lanes with something due for the courier; null when it no longer counts. */
export const claim = internalMutation({
  args: { number: v.number(), room: v.object({ well: v.number(), unwell: v.number() }) },
  returns: v.union(
    v.array(
      v.object({
        laneId: v.id("webhookLanes"),
        claim: v.number(),
        isUnwell: v.boolean(),
        packed: v.array(vPacked),
      }),
    ),
    v.null(),
  ),
  handler: (ctx, { number, room }) => Deliveries.claimLoads(ctx, number, room),
});

/** What came of a load. */
export const settle = internalMutation({
  args: {
    laneId: v.id("webhookLanes"),
    claim: v.number(),
    results: v.array(v.object({ deliveryId: v.id("webhookDeliveries"), attempt: vAttempt })),
  },
  returns: v.null(),
  handler: async (ctx, { laneId, claim, results }) => {
    await Deliveries.settleLoad(ctx, { laneId, claim }, results);
    return null;
  },
});

/** The courier has nothing to do. Answers whether it may end. */
export const rest = internalMutation({
  args: { number: v.number() },
  returns: v.boolean(),
  handler: (ctx, { number }) => Courier.rest(ctx, number),
});

/** The courier has worked for long enough. */
export const relieve = internalMutation({
  args: { number: v.number() },
  returns: v.null(),
  handler: async (ctx, { number }) => {
    await Courier.relieve(ctx, number);
    return null;
  },
});

/** Something that had to wait is due. A cron calls it, too, for what a courier left that was killed. */
export const rise = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Courier.summonIfNeeded(ctx);
    return null;
  },
});

/** Removes old entries of the logs. Started by a cron. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Deliveries.sweepDeliveries(ctx);
    return null;
  },
});
