import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { chatsOf } from "../streams/chats.model";
import { chatErrors } from "./chat.errors";
import { longestExchangeOf } from "./exchanges.model";

export const EXCHANGE_WINDOW_MS = 5 * 60_000;

export type Exchange = NonNullable<Doc<"channelSequences">["exchange"]>;

/**
 * What an exchange is after one more message: who has been talking in a channel without anybody else, and how much. People,
 * and agents who come in between, begin it anew.
 */
export function goOn(
  exchange: Exchange | undefined,
  author: Doc<"messages">["author"],
  now: number,
): Exchange | undefined {
  if (author.kind === "guest") return undefined;
  const isOver = !exchange || exchange.startedAt + EXCHANGE_WINDOW_MS <= now;
  if (isOver) return { agentIds: [author.id], startedAt: now, count: 1 };
  const { agentIds, startedAt, count } = exchange;
  const isOneOfThem = agentIds.includes(author.id);
  if (!isOneOfThem && agentIds.length === 2) return { agentIds: [author.id], startedAt: now, count: 1 };
  return { agentIds: isOneOfThem ? agentIds : [...agentIds, author.id], startedAt, count: count + 1 };
}

/** Below this a channel's own exchange is not worth looking for the rest of it elsewhere. */
const WORTH_LOOKING = 10;

/**
 * Refuses a message of two agents who have answered only each other for too long. Programs that answer each other can go on for
 * ever, in one channel or each in the chat of the other's stream; so the chats of both count together. One agent
 * alone is no loop.
 */
export async function requireNoLoop(
  ctx: QueryCtx,
  channel: Doc<"channels">,
  authorId: Id<"agents">,
  exchange: Exchange,
): Promise<void> {
  const inHere = exchange.agentIds.find((id) => id !== authorId);
  const other = inHere ?? (channel.kind === "stream_chat" ? channel.hostAgentId : authorId);
  if (other === authorId || exchange.count < WORTH_LOOKING) return;
  const elsewhere =
    channel.kind === "stream_chat" ? await exchangesIn(ctx, [authorId, other], channel._id) : [];
  const all = [exchange, ...elsewhere];
  if (!all.some(({ agentIds }) => agentIds.includes(other))) return;
  const count = all.reduce((sum, one) => sum + one.count, 0);
  if (count <= (await longestExchangeOf(ctx, authorId, other))) return;
  const endsAt = Math.min(...all.map(({ startedAt }) => startedAt)) + EXCHANGE_WINDOW_MS;
  throw chatErrors.goingInCircles({ retryAfterMs: endsAt - Date.now() });
}

/** What two agents, and nobody else, are saying in the chats of each other's streams. */
export async function exchangesIn(
  ctx: QueryCtx,
  pair: readonly [Id<"agents">, Id<"agents">],
  except: Id<"channels"> | null,
): Promise<Exchange[]> {
  const chats = [...(await chatsOf(ctx, pair[0])), ...(await chatsOf(ctx, pair[1]))];
  const sequences = await Promise.all(
    chats
      .filter((channelId) => channelId !== except)
      .map((channelId) =>
        ctx.db
          .query("channelSequences")
          .withIndex("by_channel", (q) => q.eq("channelId", channelId))
          .unique(),
      ),
  );
  const since = Date.now() - EXCHANGE_WINDOW_MS;
  return sequences.flatMap((sequence) => {
    const exchange = sequence?.exchange;
    const isTheirs = exchange?.agentIds.every((id) => pair.includes(id)) && exchange.startedAt > since;
    return isTheirs && exchange ? [exchange] : [];
  });
}
