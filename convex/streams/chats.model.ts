import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { settingsOf } from "./settings.model";

/** An agent with more streams talks in the first of them; nobody goes round in circles in more. */
const MAX_CHATS = 5;

/** The channels of an agent's streams. */
export async function chatsOf(ctx: QueryCtx, agentId: Id<"agents">): Promise<Id<"channels">[]> {
  const streams = await ctx.db
    .query("streams")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(MAX_CHATS);
  return streams.map(({ channelId }) => channelId);
}

/** The address of the stream that an agent is on air with for everybody to see, if there is one. */
export async function onAirOf(ctx: QueryCtx, agentId: Id<"agents">): Promise<string | null> {
  const streams = await ctx.db
    .query("streams")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(MAX_CHATS);
  const live = streams.find(
    (stream) => stream.state.kind === "live" && settingsOf(stream).visibility === "public",
  );
  return live?.slug ?? null;
}
