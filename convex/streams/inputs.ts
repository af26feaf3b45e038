import { v } from "convex/values";
import { internal } from "../_generated/api";
import { ProviderError } from "../lib/cloudflare.client";
import { internalAction, internalMutation, internalQuery } from "../lib/functions";
import { listVideosOf } from "../recordings/videos.client";
import { createLiveInput, deleteLiveInput, type InputSettings, updateLiveInput } from "./cloudflare.client";
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

export const wishFor = internalQuery({
  args: { inputId: v.id("liveInputs") },
  returns: Inputs.vWish,
  handler: (ctx, { inputId }) => Inputs.wishFor(ctx, inputId),
});

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 10 * 60_000;

/**
 * Has the provider treat an input as it should be treated. What was wished for meanwhile is done, too, so that of two
 * that run at once none leaves an older wish behind. A provider that is down is asked again, less and less often.
 */
export const sync = internalAction({
  args: { inputId: v.id("liveInputs"), attempt: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { inputId, attempt = 0 }): Promise<null> => {
    try {
      for (let done: InputSettings | null = null; ; ) {
        const wish: { uid: string; settings: InputSettings } | null = await ctx.runQuery(
          internal.streams.inputs.wishFor,
          { inputId },
        );
        if (!wish || JSON.stringify(wish.settings) === JSON.stringify(done)) return null;
        await updateLiveInput(wish.uid, wish.settings);
        done = wish.settings;
      }
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      console.warn(`A live input could not be changed: ${error.message}`);
      const wait = Math.min(FIRST_RETRY_MS * 2 ** attempt, LONGEST_RETRY_MS);
      await ctx.scheduler.runAfter(wait, internal.streams.inputs.sync, { inputId, attempt: attempt + 1 });
      return null;
    }
  },
});

/** An hour after the key of an input was replaced. */
export const discard = internalMutation({
  args: { inputId: v.id("liveInputs") },
  returns: v.null(),
  handler: async (ctx, { inputId }) => {
    await Inputs.discardInput(ctx, inputId, false);
    return null;
  },
});

/**
 * Removes an input at the provider, and with it, if so wanted, every video that was recorded from it: also those that
 * nobody here has heard of yet. A provider that is down is asked again in an hour.
 */
export const remove = internalAction({
  args: { uid: v.string(), withVideos: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { uid, withVideos }): Promise<null> => {
    try {
      if (withVideos) {
        const videoUids = (await listVideosOf(uid)).map((video) => video.uid);
        await ctx.runMutation(internal.recordings.tasks.putRemovals, { videoUids });
      }
      await deleteLiveInput(uid);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      console.warn(`The live input ${uid} could not be removed: ${error.message}`);
      await ctx.scheduler.runAfter(60 * 60_000, internal.streams.inputs.remove, { uid, withVideos });
    }
    return null;
  },
});
