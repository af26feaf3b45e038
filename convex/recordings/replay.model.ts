import { type Infer, v } from "convex/values";
import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { type MessageView, presentMessages, vMessageView } from "../chat/chat.view";
import { findSeqFrom } from "../chat/history.model";
import { isDeleted } from "../chat/messages.model";
import type { Clip } from "./clips.model";
import type { Recording } from "./recordings.model";
import { momentAt, offsetAt } from "./spans.model";

/** A message with the second of the recording at which it was said. */
export const vReplayed = v.object({ atS: v.number(), message: vMessageView });
export type Replayed = Infer<typeof vReplayed>;

/** Messages on one page of a replay. */
export const REPLAY_PAGE = 50;

/** Which messages were said during a recording, by their numbers; `to` is not included. */
async function boundsOf(ctx: QueryCtx, { channelId, spans, startedAt, state }: Recording) {
  const last = spans.at(-1);
  const endedAt = state.kind === "recording" || !last ? Date.now() : (last.to ?? Date.now());
  return {
    from: await findSeqFrom(ctx, channelId, startedAt),
    to: await findSeqFrom(ctx, channelId, endedAt + 1),
  };
}

/**
 * Messages from a number on, in the order in which they were said, with their seconds; `next` is where to go on. What was
 * deleted since stays out. All of it is read from the chat itself, so that nothing is told that is not there any more.
 */
export async function readReplay(
  ctx: QueryCtx,
  recording: Recording,
  { fromSeq, toS, limit }: { fromSeq: number; toS: number | null; limit: number },
): Promise<{ items: Replayed[]; next: number | null }> {
  const bounds = await boundsOf(ctx, recording);
  const from = Math.max(fromSeq, bounds.from);
  const before =
    toS === null
      ? bounds.to
      : Math.min(bounds.to, await findSeqFrom(ctx, recording.channelId, momentAt(recording.spans, toS)));
  const to = Math.min(from + limit, before);
  if (from >= to) return { items: [], next: null };
  const messages = await readSpoken(ctx, recording.channelId, from, to);
  return { items: withSeconds(messages, recording), next: to < before ? to : null };
}

/** The number of the first message that is said at or after a second of a recording. */
export async function findSpot(ctx: QueryCtx, recording: Recording, atS: number): Promise<number> {
  return await findSeqFrom(ctx, recording.channelId, momentAt(recording.spans, atS));
}

/** What was said during a clip, with the seconds of the clip. */
export async function readClipChat(ctx: QueryCtx, clip: Clip): Promise<Replayed[]> {
  const stream = clip.chat && (await ctx.db.get(clip.streamId));
  if (!clip.chat || !stream) return [];
  const source = await ctx.db.get(clip.recordingId);
  const messages = await readSpoken(ctx, stream.channelId, clip.chat.from, clip.chat.to);
  if (!source || source.spans.length === 0) {
    // Without its source nobody knows the clock any more; the first words then begin the clip.
    const [first] = messages;
    return messages.map((message) => ({
      atS: Math.min((message.createdAt - (first?.createdAt ?? 0)) / 1000, clip.durationS),
      message,
    }));
  }
  return withSeconds(messages, source).map(({ atS, message }) => ({
    atS: Math.max(0, atS - clip.startS),
    message,
  }));
}

async function readSpoken(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  from: number,
  to: number,
): Promise<MessageView[]> {
  const messages = await ctx.db
    .query("messages")
    .withIndex("by_channel_seq", (q) => q.eq("channelId", channelId).gte("seq", from).lt("seq", to))
    .take(to - from);
  return await presentMessages(
    ctx,
    messages.filter((message) => !isDeleted(message)),
  );
}

const withSeconds = (messages: MessageView[], { spans }: Recording): Replayed[] =>
  messages.map((message) => ({ atS: offsetAt(spans, message.createdAt), message }));
