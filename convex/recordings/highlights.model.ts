import { type Infer, v } from "convex/values";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { findSeqFrom } from "../chat/history.model";
import { isDeleted } from "../chat/messages.model";
import { BIN_S, type Bin, emojisIn, emptyBin, findPeaks } from "./peaks.model";
import { momentAt, offsetAt } from "./spans.model";

const vCount = v.object({ emoji: v.string(), count: v.number() });

/** What some messages add to bins, which are told by their number. `next` is the message to go on after. */
export const vBinPage = v.object({
  bins: v.array(
    v.object({ at: v.number(), messages: v.number(), reactions: v.number(), emojis: v.array(vCount) }),
  ),
  next: v.union(v.number(), v.null()),
});
type BinPage = Infer<typeof vBinPage>;

/** Messages counted in one query, with up to twenty kinds of reactions each. */
const COUNTED = 200;
const MAX_KINDS = 20;

/** Bins that highlights are looked for in: some twenty-two hours; what comes later in a broadcast is not looked at. */
const MAX_BINS = 8_000;

/** Counts the next messages of a recording's chat. Reactions count where the message stands that they are for. */
export async function countPage(
  ctx: QueryCtx,
  recordingId: Id<"recordings">,
  after: number,
): Promise<BinPage> {
  const recording = await ctx.db.get(recordingId);
  if (recording?.state.kind !== "ready") return { bins: [], next: null };
  const { spans, channelId, startedAt } = recording;
  const from = Math.max(after + 1, after < 0 ? await findSeqFrom(ctx, channelId, startedAt) : 0);
  const endAt = momentAt(spans, recording.state.durationS) + 1;
  const messages = await ctx.db
    .query("messages")
    .withIndex("by_channel_seq", (q) => q.eq("channelId", channelId).gte("seq", from))
    .take(COUNTED);
  const during = messages.filter(({ _creationTime }) => _creationTime <= endAt);
  const last = during.at(-1);
  if (!last) return { bins: [], next: null };
  const reactions = await ctx.db
    .query("reactionCounts")
    .withIndex("by_channel_seq", (q) => q.eq("channelId", channelId).gte("seq", from).lte("seq", last.seq))
    .take(COUNTED * MAX_KINDS);

  const bins = new Map<number, Bin>();
  const binOfSeq = new Map<number, Bin>();
  for (const message of during) {
    if (isDeleted(message)) continue;
    const at = Math.floor(offsetAt(spans, message._creationTime) / BIN_S);
    const bin = bins.get(at) ?? emptyBin();
    bins.set(at, bin);
    binOfSeq.set(message.seq, bin);
    // The host's own voice is no sign of what others make of it.
    if (!message.fromHost) bin.messages += 1;
    if (!message.fromHost) for (const emoji of emojisIn(message.content)) addTo(bin, emoji, 1);
  }
  for (const { seq, emoji, count } of reactions) {
    const bin = binOfSeq.get(seq);
    if (bin) bin.reactions += count;
    if (bin) addTo(bin, emoji, count);
  }
  const isLast = during.length < messages.length || messages.length < COUNTED;
  return {
    bins: [...bins].map(([at, { emojis, ...counts }]) => ({
      at,
      ...counts,
      emojis: Object.entries(emojis).map(([emoji, count]) => ({ emoji, count })),
    })),
    next: isLast ? null : last.seq,
  };
}

function addTo(bin: Bin, emoji: string, count: number): void {
  bin.emojis[emoji] = (bin.emojis[emoji] ?? 0) + count;
}

/** Keeps the peaks of a recording. Looked for again, they are what they are then. */
export async function settleHighlights(
  ctx: MutationCtx,
  recordingId: Id<"recordings">,
  counted: BinPage["bins"],
): Promise<void> {
  const recording = await ctx.db.get(recordingId);
  if (recording?.state.kind !== "ready") return;
  const { durationS } = recording.state;
  const bins = Array.from({ length: Math.min(Math.ceil(durationS / BIN_S), MAX_BINS) }, emptyBin);
  for (const { at, emojis, ...counts } of counted) {
    if (at < bins.length)
      bins[at] = { ...counts, emojis: Object.fromEntries(emojis.map(({ emoji, count }) => [emoji, count])) };
  }
  await ctx.db.patch(recordingId, { highlights: findPeaks(bins, durationS) });
}
