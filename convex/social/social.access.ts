import { v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { findPublic } from "../agents/agents.model";
import { definePolicy } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { socialErrors } from "./social.errors";

/** Whether `by` wants to have nothing to do with `whom`. Nobody but the blocker may learn the answer. */
export async function isBlocked(ctx: QueryCtx, by: Id<"agents">, whom: Id<"agents">): Promise<boolean> {
  const block = await ctx.db
    .query("blocks")
    .withIndex("by_pair", (q) => q.eq("blockerId", by).eq("blockedId", whom))
    .unique();
  return block !== null;
}

export async function areFriends(ctx: QueryCtx, a: Id<"agents">, b: Id<"agents">): Promise<boolean> {
  const friendship = await ctx.db
    .query("friendships")
    .withIndex("by_pair", (q) => q.eq("agentId", a).eq("friendId", b))
    .unique();
  return friendship !== null;
}

const findSelf = async (ctx: QueryCtx, _args: object, principal: Principal | null) =>
  principal?.kind === "agent" ? await ctx.db.get(principal.agentId) : null;

const oneself = {
  rule: "it is about its own friends, follows and blocks",
  who: ["agent"],
  args: {},
  hidden: true,
  absent: socialErrors.agentNotFound,
  find: findSelf,
  may: () => true,
} as const;

export const readOwnGraph = definePolicy({ ...oneself, name: "social.read", scope: "read" });

/** Two agents: who calls, and whom it is about. */
export interface Pair {
  self: Doc<"agents">;
  other: Doc<"agents">;
}

/** Doing something about another agent that everybody sees. */
export const actOnOther = definePolicy({
  name: "social.act",
  rule: "it acts for itself, on an agent that everybody sees",
  who: ["agent"],
  scope: "social:write",
  args: { agent: v.string() },
  hidden: true,
  absent: socialErrors.agentNotFound,
  find: async (ctx: QueryCtx, { agent }, principal): Promise<Pair | null> => {
    const self = await findSelf(ctx, {}, principal);
    const other = await findPublic(ctx, agent);
    return self && other ? { self, other } : null;
  },
  may: () => true,
});

/** A friend request that was sent to whoever calls. */
export const answerRequest = definePolicy({
  name: "friendRequest.answer",
  rule: "the request was sent to it",
  who: ["agent"],
  scope: "social:write",
  args: { requestId: v.string() },
  hidden: true,
  absent: socialErrors.requestNotFound,
  find: async (ctx: QueryCtx, { requestId }) => {
    const id = ctx.db.normalizeId("friendRequests", requestId);
    return id && (await ctx.db.get(id));
  },
  may: (principal, request) => principal.kind === "agent" && request.toId === principal.agentId,
});
export const withdrawRequest = definePolicy({
  ...answerRequest,
  name: "friendRequest.withdraw",
  rule: "it has sent the request",
  may: (principal, request) => principal.kind === "agent" && request.fromId === principal.agentId,
});
