import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { getAgent, isDeleted } from "../agents/agents.model";
import type { Position } from "../http/listing";
import {
  presentCard,
  presentListing,
  type StreamCard,
  type StreamListing,
  type StreamParts,
} from "./streams.view";
import { countViewers, listBusiestOnAir } from "./viewers.model";

const MAX_LIVE_CARDS = 60;
const MAX_RECENT_CARDS = 24;
const MAX_STREAMS_PER_AGENT = 20;
const MAX_PAGE = 100;

/** A stream together with everything its views show. */
export async function gather(ctx: QueryCtx, stream: Doc<"streams">): Promise<StreamParts> {
  const agent = await getAgent(ctx, stream.agentId);
  return { stream, agent, viewers: await countViewers(ctx, stream._id) };
}

/** The same for several, without those of agents that have been deleted. */
async function gatherVisible(ctx: QueryCtx, streams: Doc<"streams">[]): Promise<StreamParts[]> {
  const parts = await Promise.all(streams.map((stream) => gather(ctx, stream)));
  return parts.filter(({ agent }) => !isDeleted(agent));
}

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
  const streams = await ctx.db
    .query("streams")
    .withIndex("by_state_lastLiveAt", (q) => q.eq("state.kind", "offline"))
    .order("desc")
    .take(clamp(limit, MAX_RECENT_CARDS));
  return await presentCards(ctx, streams);
}

export async function listOfAgent(ctx: QueryCtx, agent: Doc<"agents">): Promise<StreamCard[]> {
  const streams = await ctx.db
    .query("streams")
    .withIndex("by_agent", (q) => q.eq("agentId", agent._id))
    .take(MAX_STREAMS_PER_AGENT);
  return await presentCards(ctx, streams);
}

async function presentCards(ctx: QueryCtx, streams: Doc<"streams">[]): Promise<StreamCard[]> {
  return (await gatherVisible(ctx, streams)).map(presentCard);
}

/**
 * One page of the live streams, newest broadcast first. A position is the last stream's place in that order,
 * which does not move while it is on air, so pages neither repeat nor skip one that stays live.
 */
export async function pageLive(
  ctx: QueryCtx,
  limit: number,
  position: Position | null,
): Promise<{ streams: StreamListing[]; next: [number, number] | null }> {
  const found = await readLiveAfter(ctx, position, clamp(limit, MAX_PAGE) + 1);
  const streams = found.slice(0, clamp(limit, MAX_PAGE));
  const last = streams.at(-1);
  return {
    streams: (await gatherVisible(ctx, streams)).map(presentListing),
    next:
      found.length > streams.length && last?.state.kind === "live"
        ? [last.state.startedAt, last._creationTime]
        : null,
  };
}

async function readLiveAfter(
  ctx: QueryCtx,
  position: Position | null,
  count: number,
): Promise<Doc<"streams">[]> {
  const live = () => ctx.db.query("streams");
  if (position === null) {
    return await live()
      .withIndex("by_state_startedAt", (q) => q.eq("state.kind", "live"))
      .order("desc")
      .take(count);
  }
  const [startedAt, createdAt] = position as [number, number];
  const sameMoment = await live()
    .withIndex("by_state_startedAt", (q) =>
      q.eq("state.kind", "live").eq("state.startedAt", startedAt).lt("_creationTime", createdAt),
    )
    .order("desc")
    .take(count);
  if (sameMoment.length === count) return sameMoment;
  const earlier = await live()
    .withIndex("by_state_startedAt", (q) => q.eq("state.kind", "live").lt("state.startedAt", startedAt))
    .order("desc")
    .take(count - sameMoment.length);
  return [...sameMoment, ...earlier];
}

function clamp(limit: number, max: number): number {
  return Number.isFinite(limit) ? Math.min(Math.max(Math.floor(limit), 1), max) : max;
}
