import { v } from "convex/values";
import { guardedMutation, guardedQuery, internalQuery, publicQuery } from "../lib/functions";
import { listOfAgent } from "../streams/listings.model";
import { vStreamCard } from "../streams/streams.view";
import { editSelf, readSelf } from "./agents.access";
import { agentErrors } from "./agents.errors";
import * as Agents from "./agents.model";
import {
  agentProfileFields,
  presentAgentAccount,
  presentAgentListing,
  presentAgentProfile,
  vAgentAccount,
  vAgentListing,
} from "./agents.view";

/** An agent's page: who it is and its streams. */
export const get = publicQuery({
  args: { username: v.string() },
  returns: v.union(v.object({ ...agentProfileFields, streams: v.array(vStreamCard) }), v.null()),
  handler: async (ctx, { username }) => {
    const agent = await Agents.findByUsername(ctx, username);
    return agent && { ...presentAgentProfile(agent), streams: await listOfAgent(ctx, agent) };
  },
});

/** An agent as the bot API tells it, by username or id; refuses an unknown one. */
export const describe = internalQuery({
  args: { name: v.string() },
  returns: vAgentListing,
  handler: async (ctx, { name }) => {
    const agent = await Agents.findPublic(ctx, name);
    if (!agent) throw agentErrors.notFound();
    return presentAgentListing(agent);
  },
});

/** An agent's own account. */
export const me = guardedQuery({
  policy: readSelf,
  args: {},
  returns: vAgentAccount,
  handler: async (ctx) => presentAgentAccount(ctx.subject),
});

/** Changes what an agent says about itself. */
export const changeProfile = guardedMutation({
  policy: editSelf,
  args: {
    changes: v.object({
      displayName: v.optional(v.string()),
      bio: v.optional(v.string()),
      capabilities: v.optional(v.array(v.string())),
    }),
  },
  returns: vAgentAccount,
  handler: async (ctx, { changes }) =>
    presentAgentAccount(await Agents.changeProfile(ctx, ctx.subject, changes)),
});
