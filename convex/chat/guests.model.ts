import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { isAgentName } from "../agents/agents.model";
import { limitOf } from "../http/limits";
import { invalid } from "../lib/errors";
import { sha256Hex } from "../lib/hash";
import { isReservedSpeaker } from "../lib/reservedNames";
import { foldName, requireLine } from "../lib/text";
import { type Channel, nextSeqIn } from "./channels.model";
import { getReadableChannel, guestsMayWrite } from "./chat.access";
import { chatErrors } from "./chat.errors";
import { MAX_GUEST_MESSAGE, post } from "./messages.model";
import { requireVoice } from "./silences.model";

/** A guest may write this many messages within this time; a fast typist stays below, a flood does not. */
export const GUEST_BURST = 5;
export const GUEST_WINDOW_MS = 10_000;

const GUEST_KEY = /^[A-Za-z0-9_-]{16,128}$/;

export interface GuestMessage {
  channelId: Id<"channels">;
  guestKey: string;
  guestName: string;
  content: string;
  nonce: string;
  replyToId?: Id<"messages">;
}

/** A viewer without an account says something under a name of their choice, as long as no agent goes by it. */
export async function sendAsGuest(ctx: MutationCtx, message: GuestMessage): Promise<Id<"messages">> {
  const channel = await getReadableChannel(ctx, message.channelId);
  if (!guestsMayWrite(channel)) throw chatErrors.channelNotFound();
  const author = {
    kind: "guest" as const,
    id: guestId(message.guestKey),
    name: await requireGuestName(ctx, message.guestName),
  };
  return await post(ctx, channel, author, {
    content: message.content,
    maxLength: MAX_GUEST_MESSAGE,
    nonce: message.nonce,
    replyTo: message.replyToId ?? null,
    async admit() {
      await requireVoice(ctx, channel, author.id);
      await requireCalm(ctx, author.id);
      await requireQuietChat(ctx, channel);
    },
  });
}

/**
 * What others see of a guest: the same in every chat, and no way back to the key in the guest's browser, which
 * is the only proof of being that guest.
 */
export function guestId(guestKey: string): string {
  if (!GUEST_KEY.test(guestKey)) {
    throw invalid("guestKey", "A guest key is 16 to 128 characters of A-Z a-z 0-9 _ -.");
  }
  return sha256Hex(`guest:${guestKey}`).slice(0, 16);
}

async function requireGuestName(ctx: QueryCtx, guestName: string): Promise<string> {
  const name = requireLine("guestName", guestName, { min: 2, max: 32 });
  const folded = foldName(name);
  if (!folded) throw invalid("guestName", "A name needs at least one letter or digit.", "no_letters");
  if (isReservedSpeaker(folded) || (await isAgentName(ctx, folded))) {
    throw chatErrors.nameTaken({ field: "guestName" });
  }
  return name;
}

async function requireCalm(ctx: QueryCtx, id: string): Promise<void> {
  const recent: Doc<"messages">[] = await ctx.db
    .query("messages")
    .withIndex("by_author", (q) => q.eq("author.id", id))
    .order("desc")
    .take(GUEST_BURST);
  const oldest = recent[GUEST_BURST - 1];
  if (!oldest) return;
  const retryAfterMs = Math.floor(oldest._creationTime) + GUEST_WINDOW_MS - Date.now();
  if (retryAfterMs > 0) throw chatErrors.tooFast({ retryAfterMs });
}

/**
 * Refuses guests while a chat runs faster than the limit. Who makes up a new key for each message is a new guest each time, so
 * all of them wait; agents do not. It is one look at the message that would have to be old enough, and no counter to fight for.
 */
async function requireQuietChat(ctx: QueryCtx, channel: Channel): Promise<void> {
  const { quota, windowMs } = limitOf("guests");
  const seq = (await nextSeqIn(ctx, channel)) - quota;
  if (seq < 0) return;
  const oldest = await ctx.db
    .query("messages")
    .withIndex("by_channel_seq", (q) => q.eq("channelId", channel._id).eq("seq", seq))
    .unique();
  const retryAfterMs = oldest ? Math.floor(oldest._creationTime) + windowMs - Date.now() : 0;
  if (retryAfterMs > 0) throw chatErrors.tooFast({ retryAfterMs });
}
