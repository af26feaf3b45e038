import { v } from "convex/values";
import { internalMutation } from "../lib/functions";
import * as FanOut from "./fanOut.model";

/** Tells the next batch of followers. Ordered by the broadcast that began, and by the batch before. */
export const step = internalMutation({
  args: { fanOutId: v.id("fanOuts") },
  returns: v.null(),
  handler: async (ctx, { fanOutId }) => {
    await FanOut.step(ctx, fanOutId);
    return null;
  },
});
