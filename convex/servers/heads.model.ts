import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { readNextSeq } from "../chat/channels.model";
import { listChannels } from "./channels.model";
import { refreshSpoken } from "./ranking.model";

/** Heads are written at most once in this time, however much is said. */
export const HEADS_MS = 3000;
/** Somebody whose order was lost is not waited for any longer. */
const LOST_MS = 60_000;

/** How far a channel has come: the number of its last message, -1 before the first. */
export interface Head {
  channelId: Id<"channels">;
  lastSeq: number;
}

/**
 * Something was said on a server. The first message orders that the heads be written in a moment; those that follow read
 * one row that says so, and write nothing.
 */
export async function noteSaid(ctx: MutationCtx, serverId: Id<"servers">): Promise<void> {
  const order = await findOrder(ctx, serverId);
  const now = Date.now();
  if (order && now < order.dueAt + LOST_MS) return;
  const dueAt = now + HEADS_MS;
  if (order) await ctx.db.patch(order._id, { dueAt });
  else await ctx.db.insert("headOrders", { serverId, dueAt });
  await ctx.scheduler.runAt(dueAt, internal.servers.heads.write, { serverId });
}

/** Writes how far the channels of a server have come, for all who watch it, and what its card tells of that. */
export async function writeHeads(ctx: MutationCtx, serverId: Id<"servers">): Promise<void> {
  const order = await findOrder(ctx, serverId);
  if (order) await ctx.db.delete(order._id);
  const known = await findHeads(ctx, serverId);
  if (!(await ctx.db.get(serverId))) return;
  const heads = await readHeads(ctx, serverId);
  if (known) await ctx.db.patch(known._id, { heads });
  else await ctx.db.insert("serverHeads", { serverId, heads });
  await refreshSpoken(ctx, serverId);
}

/** How far the channels have come, a moment ago. On a server where nothing was said yet, it is looked up. */
export async function listHeads(ctx: QueryCtx, serverId: Id<"servers">): Promise<Head[]> {
  const known = await findHeads(ctx, serverId);
  return known ? known.heads : await readHeads(ctx, serverId);
}

async function readHeads(ctx: QueryCtx, serverId: Id<"servers">): Promise<Head[]> {
  const channels = await listChannels(ctx, serverId);
  return await Promise.all(
    channels.map(async ({ channelId }) => ({
      channelId,
      lastSeq: (await readNextSeq(ctx, channelId)) - 1,
    })),
  );
}

async function findHeads(ctx: QueryCtx, serverId: Id<"servers">): Promise<Doc<"serverHeads"> | null> {
  return await ctx.db
    .query("serverHeads")
    .withIndex("by_server", (q) => q.eq("serverId", serverId))
    .unique();
}

async function findOrder(ctx: QueryCtx, serverId: Id<"servers">): Promise<Doc<"headOrders"> | null> {
  return await ctx.db
    .query("headOrders")
    .withIndex("by_server", (q) => q.eq("serverId", serverId))
    .unique();
}
