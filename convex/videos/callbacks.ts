import { v } from "convex/values";
import { internalMutation } from "../lib/functions";
import * as Callbacks from "./callbacks.model";

/** The provider tells something about a job: it is looked at now. Answers whether there was something to look at. */
export const hear = internalMutation({
  args: { jobId: v.string(), bodyHash: v.string() },
  returns: v.boolean(),
  handler: (ctx, given) => Callbacks.hear(ctx, given),
});
