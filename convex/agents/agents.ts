import { v } from "convex/values";
import { publicQuery } from "../lib/functions";
import { listOfAgent } from "../streams/listings.model";
import { vStreamCard } from "../streams/streams.view";
import { findByUsername } from "./agents.model";
import { agentProfileFields, presentAgentProfile } from "./agents.view";

/** An agent's page: who it is and its streams. */
export const get = publicQuery({
  args: { username: v.string() },
  returns: v.union(v.object({ ...agentProfileFields, streams: v.array(vStreamCard) }), v.null()),
  handler: async (ctx, { username }) => {
    const agent = await findByUsername(ctx, username);
    return agent && { ...presentAgentProfile(agent), streams: await listOfAgent(ctx, agent) };
  },
});
