import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { requireUpload } from "../files/uploads.model";
import { speechAccount } from "../lib/env";
import { invalid } from "../lib/errors";
import { stockVoices } from "../personas/voices.model";
import { endOfDay, giveBackCharacters, takeCharacters } from "./characters.model";
import { speakableOf } from "./speakable.model";
import { speechErrors } from "./speech.errors";
import { KEPT_MS, keyOf } from "./speeches.model";
import { VOICES } from "./voices.model";

export const MAX_FILE_CHARACTERS = 2000;
export const MAX_PREVIEW_CHARACTERS = 200;
const USUAL_PREVIEW = "This is how I sound. Ask me something, and I will answer.";

export interface SpeechFile {
  url: string;
  durationS: number;
  voice: string;
  characters: number;
  expiresAt: number;
}

/** What is to be spoken now; `known` when it was spoken within the day and is there already. */
export interface Order {
  key: string;
  text: string;
  voice: string;
  known: SpeechFile | null;
}

/** Takes the characters of a text, unless it was spoken before; refuses what cannot be spoken. */
export async function order(
  ctx: MutationCtx,
  { tenantId, speaker }: { tenantId: Id<"tenants">; speaker: string },
  { text: given, voice, most }: { text: string; voice: string; most: number },
): Promise<Order> {
  if (!speechAccount()) throw speechErrors.unavailable();
  if ([...given].length > most) throw invalid("text", `It may have at most ${most} characters.`, "too_long");
  const text = speakableOf(given, most);
  if (text === "") throw speechErrors.nothingToSay({ field: "text" });
  const key = keyOf(speaker, voice, text);
  const known = await findFile(ctx, key);
  if (!known && !(await takeCharacters(ctx, tenantId, [...text].length)))
    throw speechErrors.usedUp({ retryAfterMs: endOfDay(Date.now()) - Date.now() });
  return { key, text, voice, known };
}

export const previewText = (given: string | null) => given ?? USUAL_PREVIEW;

/** A voice that can be heard here; refuses others. */
export async function requireSpeakingVoice(ctx: QueryCtx, voice: string): Promise<string> {
  if ((VOICES as readonly string[]).includes(voice)) return voice;
  const model = speechAccount()?.model;
  const isOurs = (await stockVoices(ctx)).some(
    ({ externalId, modelName }) => externalId === voice && modelName === model,
  );
  if (!isOurs) throw speechErrors.unknownVoice({ field: "voice" });
  return voice;
}

/** Keeps what was spoken for a day. When somebody else was faster with the same, theirs is it. */
export async function keep(
  ctx: MutationCtx,
  owner: { tenantId: Id<"tenants">; agentId: Id<"agents"> | null },
  spoken: Pick<Order, "key" | "text" | "voice"> & { storageId: string; durationS: number },
): Promise<SpeechFile> {
  const { key, text, voice, durationS } = spoken;
  const { _id: storageId } = await requireUpload(ctx, spoken.storageId);
  const known = await findFile(ctx, key);
  if (known) {
    await ctx.storage.delete(storageId);
    return known;
  }
  await ctx.db.insert("speeches", {
    ...owner,
    ...{ key, text, voice, attempt: 1, storageId },
    occasion: { kind: owner.agentId === null ? "preview" : "file" },
    state: { kind: "ready", durationS },
    expiresAt: Date.now() + KEPT_MS,
  });
  return (await findFile(ctx, key))!;
}

/** Gives the characters of a text back that nobody could speak. */
export const giveUp = (ctx: MutationCtx, tenantId: Id<"tenants">, text: string) =>
  giveBackCharacters(ctx, tenantId, [...text].length, Date.now());

async function findFile(ctx: QueryCtx, key: string): Promise<SpeechFile | null> {
  const rows = await ctx.db
    .query("speeches")
    .withIndex("by_key", (q) => q.eq("key", key))
    .take(5);
  const row = rows.find(({ occasion, expiresAt }) => occasion.kind !== "reply" && expiresAt > Date.now());
  return row ? await present(ctx, row) : null;
}

async function present(ctx: QueryCtx, row: Doc<"speeches">): Promise<SpeechFile | null> {
  const url = row.storageId && (await ctx.storage.getUrl(row.storageId));
  if (!url || row.state.kind !== "ready") return null;
  const { voice, expiresAt } = row;
  return { url, durationS: row.state.durationS, voice, characters: [...row.text].length, expiresAt };
}
