import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction, internalMutation } from "../lib/functions";
import { TavusError } from "../lib/tavus.client";
import * as Removals from "./removals.model";
import { findRenderNamed, removeRender } from "./renders.client";

const vDue = v.object({
  id: v.id("renderRemovals"),
  externalId: v.union(v.string(), v.null()),
  name: v.union(v.string(), v.null()),
});
type Due = typeof vDue.type;

export const claim = internalMutation({
  args: {},
  returns: v.array(vDue),
  handler: async (ctx) =>
    (await Removals.claimRemovals(ctx)).map(({ _id: id, externalId, name = null }) => ({
      ...{ id, externalId, name },
    })),
});

/** Removes at the provider what is due to be removed, several at a time; a cron calls it for what was left behind. */
export const work = internalAction({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const due: Due[] = await ctx.runMutation(internal.videos.removals.claim, {});
    await Promise.all(
      due.map(async (one) => {
        const isDone = await removeDue(one).catch((error: unknown) => {
          if (!(error instanceof TavusError)) throw error;
          console.warn(`A render was not removed: ${error.message}`);
          return false;
        });
        await ctx.runMutation(internal.videos.removals.settle, { id: one.id, isDone });
      }),
    );
    return null;
  },
});

/** Answers whether it is gone. What has not turned up may still do so. */
async function removeDue({ externalId: known, name }: Due): Promise<boolean> {
  const externalId = known ?? (name === null ? null : ((await findRenderNamed(name))?.externalId ?? null));
  if (externalId === null) return name === null;
  await removeRender(externalId);
  return true;
}

export const settle = internalMutation({
  args: { id: v.id("renderRemovals"), isDone: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { id, isDone }) => {
    await Removals.settleRemoval(ctx, id, isDone);
    return null;
  },
});
