import { v } from "convex/values";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { getReadableChannel, readMessage } from "../chat/chat.access";
import { ProviderError } from "../lib/cloudflare.client";
import { internalAction, internalMutation, openQuery, publicQuery } from "../lib/functions";
import { SpeechRefused, speak } from "../lib/speech.client";
import { durationOfMp3 } from "./mp3.format";
import { speechErrors } from "./speech.errors";
import * as Speeches from "./speeches.model";

const claimed = { _id: v.id("speeches"), attempt: v.number() };

/** Takes what is due. */
export const claim = internalMutation({
  args: {},
  returns: v.array(v.object({ ...claimed, text: v.string(), voice: v.string() })),
  handler: (ctx) => Speeches.claimDue(ctx),
});

/** Has what is due spoken, several at a time, and settles each. Asks for itself while there is more. */
export const work = internalAction({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const due: Speeches.Claimed[] = await ctx.runMutation(internal.speech.speeches.claim, {});
    await Promise.all(
      due.map(async ({ text, voice, ...one }) => {
        const outcome = await say(ctx, text, voice);
        await ctx.runMutation(internal.speech.speeches.settle, { ...one, outcome });
      }),
    );
    if (due.length === Speeches.IN_HAND) await ctx.scheduler.runAfter(0, internal.speech.speeches.work, {});
    return null;
  },
});

/** Has a text spoken and keeps the file, which is nobody's until it is settled. */
async function say(ctx: ActionCtx, text: string, voice: string): Promise<Speeches.Outcome> {
  try {
    const bytes = await speak(text, voice);
    const durationS = durationOfMp3(bytes);
    if (durationS === null) throw new ProviderError("speech answered something that is no MP3.");
    const storageId = await ctx.storage.store(new Blob([bytes], { type: "audio/mpeg" }));
    return { kind: "spoken", storageId, durationS };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    console.warn(error.message);
    return { kind: error instanceof SpeechRefused ? "refused" : "failed" };
  }
}

const vOutcome = v.union(
  v.object({ kind: v.literal("spoken"), storageId: v.id("_storage"), durationS: v.number() }),
  v.object({ kind: v.literal("failed") }),
  v.object({ kind: v.literal("refused") }),
);

/** Takes down what came of an attempt, if it is still the current one. */
export const settle = internalMutation({
  args: { ...claimed, outcome: vOutcome },
  returns: v.null(),
  handler: async (ctx, { outcome, ...one }) => {
    await Speeches.settle(ctx, one, outcome);
    return null;
  },
});

/** The newest messages of a channel that can be heard, the oldest of them first. Live. */
export const ofChannel = publicQuery({
  args: { channelId: v.id("channels") },
  returns: v.array(
    v.object({ messageId: v.id("messages"), seq: v.number(), url: v.string(), durationS: v.number() }),
  ),
  handler: async (ctx, { channelId }) =>
    Speeches.listSpoken(ctx, (await getReadableChannel(ctx, channelId))._id),
});

/** Where the file of a spoken message is, for those who may read the message now. */
export const locate = openQuery({
  policy: readMessage,
  args: {},
  returns: v.id("_storage"),
  handler: async (ctx) => {
    const storageId = await Speeches.fileOf(ctx, ctx.subject.message._id);
    if (!storageId) throw speechErrors.notSpoken();
    return storageId;
  },
});

/** Removes what was spoken a day ago. Started by a cron. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    if (await Speeches.sweepSpeeches(ctx))
      await ctx.scheduler.runAfter(0, internal.speech.speeches.sweep, {});
    return null;
  },
});
