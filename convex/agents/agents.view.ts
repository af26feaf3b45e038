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
