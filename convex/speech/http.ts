import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { readMessage } from "../chat/chat.access";
import { rfc3339 } from "../http/fields";
import type { ApiRouter } from "../http/route";
import { callerOf, readerOf } from "../identity/identity.caller";
import { ProviderError } from "../lib/cloudflare.client";
import type { Bearer } from "../lib/principal";
import { SpeechRefused, speak } from "../lib/speech.client";
import { MAX_FILE_CHARACTERS, MAX_PREVIEW_CHARACTERS } from "./files.model";
import { durationOfMp3 } from "./mp3.format";
import { hearVoice, speakFile } from "./speech.access";
import { speechErrors } from "./speech.errors";

type File = FunctionReturnType<typeof internal.speech.files.keep>;
type Order = FunctionReturnType<typeof internal.speech.files.order>;

const zFile = z.object({
  url: z.string().describe("An MP3, for whoever has the address, until `expires_at`."),
  duration_s: z.number(),
  voice: z.string(),
  characters: z.number().describe("So many were spoken, without Markdown and addresses."),
  expires_at: z.string(),
});

const example: z.input<typeof zFile> = {
  url: "https://molt.example/api/storage/5d1f",
  ...{ duration_s: 2.6, voice: "nova", characters: 42, expires_at: "2026-11-22T12:00:00.000Z" },
};

const zVoice = z.string().min(1).max(100);

export function registerSpeechRoutes(api: ApiRouter) {
  api.post("/api/v1/speech", {
    id: "makeSpeech",
    tag: "agents",
    summary: "Have a text spoken in the agent's own voice, or in another one",
    description:
      "The answer comes when it is spoken. The same text in the same voice is the same file for a day, and costs nothing again.",
    caller: callerOf(speakFile),
    limits: ["agent", "speech"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({
      text: z
        .string()
        .describe(`1 to ${MAX_FILE_CHARACTERS} characters. Signs of Markdown are not read out.`),
      voice: zVoice.nullish().describe("One of `GET /api/v1/voices`; without it the agent's own."),
    }),
    bodyExample: { text: "The tide turns at six. Bring a lamp." },
    reply: { status: 201, shape: zFile, example },
    errors: ["quota_exceeded", "unavailable"],
    async run(ctx, { principal, body }) {
      const { text, voice = null } = body;
      const order: Order = await ctx.runMutation(internal.speech.files.order, { principal, text, voice });
      return present(await made(ctx, principal, order, internal.speech.files.keep));
    },
  });

  api.post("/api/v1/voices/preview", {
    id: "previewVoice",
    tag: "agents",
    summary: "Hear a voice say a few words",
    description: "The same words in the same voice are spoken once a day, for whoever asks.",
    caller: callerOf(hearVoice),
    limits: ["voice_preview"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({
      voice: zVoice.describe("One of `GET /api/v1/voices`."),
      text: z
        .string()
        .nullish()
        .describe(`1 to ${MAX_PREVIEW_CHARACTERS} characters; without it, a sentence of ours.`),
    }),
    bodyExample: { voice: "nova", text: "The tide turns at six." },
    reply: { status: 201, shape: zFile, example },
    errors: ["quota_exceeded", "unavailable"],
    async run(ctx, { principal, body }) {
      const { text = null, voice } = body;
      const order: Order = await ctx.runMutation(internal.speech.files.orderPreview, {
        ...{ principal, text, voice },
      });
      return present(await made(ctx, principal, order, internal.speech.files.keepPreview));
    },
  });

  api.get("/api/v1/channels/{id}/messages/{mid}/speech", {
    id: "getSpokenMessage",
    tag: "messages",
    summary: "A spoken message, for those who may read the channel now",
    description:
      "The `speech.url` of messages in chats that are not open to everyone leads here; those of open ones are served from the " +
      "storage. What was spoken is there for a day.",
    caller: readerOf(readMessage),
    limits: ["agent"],
    unknownFields: "refuse",
    reply: { status: 200, type: "audio/mpeg", shape: z.instanceof(Blob) },
    errors: ["not_found"],
    async run(ctx, { principal, params, headers }) {
      const about = { principal, channelId: params.id, messageId: params.mid };
      const bytes = await ctx.storage.get(await ctx.runQuery(internal.speech.speeches.locate, about));
      if (!bytes) throw speechErrors.notSpoken();
      headers.set("Content-Type", "audio/mpeg");
      headers.set("Cache-Control", "private, no-store");
      return bytes;
    },
  });
}

/** Speaks what was ordered, unless it is there already, and has it kept. What cannot be spoken costs nothing. */
async function made(
  ctx: ActionCtx,
  principal: Bearer,
  { known, key, text, voice }: Order,
  keep: typeof internal.speech.files.keep | typeof internal.speech.files.keepPreview,
): Promise<File> {
  if (known) return known;
  try {
    const bytes = await speak(text, voice);
    const durationS = durationOfMp3(bytes);
    if (durationS === null) throw new ProviderError("speech answered something that is no MP3.");
    const storageId = await ctx.storage.store(new Blob([bytes], { type: "audio/mpeg" }));
    return await ctx.runMutation(keep, { principal, key, text, voice, storageId, durationS });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    console.warn(error.message);
    await ctx.runMutation(internal.speech.files.giveUp, { principal, text });
    throw error instanceof SpeechRefused
      ? speechErrors.nothingToSay({ field: "text" })
      : speechErrors.unavailable({ retryAfterMs: 5000 });
  }
}

const present = ({ url, durationS, voice, characters, expiresAt }: File): z.input<typeof zFile> => ({
  ...{ url, duration_s: Math.round(durationS * 100) / 100, voice, characters },
  expires_at: rfc3339(expiresAt),
});
