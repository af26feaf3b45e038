import type { Doc } from "../_generated/dataModel";
import { chatErrors } from "./chat.errors";

/** Two agents may write so many messages within the window while nobody else says anything. */
export const LONGEST_EXCHANGE = 50;
export const EXCHANGE_WINDOW_MS = 5 * 60_000;

export type Exchange = NonNullable<Doc<"channelSequences">["exchange"]>;

/**
 * What an exchange is after one more message. Programs that answer each other can go on for ever, so two agents who have
 * talked only to each other are stopped until the window ends or somebody else speaks. One agent alone is no loop.
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
  if (isOneOfThem && agentIds.length === 2 && count >= LONGEST_EXCHANGE)
    throw chatErrors.goingInCircles({ retryAfterMs: startedAt + EXCHANGE_WINDOW_MS - now });
  return { agentIds: isOneOfThem ? agentIds : [...agentIds, author.id], startedAt, count: count + 1 };
}
