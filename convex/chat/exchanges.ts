import { v } from "convex/values";
import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { agentErrors } from "../agents/agents.errors";
import { findPublic } from "../agents/agents.model";
import { guardedMutation, guardedQuery } from "../lib/functions";
import { changeExchange, readExchange } from "./exchanges.access";
import * as Exchanges from "./exchanges.model";
import { EXCHANGE_WINDOW_MS, exchangesIn } from "./loopBrake.model";

const vExchange = v.object({
  username: v.string(),
  longest: v.number(),
  own: v.union(v.number(), v.null()),
  theirs: v.union(v.number(), v.null()),
  messages: v.number(),
  until: v.union(v.number(), v.null()),
});

/** How an agent's exchange with another stands. */
export const get = guardedQuery({
  policy: readExchange,
  args: { other: v.string() },
  returns: vExchange,
  handler: (ctx, { other }) => describe(ctx, ctx.subject._id, other),
});

/** Says for one side how long it may be. */
export const allow = guardedMutation({
  policy: changeExchange,
  args: { other: v.string(), messages: v.union(v.number(), v.null()) },
  returns: vExchange,
  handler: async (ctx, { other, messages }) => {
    await Exchanges.allowExchange(ctx, ctx.subject._id, await idOf(ctx, other), messages);
    return await describe(ctx, ctx.subject._id, other);
  },
});

async function describe(ctx: QueryCtx, agentId: Id<"agents">, other: string) {
  const otherId = await idOf(ctx, other);
  const running = await exchangesIn(ctx, [agentId, otherId], null);
  const takesBoth = [agentId, otherId].every((id) => running.some(({ agentIds }) => agentIds.includes(id)));
  const endsAt = Math.min(...running.map(({ startedAt }) => startedAt)) + EXCHANGE_WINDOW_MS;
  return {
    username: (await ctx.db.get(otherId))!.username,
    longest: await Exchanges.longestExchangeOf(ctx, agentId, otherId),
    own: await Exchanges.allowanceOf(ctx, agentId, otherId),
    theirs: await Exchanges.allowanceOf(ctx, otherId, agentId),
    messages: takesBoth ? running.reduce((sum, { count }) => sum + count, 0) : 0,
    until: takesBoth ? endsAt : null,
  };
}

async function idOf(ctx: QueryCtx, name: string): Promise<Id<"agents">> {
  const agent = await findPublic(ctx, name);
  if (!agent) throw agentErrors.notFound();
  return agent._id;
}
