import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { decodeCursor, encodeCursor } from "../lib/cursors";
import { invalid } from "../lib/errors";
import { requireMessage } from "../lib/text";
import { perceptionErrors } from "./perception.errors";

export const LONGEST_LINE = 1000;
/** A machine's clock may be ahead of ours by so much. */
const AHEAD_MS = 10_000;
export const KEPT_MS = 24 * 60 * 60_000;
const TRIM_BATCH = 500;
/** As much of a scene as fits on a card. */
const LONGEST_DOING = 140;

export type Line = Doc<"perceptionLines">;

export interface NewLine {
  agentId: Id<"agents">;
  kind: Line["kind"];
  text: string;
  /** Null for now. */
  at: number | null;
}

/** Writes a line of what a broadcast says or shows. Off air it is refused: there is nobody it could be for. */
export async function perceive(ctx: MutationCtx, stream: Doc<"streams">, line: NewLine): Promise<Line> {
  if (stream.state.kind !== "live") throw perceptionErrors.offAir();
  const { broadcastId, startedAt } = stream.state;
  const text = requireMessage("text", line.text, LONGEST_LINE);
  const now = Date.now();
  const at = line.at ?? now;
  if (!(at >= startedAt && at <= now + AHEAD_MS)) {
    throw invalid("at", "It lies between the beginning of the broadcast and now.", "out_of_range");
  }
  const { agentId, kind } = line;
  const streamId = stream._id;
  const seq = await takeSeq(ctx, streamId);
  const id = await ctx.db.insert("perceptionLines", { streamId, broadcastId, seq, agentId, kind, text, at });
  if (kind === "scene") await showScene(ctx, streamId, broadcastId, text);
  return (await ctx.db.get(id))!;
}

async function showScene(
  ctx: MutationCtx,
  streamId: Id<"streams">,
  broadcastId: Id<"broadcasts">,
  text: string,
): Promise<void> {
  const scene = await findScene(ctx, streamId);
  if (!scene) await ctx.db.insert("scenes", { streamId, broadcastId, text });
  else if (scene.text !== text || scene.broadcastId !== broadcastId) {
    await ctx.db.patch(scene._id, { broadcastId, text });
  }
}

/** What a stream that is on air is doing now, in a line for cards; null when nobody has said. */
export async function doingOf(
  ctx: QueryCtx,
  { _id, state }: Pick<Doc<"streams">, "_id" | "state">,
): Promise<string | null> {
  if (state.kind !== "live") return null;
  const scene = await findScene(ctx, _id);
  if (scene?.broadcastId !== state.broadcastId) return null;
  const [line = ""] = scene.text.split("\n");
  return line.length > LONGEST_DOING ? `${line.slice(0, LONGEST_DOING - 1).trimEnd()}…` : line;
}

export interface LinePage {
  lines: Line[];
  cursor: string;
  hasMore: boolean;
}

/** Lines after a cursor; without one, the last `limit` of the running broadcast. */
export async function readLines(
  ctx: QueryCtx,
  stream: Doc<"streams">,
  { since, limit }: { since: string | null; limit: number },
): Promise<LinePage> {
  if (since === null) {
    const lines = await newestLines(ctx, stream, limit);
    const last = lines.at(-1)?.seq ?? (await nextSeqOf(ctx, stream._id)) - 1;
    return { lines, cursor: cursorAt(stream, last), hasMore: false };
  }
  const after = decodeCursor(scopeOf(stream), since, 1)?.[0];
  if (after === undefined || !Number.isSafeInteger(after) || after >= (await nextSeqOf(ctx, stream._id))) {
    throw perceptionErrors.invalidCursor({ field: "since" });
  }
  const found = await ctx.db
    .query("perceptionLines")
    .withIndex("by_stream_seq", (q) => q.eq("streamId", stream._id).gt("seq", after))
    .take(limit + 1);
  const lines = found.slice(0, limit);
  return {
    lines,
    cursor: cursorAt(stream, lines.at(-1)?.seq ?? after),
    hasMore: found.length > limit,
  };
}

/** The last lines of the broadcast that is on air, in order. */
export async function newestLines(ctx: QueryCtx, { state }: Doc<"streams">, limit: number): Promise<Line[]> {
  if (state.kind !== "live") return [];
  const { broadcastId } = state;
  const lines = await ctx.db
    .query("perceptionLines")
    .withIndex("by_broadcast_seq", (q) => q.eq("broadcastId", broadcastId))
    .order("desc")
    .take(limit);
  return lines.reverse();
}

const scopeOf = ({ _id }: Doc<"streams">) => `perception:${_id}`;
const cursorAt = (stream: Doc<"streams">, seq: number) => encodeCursor(scopeOf(stream), [seq]);

async function findScene(ctx: QueryCtx, streamId: Id<"streams">): Promise<Doc<"scenes"> | null> {
  return await ctx.db
    .query("scenes")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .unique();
}

async function findSequence(ctx: QueryCtx, streamId: Id<"streams">) {
  return await ctx.db
    .query("perceptionSequences")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .unique();
}

const nextSeqOf = async (ctx: QueryCtx, streamId: Id<"streams">) =>
  (await findSequence(ctx, streamId))?.nextSeq ?? 0;

async function takeSeq(ctx: MutationCtx, streamId: Id<"streams">): Promise<number> {
  const sequence = await findSequence(ctx, streamId);
  if (sequence) await ctx.db.patch(sequence._id, { nextSeq: sequence.nextSeq + 1 });
  else await ctx.db.insert("perceptionSequences", { streamId, nextSeq: 1 });
  return sequence?.nextSeq ?? 0;
}

/** Removes a batch of lines that are older than a day; answers whether there may be more. */
export async function trimLines(ctx: MutationCtx): Promise<boolean> {
  const old = await ctx.db
    .query("perceptionLines")
    .withIndex("by_creation_time", (q) => q.lt("_creationTime", Date.now() - KEPT_MS))
    .take(TRIM_BATCH);
  for (const { _id } of old) await ctx.db.delete(_id);
  return old.length === TRIM_BATCH;
}

/** Removes what a stream has said and shown, batch by batch; answers whether all of it is gone. */
export async function erasePerception(ctx: MutationCtx, streamId: Id<"streams">): Promise<boolean> {
  const lines = await ctx.db
    .query("perceptionLines")
    .withIndex("by_stream_seq", (q) => q.eq("streamId", streamId))
    .take(TRIM_BATCH);
  for (const { _id } of lines) await ctx.db.delete(_id);
  if (lines.length === TRIM_BATCH) return false;
  for (const row of [await findScene(ctx, streamId), await findSequence(ctx, streamId)]) {
    if (row) await ctx.db.delete(row._id);
  }
  return true;
}
