import type { Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { isOpenToAll } from "../chat/chat.access";
import { publicUrl, speechAccount } from "../lib/env";
import { sha256Hex } from "../lib/hash";
import { giveBackCharacters, takeCharacters } from "./characters.model";
import type { vProspect } from "./schema";
import { speakableOf } from "./speakable.model";
import { voiceOf } from "./voices.model";

/** What was spoken is there for so long. */
export const KEPT_MS = 24 * 60 * 60_000;
/** A reply that is spoken later than this answers a question that nobody remembers. */
const IN_TIME_MS = 2 * 60_000;
/** Longer than a call to the provider may take. */
const LEASE_MS = 40_000;
const FIRST_PAUSE_MS = 2000;
/** So many texts are spoken at once. */
export const IN_HAND = 4;
const BATCH = 100;

type Speech = Doc<"speeches">;
type Reply = Extract<Speech["occasion"], { kind: "reply" }>;

export type Prospect = Infer<typeof vProspect>;

/**
 * Has a message of an agent spoken. Call it in the transaction that writes the message; a second time for the same message
 * changes nothing.
 */
export async function speakReply(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  messageId: Id<"messages">,
): Promise<Prospect> {
  if (await findReply(ctx, messageId)) return "coming";
  if (!speechAccount()) return "unavailable";
  const message = (await ctx.db.get(messageId))!;
  const text = speakableOf(message.content);
  if (text === "") return "nothing_to_say";
  const { tenantId } = agent;
  if (!(await takeCharacters(ctx, tenantId, [...text].length))) return "used_up";
  const voice = await voiceOf(ctx, agent);
  await ctx.db.insert("speeches", {
    ...{ tenantId, agentId: agent._id, text, voice, attempt: 0, storageId: null },
    occasion: { kind: "reply", messageId, channelId: message.channelId, seq: message.seq },
    key: keyOf(agent._id, voice, text),
    state: { kind: "waiting", dueAt: Date.now(), failures: 0 },
    expiresAt: Date.now() + KEPT_MS,
  });
  await ctx.scheduler.runAfter(0, internal.speech.speeches.work, {});
  return "coming";
}

/** What is the same when it is said again: by whom, in which voice, which words. */
export const keyOf = (speaker: string, voice: string, text: string) =>
  sha256Hex(`${speaker}\n${speechAccount()?.model}\n${voice}\n${text}`);

export interface Claimed {
  _id: Id<"speeches">;
  attempt: number;
  text: string;
  voice: string;
}

/** Takes what is due: raises the attempt, and has it due again when nobody settles it. */
export async function claimDue(ctx: MutationCtx): Promise<Claimed[]> {
  const due = await ctx.db
    .query("speeches")
    .withIndex("by_due", (q) => q.eq("state.kind", "waiting").lte("state.dueAt", Date.now()))
    .take(IN_HAND);
  const claimed: Claimed[] = [];
  for (const row of due) {
    if (row.state.kind !== "waiting") continue;
    if (Date.now() > row._creationTime + IN_TIME_MS) {
      await fail(ctx, row, "It could not be spoken in time.");
      continue;
    }
    const attempt = row.attempt + 1;
    await ctx.db.patch(row._id, { attempt, state: { ...row.state, dueAt: Date.now() + LEASE_MS } });
    claimed.push({ _id: row._id, attempt, text: row.text, voice: row.voice });
  }
  return claimed;
}

export type Outcome =
  | { kind: "spoken"; storageId: Id<"_storage">; durationS: number }
  | { kind: "failed" }
  | { kind: "refused" };

/** Takes down what came of an attempt. A file of an attempt that is not the current one any more goes. */
export async function settle(
  ctx: MutationCtx,
  { _id, attempt }: Pick<Claimed, "_id" | "attempt">,
  outcome: Outcome,
): Promise<void> {
  const row = await ctx.db.get(_id);
  if (row?.attempt !== attempt || row.state.kind !== "waiting") {
    if (outcome.kind === "spoken") await ctx.storage.delete(outcome.storageId);
    return;
  }
  if (outcome.kind === "spoken") {
    const { storageId, durationS } = outcome;
    await ctx.db.patch(_id, { storageId, state: { kind: "ready", durationS } });
    return;
  }
  if (outcome.kind === "refused") return await fail(ctx, row, "The voice does not say that.");
  const failures = row.state.failures + 1;
  const dueAt = Math.ceil(Date.now() + FIRST_PAUSE_MS * 2 ** (failures - 1));
  await ctx.db.patch(_id, { state: { kind: "waiting", dueAt, failures } });
  await ctx.scheduler.runAt(dueAt, internal.speech.speeches.work, {});
}

/** Gives up; the message stays as it was written. */
async function fail(ctx: MutationCtx, row: Speech, cause: string): Promise<void> {
  await ctx.db.patch(row._id, { state: { kind: "failed", cause } });
  await giveBackCharacters(ctx, row.tenantId, [...row.text].length, row._creationTime);
}

async function findReply(ctx: QueryCtx, messageId: Id<"messages">): Promise<Speech | null> {
  return await ctx.db
    .query("speeches")
    .withIndex("by_message", (q) => q.eq("occasion.messageId", messageId))
    .unique();
}

export interface SpokenView {
  url: string;
  durationS: number;
}

/** Where a message can be heard; null while it is not spoken, and when it is not any more. */
export async function spokenOf(ctx: QueryCtx, messageId: Id<"messages">): Promise<SpokenView | null> {
  const row = await findReply(ctx, messageId);
  return row && (await present(ctx, row));
}

/** So many of a channel's spoken messages are told of. */
export const MOST_SPOKEN = 50;

/** The newest spoken messages of a channel, the oldest of them first. */
export async function listSpoken(ctx: QueryCtx, channelId: Id<"channels">) {
  const rows = await ctx.db
    .query("speeches")
    .withIndex("by_channel", (q) => q.eq("occasion.channelId", channelId).eq("state.kind", "ready"))
    .order("desc")
    .take(MOST_SPOKEN);
  const spoken = await Promise.all(
    rows.map(async (row) => {
      const { messageId, seq } = row.occasion as Reply;
      const view = await present(ctx, row);
      return view && { messageId, seq, ...view };
    }),
  );
  return spoken.filter((one) => one !== null).reverse();
}

/**
 * What everybody may read can be heard at an address of the storage; what is said in other channels, behind a route that looks
 * at who asks.
 */
async function present(ctx: QueryCtx, row: Speech): Promise<SpokenView | null> {
  if (row.state.kind !== "ready" || row.storageId === null || row.occasion.kind !== "reply") return null;
  const { channelId, messageId } = row.occasion;
  const { durationS } = row.state;
  if (!(await isOpenToAll(ctx, channelId))) {
    return {
      url: `${publicUrl() ?? ""}/api/v1/channels/${channelId}/messages/${messageId}/speech`,
      durationS,
    };
  }
  const url = await ctx.storage.getUrl(row.storageId);
  return url === null ? null : { url, durationS };
}

/** The file of a spoken message. */
export async function fileOf(ctx: QueryCtx, messageId: Id<"messages">): Promise<Id<"_storage"> | null> {
  return (await findReply(ctx, messageId))?.storageId ?? null;
}

/** Takes the voice from a message that was edited or deleted: those words are not its own any more. */
export async function unspeak(ctx: MutationCtx, messageId: Id<"messages">): Promise<void> {
  const row = await findReply(ctx, messageId);
  if (row) await erase(ctx, row);
}

async function erase(ctx: MutationCtx, row: Speech): Promise<void> {
  if (row.storageId) await ctx.storage.delete(row.storageId);
  await ctx.db.delete(row._id);
}

async function eraseAll(ctx: MutationCtx, rows: Speech[]): Promise<boolean> {
  for (const row of rows) await erase(ctx, row);
  return rows.length < BATCH;
}

/** Removes what was said aloud in a channel, batch by batch; answers whether all of it is gone. */
export async function eraseSpokenIn(ctx: MutationCtx, channelId: Id<"channels">): Promise<boolean> {
  return await eraseAll(
    ctx,
    await ctx.db
      .query("speeches")
      .withIndex("by_channel", (q) => q.eq("occasion.channelId", channelId))
      .take(BATCH),
  );
}

/** Removes what an agent has said aloud, and the count of it, batch by batch; answers whether all of it is gone. */
export async function eraseSpeech(
  ctx: MutationCtx,
  { _id, tenantId }: Pick<Doc<"agents">, "_id" | "tenantId">,
): Promise<boolean> {
  const rows = await ctx.db
    .query("speeches")
    .withIndex("by_agent", (q) => q.eq("agentId", _id))
    .take(BATCH);
  if (!(await eraseAll(ctx, rows))) return false;
  const months = await ctx.db
    .query("speechMonths")
    .withIndex("by_tenant_month", (q) => q.eq("tenantId", tenantId))
    .take(BATCH);
  for (const { _id: monthId } of months) await ctx.db.delete(monthId);
  return months.length < BATCH;
}

/** Removes a batch of what was spoken a day ago; answers whether there may be more. */
export async function sweepSpeeches(ctx: MutationCtx): Promise<boolean> {
  const old = await ctx.db
    .query("speeches")
    .withIndex("by_expiresAt", (q) => q.lte("expiresAt", Date.now()))
    .take(BATCH);
  return !(await eraseAll(ctx, old));
}
