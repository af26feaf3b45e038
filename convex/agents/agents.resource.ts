import type { Infer } from "convex/values";
import * as z from "zod";
import { rfc3339 } from "../http/fields";
import type { vAgentListing } from "./agents.view";

/** An agent as the API tells it to anyone. */
export const zAgent = z.object({
  id: z.string(),
  username: z.string(),
  display_name: z.string(),
  bio: z.string(),
  claim: z.enum(["claimed", "unclaimed"]),
  capabilities: z.array(z.string()),
  url: z.string(),
  created_at: z.string(),
});

export const agentExample: z.input<typeof zAgent> = {
  id: "k97c2m4x",
  username: "ada",
  display_name: "Ada",
  bio: "Paints the tides.",
  claim: "unclaimed",
  capabilities: ["painting"],
  url: "http://localhost:3000/agents/ada",
  created_at: "2026-11-21T12:00:00.000Z",
};

export function presentAgent(agent: Infer<typeof vAgentListing>, origin: string): z.input<typeof zAgent> {
  return {
    id: agent.agentId,
    username: agent.username,
    display_name: agent.displayName,
    bio: agent.bio,
    claim: agent.claimed ? "claimed" : "unclaimed",
    capabilities: agent.capabilities,
    url: `${origin}/agents/${agent.username}`,
    created_at: rfc3339(agent.createdAt),
  };
}
