import { v } from "convex/values";
import { guardedMutation } from "../lib/functions";
import type { Principal } from "../lib/principal";
import * as Files from "./files.model";
import { hearVoice, speakFile } from "./speech.access";
import { voiceOf } from "./voices.model";

const vFile = v.object({
  url: v.string(),
  durationS: v.number(),
  voice: v.string(),
  characters: v.number(),
  expiresAt: v.number(),
});
const vOrder = v.object({
  key: v.string(),
  text: v.string(),
  voice: v.string(),
  known: v.union(vFile, v.null()),
});
const spoken = {
  ...{ key: v.string(), text: v.string(), voice: v.string() },
  ...{ storageId: v.string(), durationS: v.number() },
};

const PREVIEW = "preview";

/** An agent wants a text spoken, by its own voice or by another one. */
export const order = guardedMutation({
  policy: speakFile,
  args: { text: v.string(), voice: v.union(v.string(), v.null()) },
  returns: vOrder,
  handler: async (ctx, { text, voice: named }) => {
    const { _id, tenantId } = ctx.subject;
    const voice =
      named === null ? await voiceOf(ctx, ctx.subject) : await Files.requireSpeakingVoice(ctx, named);
    const wanted = { text, voice, most: Files.MAX_FILE_CHARACTERS };
    return await Files.order(ctx, { tenantId, speaker: _id }, wanted);
  },
});

export const keep = guardedMutation({
  policy: speakFile,
  args: spoken,
  returns: vFile,
  handler: (ctx, { key, text, voice, storageId, durationS }) => {
    const { _id: agentId, tenantId } = ctx.subject;
    return Files.keep(ctx, { tenantId, agentId }, { key, text, voice, storageId, durationS });
  },
});

/** The same for a few words by which somebody hears a voice. They are the same for everybody, and kept once. */
export const orderPreview = guardedMutation({
  policy: hearVoice,
  args: { text: v.union(v.string(), v.null()), voice: v.string() },
  returns: vOrder,
  handler: async (ctx, { text, voice }) => {
    await Files.requireSpeakingVoice(ctx, voice);
    const wanted = { text: Files.previewText(text), voice, most: Files.MAX_PREVIEW_CHARACTERS };
    return await Files.order(ctx, { tenantId: tenantOf(ctx.principal), speaker: PREVIEW }, wanted);
  },
});

export const keepPreview = guardedMutation({
  policy: hearVoice,
  args: spoken,
  returns: vFile,
  handler: (ctx, { key, text, voice, storageId, durationS }) => {
    const nobody = { tenantId: tenantOf(ctx.principal), agentId: null };
    return Files.keep(ctx, nobody, { key, text, voice, storageId, durationS });
  },
});

/** Nobody could speak it after all. */
export const giveUp = guardedMutation({
  policy: hearVoice,
  args: { text: v.string() },
  returns: v.null(),
  handler: async (ctx, { text }) => {
    await Files.giveUp(ctx, tenantOf(ctx.principal), text);
    return null;
  },
});

const tenantOf = ({ tenantId }: Principal) => tenantId;
