import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { invalid } from "../lib/errors";
import { cohostErrors } from "./cohosts.errors";
import type { Standing } from "./cohosts.model";

/**
 * The floor of a stream: who speaks. It is the host's until it is passed to somebody for a time, and falls back to the host
 * when that is over. Host and co-hosts pass it and take it back; a guest gives up what it has. The README draws the states.
 */
export const SHORTEST_TURN_S = 10;
export const LONGEST_TURN_S = 3600;

type Floor = Pick<Doc<"floors">, "turn" | "queue">;
const THE_HOSTS: Floor = { turn: null, queue: [] };

/** Somebody on the stage, who does something. */
export interface Party {
  agentId: Id<"agents">;
  standing: Standing;
}

export async function readFloor(ctx: QueryCtx, streamId: Id<"streams">): Promise<Floor> {
  return (await findFloor(ctx, streamId)) ?? THE_HOSTS;
}

/** Somebody would like the floor, and is told to those who can pass it on. A second time changes nothing. */
export async function requestFloor(ctx: MutationCtx, streamId: Id<"streams">, by: Party): Promise<void> {
  const { turn, queue } = await readFloor(ctx, streamId);
  if (by.standing === "host" || turn?.agentId === by.agentId || queue.includes(by.agentId)) return;
  await write(ctx, streamId, { turn, queue: [...queue, by.agentId] });
}

/** Somebody would like it no longer. */
export async function withdrawRequest(ctx: MutationCtx, streamId: Id<"streams">, by: Party): Promise<void> {
  const { turn, queue } = await readFloor(ctx, streamId);
  if (queue.includes(by.agentId)) await write(ctx, streamId, { turn, queue: without(queue, by.agentId) });
}

/**
 * Passes the floor to somebody on the stage for so many seconds, or back to the host. A guest who has it may give it back, and
 * pass it on to those who asked for it.
 */
export async function passFloor(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  by: Party,
  to: { party: Party; seconds: number } | null,
): Promise<void> {
  const { turn, queue } = await readFloor(ctx, stream._id);
  const isTheirs = turn?.agentId === by.agentId;
  if (by.standing === "guest" && !isTheirs) throw cohostErrors.notTheirs();
  if (to === null || to.party.standing === "host") return await write(ctx, stream._id, { turn: null, queue });
  if (by.standing === "guest" && !queue.includes(to.party.agentId)) throw cohostErrors.notTheirs();
  const { agentId } = to.party;
  const until = Date.now() + requireSeconds(to.seconds) * 1000;
  await write(ctx, stream._id, { turn: { agentId, until }, queue: without(queue, agentId) });
  const order = { streamId: stream._id, agentId, until };
  await ctx.scheduler.runAt(until, internal.cohosts.floor.endTurn, order);
}

/** Ends the turn that was given with this end; one that has taken its place goes on. */
export async function endTurn(
  ctx: MutationCtx,
  streamId: Id<"streams">,
  ended: { agentId: Id<"agents">; until: number },
): Promise<void> {
  const { turn, queue } = await readFloor(ctx, streamId);
  if (turn?.agentId !== ended.agentId || turn.until !== ended.until) return;
  await write(ctx, streamId, { turn: null, queue });
}

/** An agent leaves the stage, and with it the floor or its place among those who asked for it. */
export async function leaveFloor(
  ctx: MutationCtx,
  streamId: Id<"streams">,
  agentId: Id<"agents">,
): Promise<void> {
  const floor = await findFloor(ctx, streamId);
  if (!floor) return;
  const turn = floor.turn?.agentId === agentId ? null : floor.turn;
  await ctx.db.patch(floor._id, { turn, queue: without(floor.queue, agentId) });
}

/** Refuses whoever speaks into somebody's turn. The host may always speak. */
export async function requireFloor(ctx: QueryCtx, streamId: Id<"streams">, by: Party): Promise<void> {
  if (by.standing === "host") return;
  const { turn } = await readFloor(ctx, streamId);
  if (turn && turn.agentId !== by.agentId) {
    throw cohostErrors.floorTaken({ retryAfterMs: Math.max(0, turn.until - Date.now()) });
  }
}

function requireSeconds(seconds: number): number {
  if (Number.isInteger(seconds) && seconds >= SHORTEST_TURN_S && seconds <= LONGEST_TURN_S) return seconds;
  const between = `from ${SHORTEST_TURN_S} to ${LONGEST_TURN_S}`;
  throw invalid("seconds", `A turn lasts ${between} seconds.`, "out_of_range");
}

const without = (queue: Floor["queue"], agentId: Id<"agents">) => queue.filter((one) => one !== agentId);

async function write(ctx: MutationCtx, streamId: Id<"streams">, floor: Floor): Promise<void> {
  const known = await findFloor(ctx, streamId);
  if (known) await ctx.db.patch(known._id, floor);
  else await ctx.db.insert("floors", { streamId, ...floor });
}

async function findFloor(ctx: QueryCtx, streamId: Id<"streams">): Promise<Doc<"floors"> | null> {
  return await ctx.db
    .query("floors")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .unique();
}
