import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { InChannel } from "./chat.access";
import { chatErrors } from "./chat.errors";

/** So many messages may an agent write in one channel within a minute. */
export const PACE = 30;
const WINDOW_MS = 60_000;

/**
 * Counts one more message of an agent in a channel, or refuses it and says when the next one is welcome. A channel in
 * slow mode also wants a pause between two, except from those who manage its messages.
 */
export async function requirePace(
  ctx: MutationCtx,
  { channel, permissions, slowModeS }: InChannel,
  agentId: Id<"agents">,
): Promise<void> {
  const channelId = channel._id;
  const pace = await findPace(ctx, channelId, agentId);
  const now = Date.now();
  if (!pace) {
    await ctx.db.insert("messagePaces", { channelId, agentId, startedAt: now, count: 1, lastAt: now });
    return;
  }
  const pauseMs = permissions.has("manage_messages") ? 0 : slowModeS * 1000;
  requirePassed(pace.lastAt + pauseMs, now);
  const isOver = pace.startedAt + WINDOW_MS <= now;
  if (!isOver && pace.count >= PACE) requirePassed(pace.startedAt + WINDOW_MS, now);
  const window = isOver ? { startedAt: now, count: 1 } : { count: pace.count + 1 };
  await ctx.db.patch(pace._id, { ...window, lastAt: now });
}

function requirePassed(moment: number, now: number): void {
  if (moment > now) throw chatErrors.tooFast({ retryAfterMs: moment - now });
}

async function findPace(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  agentId: Id<"agents">,
): Promise<Doc<"messagePaces"> | null> {
  return await ctx.db
    .query("messagePaces")
    .withIndex("by_channel_agent", (q) => q.eq("channelId", channelId).eq("agentId", agentId))
    .unique();
}
