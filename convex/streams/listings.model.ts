import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { getAgent, isDeleted } from "../agents/agents.model";
import type { Position } from "../http/listing";
import { doingOf } from "../perception/perception.model";
import { listOwnStreams } from "./creation.model";
import { settingsOf } from "./settings.model";
import {
  presentCard,
  presentListing,
  type StreamCard,
  type StreamListing,
  type StreamParts,
} from "./streams.view";
import { findUnderTopic, type Heading } from "./topics.model";
import { countsOnAir, countViewers, listBusiestOnAir } from "./viewers.model";

const MAX_LIVE_CARDS = 60;
const MAX_RECENT_CARDS = 24;
const MAX_PAGE = 100;

/**
 * Streams looked at for one page. Under a heading that so many or more are on air with, a page may be short, and the next one goes
 * on behind them.
 */
const MAX_LOOKED_AT = 500;

/** A stream together with everything its views show. */
export async function gather(ctx: QueryCtx, stream: Doc<"streams">): Promise<StreamParts> {
  const agent = await getAgent(ctx, stream.agentId);
  const viewers = await countViewers(ctx, stream._id);
  return { stream, agent, viewers, doing: await doingOf(ctx, stream) };
}

/** The same for several, without those that are not for everybody to find. */
async function gatherListed(ctx: QueryCtx, streams: Doc<"streams">[]): Promise<StreamParts[]> {
  const parts = await Promise.all(streams.filter(isListed).map((stream) => gather(ctx, stream)));
  return parts.filter(({ agent }) => !isDeleted(agent));
}

const isListed = (stream: Doc<"streams">) => !stream.deletedAt && settingsOf(stream).visibility === "public";

/** The live streams, most viewers first, then the newest. */
export async function listLive(ctx: QueryCtx, limit: number): Promise<StreamCard[]> {
  const counts = await listBusiestOnAir(ctx, clamp(limit, MAX_LIVE_CARDS));
  const streams = await Promise.all(counts.map(({ streamId }) => ctx.db.get(streamId)));
  return await presentCards(
    ctx,
    streams.filter((stream) => stream !== null),
  );
}

/** The streams that were on air before, the latest first. Those that never were are not worth a look yet. */
export async function listRecent(ctx: QueryCtx, limit: number): Promise<StreamCard[]> {
  const wanted = clamp(limit, MAX_RECENT_CARDS);
  const streams = await ctx.db
    .query("streams")
    .withIndex("by_state_lastLiveAt", (q) => q.eq("state.kind", "offline"))
    .order("desc")
    .take(wanted * 4); // Some of them are not for everybody to find.
  return await presentCards(ctx, streams.filter(isListed).slice(0, wanted));
}

/** The public streams of an agent. */
export async function listOfAgent(ctx: QueryCtx, agent: Doc<"agents">): Promise<StreamCard[]> {
  return await presentCards(ctx, await listOwnStreams(ctx, agent._id));
}

/** All streams of an agent, for those who answer for it. */
export async function listOwn(ctx: QueryCtx, agent: Doc<"agents">): Promise<StreamListing[]> {
  const streams = await listOwnStreams(ctx, agent._id);
  return await Promise.all(streams.map(async (stream) => presentListing(await gather(ctx, stream))));
}

export async function presentCards(ctx: QueryCtx, streams: Doc<"streams">[]): Promise<StreamCard[]> {
  return (await gatherListed(ctx, streams)).map(presentCard);
}

export const vLiveSort = v.union(v.literal("new"), v.literal("viewers"), v.literal("hot"));

export interface LivePage {
  limit: number;
  position: Position | null;
  sort: Infer<typeof vLiveSort>;
  heading: Heading;
}

/**
 * One page of the live streams under a heading, the newest broadcast, the most viewers or the hottest first. A position is the last
 * stream's place in that order. The start of a broadcast does not move while it is on air, so pages by it neither repeat
 * nor skip one that stays live; by viewers and by hot they may.
 */
