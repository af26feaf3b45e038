import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction, internalMutation } from "../lib/functions";
import { createLiveInput, deleteLiveInput, ProviderError } from "./cloudflare.client";
import * as Inputs from "./inputs.model";

/** Fills the pool up. Runs after every input taken, and every minute in case that failed. */
export const refill = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const slots = await Inputs.claimSlots(ctx);
    if (slots.length > 0) await ctx.scheduler.runAfter(0, internal.streams.inputs.provision, { slots });
    return null;
  },
});

/**
 * Makes one input per claimed slot at the provider. The first failure ends the round, because the next call would
 * fail the same way; slots that stay empty are given back and left to the next refill.
 */
export const provision = internalAction({
  args: { slots: v.array(Inputs.vSlot) },
  returns: v.null(),
  handler: async (ctx, { slots }): Promise<null> => {
    for (const [filled, slot] of slots.entries()) {
      try {
        const input = await createLiveInput();
        const kept: boolean = await ctx.runMutation(internal.streams.inputs.settle, { slot, input });
        if (!kept) await deleteLiveInput(input.uid);
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        console.warn(`The pool could not be filled: ${error.message}`);
        await ctx.runMutation(internal.streams.inputs.release, { slots: slots.slice(filled) });
        break;
      }
    }
    return null;
  },
});

export const settle = internalMutation({
  args: { slot: Inputs.vSlot, input: Inputs.vFreshInput },
  returns: v.boolean(),
  handler: (ctx, { slot, input }) => Inputs.settleSlot(ctx, slot, input),
});

export const release = internalMutation({
  args: { slots: v.array(Inputs.vSlot) },
  returns: v.null(),
  handler: async (ctx, { slots }) => {
    for (const slot of slots) await Inputs.releaseSlot(ctx, slot);
    return null;
  },
});

/** Removes an input at the provider whose stream is gone. A provider that is down is asked again in an hour. */
export const remove = internalAction({
  args: { uid: v.string() },
  returns: v.null(),
  handler: async (ctx, { uid }): Promise<null> => {
    try {
      await deleteLiveInput(uid);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      console.warn(`The live input ${uid} could not be removed: ${error.message}`);
      await ctx.scheduler.runAfter(60 * 60_000, internal.streams.inputs.remove, { uid });
    }
    return null;
  },
});
