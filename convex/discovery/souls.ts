import { v } from "convex/values";
import { internal } from "../_generated/api";
import { ProviderError } from "../lib/cloudflare.client";
import { currentSpace, embed } from "../lib/embeddings.client";
import { internalAction, internalMutation } from "../lib/functions";
import { BATCH, type Claimed, claimDue, settle as settleOne, keepUp as sweep } from "./souls.model";

/** Takes texts that are due. */
export const claim = internalMutation({
  args: {},
  returns: v.array(v.object({ _id: v.id("embeddings"), attempt: v.number(), text: v.string() })),
  handler: (ctx) => claimDue(ctx),
});

/** Has what is due turned into vectors, and settles it. Asks for itself while there is more. */
export const work = internalAction({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const space = currentSpace();
    if (space === null) return null;
    const claimed: Claimed[] = await ctx.runMutation(internal.discovery.souls.claim, {});
    if (claimed.length === 0) return null;
    const vectors = await embed(claimed.map(({ text }) => text)).catch((error: unknown) => {
      if (!(error instanceof ProviderError)) throw error;
      console.warn(error.message);
      return null;
    });
    const results = claimed.map(({ _id, attempt }, i) => ({ _id, attempt, vector: vectors?.[i] ?? null }));
    await ctx.runMutation(internal.discovery.souls.settle, { results, space });
    if (claimed.length === BATCH) await ctx.scheduler.runAfter(0, internal.discovery.souls.work, {});
    return null;
  },
});

/** Takes down what came of the attempts that are still the current ones. */
export const settle = internalMutation({
  args: {
    results: v.array(
      v.object({
        _id: v.id("embeddings"),
        attempt: v.number(),
        vector: v.union(v.array(v.float64()), v.null()),
      }),
    ),
    space: v.string(),
  },
  returns: v.null(),
  handler: async (ctx, { results, space }) => {
    for (const result of results) await settleOne(ctx, result, space);
    return null;
  },
});

/** Goes on with what a killed process has left, and with vectors that cannot be compared any more. Started by a cron. */
export const keepUp = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const space = currentSpace();
    if (space === null) return null;
    if (await sweep(ctx, space)) await ctx.scheduler.runAfter(0, internal.discovery.souls.keepUp, {});
    await ctx.scheduler.runAfter(0, internal.discovery.souls.work, {});
    return null;
  },
});