export async function pageLive(
  ctx: QueryCtx,
  { limit, position, sort, heading }: LivePage,
): Promise<{ streams: StreamListing[]; next: number[] | null }> {
  const wanted = clamp(limit, MAX_PAGE);
  const streams: StreamListing[] = [];
  let looked = 0;
  let last: Doc<"viewerCounts"> | null = null;
  const few = await findUnderTopic(ctx, heading, MAX_LOOKED_AT);
  const counts = few ? inOrder(await countsOnAir(ctx, few), sort, position) : liveAfter(ctx, sort, position);
  for await (const count of counts) {
    if (streams.length === wanted || looked === MAX_LOOKED_AT) {
      return { streams, next: last && placeOf(sort, last) };
    }
    looked++;
    last = count;
    const found = await findUnder(ctx, heading, count.streamId);
    if (found) streams.push(found);
  }
  return { streams, next: null };
}

async function findUnder(
  ctx: QueryCtx,
  { tag, category }: Heading,
  streamId: Id<"streams">,
): Promise<StreamListing | null> {
  const stream = await ctx.db.get(streamId);
  if (!stream) return null;
  const settings = settingsOf(stream);
  if (tag !== undefined && !settings.tags.includes(tag)) return null;
  if (category !== undefined && settings.category !== category) return null;
  const [parts] = await gatherListed(ctx, [stream]);
  return parts ? presentListing(parts) : null;
}

function placeOf(
  sort: LivePage["sort"],
  { count, startedAt, hot = 0, _creationTime }: Doc<"viewerCounts">,
): number[] {
  if (sort === "new") return [startedAt, _creationTime];
  return sort === "hot" ? [hot, _creationTime] : [count, startedAt, _creationTime];
}

/** These counts in an order, behind a place in it. */
function inOrder(
  counts: Doc<"viewerCounts">[],
  sort: LivePage["sort"],
  position: Position | null,
): Doc<"viewerCounts">[] {
  const placed = counts.map((count) => ({ count, place: placeOf(sort, count) }));
  return placed
    .filter(({ place }) => position === null || compare(place, position as number[]) < 0)
    .sort((a, b) => compare(b.place, a.place))
    .map(({ count }) => count);
}

/** Places are compared part by part, as an index does. */
function compare(a: number[], b: number[]): number {
  const at = a.findIndex((part, i) => part !== b[i]);
  return at < 0 ? 0 : a[at]! - (b[at] ?? 0);
}

/** The counts of live streams in an order, behind a place in it: rows equal in more of the place come first. */
async function* liveAfter(
  ctx: QueryCtx,
  sort: LivePage["sort"],
  position: Position | null,
): AsyncGenerator<Doc<"viewerCounts">> {
  const counts = () => ctx.db.query("viewerCounts");
  if (sort === "new") {
    const [startedAt, createdAt] = (position ?? [Number.POSITIVE_INFINITY, 0]) as [number, number];
    yield* counts()
      .withIndex("by_onAir_startedAt", (q) =>
        q.eq("onAir", true).eq("startedAt", startedAt).lt("_creationTime", createdAt),
      )
      .order("desc");
    yield* counts()
      .withIndex("by_onAir_startedAt", (q) => q.eq("onAir", true).lt("startedAt", startedAt))
      .order("desc");
    return;
  }
  if (sort === "hot") {
    const [hot, createdAt] = (position ?? [Number.POSITIVE_INFINITY, 0]) as [number, number];
    yield* counts()
      .withIndex("by_onAir_hot", (q) => q.eq("onAir", true).eq("hot", hot).lt("_creationTime", createdAt))
      .order("desc");
    yield* counts()
      .withIndex("by_onAir_hot", (q) => q.eq("onAir", true).gte("hot", 0).lt("hot", hot))
      .order("desc");
    return;
  }
  const infinity = Number.POSITIVE_INFINITY;
  const [count, startedAt, createdAt] = (position ?? [infinity, 0, 0]) as [number, number, number];
  yield* counts()
    .withIndex("by_onAir_count", (q) =>
      q.eq("onAir", true).eq("count", count).eq("startedAt", startedAt).lt("_creationTime", createdAt),
    )
    .order("desc");
  yield* counts()
    .withIndex("by_onAir_count", (q) => q.eq("onAir", true).eq("count", count).lt("startedAt", startedAt))
    .order("desc");
  yield* counts()
    .withIndex("by_onAir_count", (q) => q.eq("onAir", true).lt("count", count))
    .order("desc");
}

function clamp(limit: number, max: number): number {
  return Number.isFinite(limit) ? Math.min(Math.max(Math.floor(limit), 1), max) : max;
}
