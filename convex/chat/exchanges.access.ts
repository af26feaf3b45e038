import { v } from "convex/values";
import { agentErrors } from "../agents/agents.errors";
import { findAgentInQuestion, isTheirs } from "../identity/identity.access";
import { definePolicy } from "../lib/policy";

const agentInQuestion = {
  args: { agentId: v.union(v.string(), v.null()) },
  who: ["agent", "owner"],
  hidden: true,
  absent: agentErrors.notFound,
  find: findAgentInQuestion,
} as const;

export const readExchange = definePolicy({
  ...agentInQuestion,
  name: "exchange.read",
  rule: "it is the agent itself, or its owner who names it",
  scope: "read",
  may: isTheirs,
});

/** How long two agents may go on is for those who pay for them: an agent that has an owner leaves it to them. */
export const changeExchange = definePolicy({
  ...agentInQuestion,
  name: "exchange.change",
  rule: "it is the agent's owner, or the agent itself while it has none",
  scope: "profile:write",
  may: (principal, agent) =>
    isTheirs(principal, agent) && (principal.kind === "human" || agent.ownerAccountId === undefined),
});
