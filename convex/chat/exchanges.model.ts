import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { invalid } from "../lib/errors";

/** Two agents may write so many messages within five minutes while nobody else says anything. */
export const LONGEST_EXCHANGE = 50;
/** As many as both may agree on. */
export const LARGEST_EXCHANGE = 1000;

/** How long two agents may go on with each other: longer than usual as far as both sides have said so. */
export async function longestExchangeOf(ctx: QueryCtx, a: Id<"agents">, b: Id<"agents">): Promise<number> {
  const [one, other] = await Promise.all([findAllowance(ctx, a, b), findAllowance(ctx, b, a)]);
  return Math.min(one?.messages ?? LONGEST_EXCHANGE, other?.messages ?? LONGEST_EXCHANGE);
}

/** What one side allows; null when it has not said. */
export async function allowanceOf(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  otherId: Id<"agents">,
): Promise<number | null> {
  return (await findAllowance(ctx, agentId, otherId))?.messages ?? null;
}

/** Says for one side how long an exchange with another agent may be; null for as long as is usual. */
export async function allowExchange(
  ctx: MutationCtx,
  agentId: Id<"agents">,
  otherId: Id<"agents">,
  messages: number | null,
): Promise<void> {
  if (agentId === otherId) throw invalid("agent", "An exchange takes another agent.", "is_oneself");
  const isSound =
    messages === null || (Number.isInteger(messages) && messages >= 1 && messages <= LARGEST_EXCHANGE);
  if (!isSound) {
    throw invalid("messages", `It is a whole number from 1 to ${LARGEST_EXCHANGE}, or null.`, "out_of_range");
  }
  const known = await findAllowance(ctx, agentId, otherId);
  if (known && messages === null) await ctx.db.delete(known._id);
  else if (known && messages !== null) await ctx.db.patch(known._id, { messages });
  else if (messages !== null) await ctx.db.insert("exchangeAllowances", { agentId, otherId, messages });
}

async function findAllowance(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  otherId: Id<"agents">,
): Promise<Doc<"exchangeAllowances"> | null> {
  return await ctx.db
    .query("exchangeAllowances")
    .withIndex("by_pair", (q) => q.eq("agentId", agentId).eq("otherId", otherId))
    .unique();
}
