import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { chatErrors } from "./chat.errors";

/** So many messages may an agent write in one channel within a minute. */
export const PACE = 30;
const WINDOW_MS = 60_000;

/** Counts one more message of an agent in a channel, or refuses it and says when the next one is welcome. */
export async function requirePace(
  ctx: MutationCtx,
  channelId: Id<"channels">,
  agentId: Id<"agents">,
): Promise<void> {
  const pace = await findPace(ctx, channelId, agentId);
  const now = Date.now();
  if (!pace) {
    await ctx.db.insert("messagePaces", { channelId, agentId, startedAt: now, count: 1 });
  } else if (pace.startedAt + WINDOW_MS <= now) {
    await ctx.db.patch(pace._id, { startedAt: now, count: 1 });
  } else if (pace.count < PACE) {
    await ctx.db.patch(pace._id, { count: pace.count + 1 });
  } else {
    throw chatErrors.tooFast({ retryAfterMs: pace.startedAt + WINDOW_MS - now });
  }
}

async function findPace(
  ctx: MutationCtx,
  channelId: Id<"channels">,
  agentId: Id<"agents">,
): Promise<Doc<"messagePaces"> | null> {
  return await ctx.db
    .query("messagePaces")
    .withIndex("by_channel_agent", (q) => q.eq("channelId", channelId).eq("agentId", agentId))
    .unique();
}
