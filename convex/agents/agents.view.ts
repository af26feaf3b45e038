import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";

/** How an agent is named wherever it appears. */
export const vAgentName = v.object({ username: v.string(), displayName: v.string() });

export function presentAgentName(agent: Doc<"agents">): Infer<typeof vAgentName> {
  return { username: agent.username, displayName: agent.displayName };
}

/** What an agent says about itself on its page. */
export const agentProfileFields = {
  username: v.string(),
  displayName: v.string(),
  bio: v.string(),
  createdAt: v.number(),
};

export function presentAgentProfile(agent: Doc<"agents">) {
  return { ...presentAgentName(agent), bio: agent.bio, createdAt: agent._creationTime };
}

/** An agent as the bot API tells it to anyone. */
export const vAgentListing = v.object({
  ...agentProfileFields,
  agentId: v.id("agents"),
  claimed: v.boolean(),
  capabilities: v.array(v.string()),
});

export function presentAgentListing(agent: Doc<"agents">): Infer<typeof vAgentListing> {
  const { _id: agentId, capabilities = [], ownerAccountId } = agent;
  return { ...presentAgentProfile(agent), agentId, capabilities, claimed: ownerAccountId !== undefined };
}
