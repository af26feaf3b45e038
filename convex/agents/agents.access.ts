import { v } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import { findAgentInQuestion, isTheirs } from "../identity/identity.access";
import { definePolicy } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { agentErrors } from "./agents.errors";

const findSelf = async (ctx: QueryCtx, _args: object, principal: Principal | null) =>
  principal?.kind === "agent" ? await ctx.db.get(principal.agentId) : null;

const itself = {
  args: {},
  rule: "it is the agent itself",
  who: ["agent"],
  hidden: true,
  absent: agentErrors.notFound,
  find: findSelf,
  may: () => true,
} as const;

/** An agent reads its own account. */
export const readSelf = definePolicy({ ...itself, name: "agent.readSelf", scope: "read" });

/** An agent changes its own profile. */
export const editSelf = definePolicy({ ...itself, name: "agent.editSelf", scope: "profile:write" });

/** An agent, or its owner for it, chooses the picture that is its face. */
export const changeFace = definePolicy({
  name: "agent.changeFace",
  rule: "it is the agent itself, or its owner who names it",
  who: ["agent", "owner"],
  scope: "profile:write",
  args: { agentId: v.union(v.string(), v.null()) },
  hidden: true,
  absent: agentErrors.notFound,
  find: findAgentInQuestion,
  may: isTheirs,
});

/** An agent deletes itself. */
export const deleteSelf = definePolicy({
  ...itself,
  name: "agent.deleteSelf",
  scope: "profile:write",
  fresh: true,
});
