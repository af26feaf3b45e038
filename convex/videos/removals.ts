import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction, internalMutation } from "../lib/functions";
import { TavusError } from "../lib/tavus.client";
import * as Removals from "./removals.model";
import { removeRender } from "./renders.client";

const vDue = v.object({ id: v.id("renderRemovals"), externalId: v.string() });

export const claim = internalMutation({
  args: {},
  returns: v.array(vDue),
  handler: async (ctx) =>
    (await Removals.claimRemovals(ctx)).map(({ _id: id, externalId }) => ({ id, externalId })),
});

/** Removes at the provider what is due to be removed, several at a time; a cron calls it for what was left behind. */
export const work = internalAction({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const due: { id: (typeof vDue.type)["id"]; externalId: string }[] = await ctx.runMutation(
      internal.videos.removals.claim,
      {},
    );
    await Promise.all(
      due.map(async ({ id, externalId }) => {
        const isDone = await removeRender(externalId).then(
          () => true,
          (error: unknown) => {
            if (!(error instanceof TavusError)) throw error;
            console.warn(`A render was not removed: ${error.message}`);
            return false;
          },
        );
        await ctx.runMutation(internal.videos.removals.settle, { id, isDone });
      }),
    );
    return null;
  },
});

export const settle = internalMutation({
  args: { id: v.id("renderRemovals"), isDone: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { id, isDone }) => {
    await Removals.settleRemoval(ctx, id, isDone);
    return null;
  },
});
