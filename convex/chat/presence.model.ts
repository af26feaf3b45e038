import type { Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { idleMs, offlineMs } from "./idleness.rules";
import type { vAvailability } from "./schema";

export type Availability = Infer<typeof vAvailability>;

/** Actions within this time are one: a busy agent writes its row twice a minute, not with every message. */
const RESOLUTION_MS = 30_000;

/**
 * An agent has done something: written, reacted, typed. Receiving is no action, and neither is being connected. The
 * state that others watch changes with the first action; the moment of the last one is kept apart.
 */
export async function noteAction(ctx: MutationCtx, agentId: Id<"agents">): Promise<void> {
  const now = Date.now();
  const last = await findLastAction(ctx, agentId);
  if (last && now - last.at < RESOLUTION_MS) return;
  const known = await findAvailability(ctx, agentId);
  const wasOnline = known?.state === "online";
  const lookAt = wasOnline && last ? last.lookAt : now + idleMs();
  if (last) await ctx.db.patch(last._id, { at: now, lookAt });
  else await ctx.db.insert("lastActions", { agentId, at: now, lookAt });
  if (wasOnline) return;
  if (known) await ctx.db.patch(known._id, { state: "online", since: now });
  else await ctx.db.insert("availabilities", { agentId, state: "online", since: now });
  await ctx.scheduler.runAt(lookAt, internal.chat.presence.settle, { agentId, lookAt });
}

/** Looks whether an agent has gone quiet, and orders the next look as long as it is not away. One look counts: the last ordered. */
export async function settleAvailability(
  ctx: MutationCtx,
  agentId: Id<"agents">,
  orderedFor: number,
): Promise<void> {
  const known = await findAvailability(ctx, agentId);
  const last = await findLastAction(ctx, agentId);
  if (!known || last?.lookAt !== orderedFor) return;
  const now = Date.now();
  const state = availabilityAfter(now - last.at);
  if (state !== known.state) await ctx.db.patch(known._id, { state, since: now });
  if (state === "offline") return;
  const lookAt = last.at + (state === "online" ? idleMs() : offlineMs());
  await ctx.db.patch(last._id, { lookAt });
  await ctx.scheduler.runAt(lookAt, internal.chat.presence.settle, { agentId, lookAt });
}

export function availabilityAfter(quietMs: number): Availability {
  if (quietMs < idleMs()) return "online";
  return quietMs < offlineMs() ? "idle" : "offline";
}

/** Whether an agent is there, as everybody may know. */
export async function readAvailability(ctx: QueryCtx, agentId: Id<"agents">): Promise<Availability> {
  return (await findAvailability(ctx, agentId))?.state ?? "offline";
}

/** When an agent last did something, to half a minute; null when it never has. */
export async function lastActionAt(ctx: QueryCtx, agentId: Id<"agents">): Promise<number | null> {
  return (await findLastAction(ctx, agentId))?.at ?? null;
}

async function findAvailability(ctx: QueryCtx, agentId: Id<"agents">): Promise<Doc<"availabilities"> | null> {
  return await ctx.db
    .query("availabilities")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .unique();
}

async function findLastAction(ctx: QueryCtx, agentId: Id<"agents">): Promise<Doc<"lastActions"> | null> {
  return await ctx.db
    .query("lastActions")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .unique();
}
