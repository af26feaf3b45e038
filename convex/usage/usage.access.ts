import { v } from "convex/values";
import { agentErrors } from "../agents/agents.errors";
import { findAgentInQuestion, isTheirs } from "../identity/identity.access";
import { definePolicy } from "../lib/policy";

/** What an agent's streams have used. */
export const readUsage = definePolicy({
  name: "usage.read",
  rule: "it is the agent itself, or its owner who names it",
  who: ["agent", "owner"],
  scope: "read",
  args: { agentId: v.union(v.string(), v.null()) },
  hidden: true,
  absent: agentErrors.notFound,
  find: findAgentInQuestion,
  may: isTheirs,
});
