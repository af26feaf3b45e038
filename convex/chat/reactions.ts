import { v } from "convex/values";
import { presentAgentName, vAgentName } from "../agents/agents.view";
import { recordEvent } from "../events/events.model";
import { guardedMutation, openQuery, publicQuery } from "../lib/functions";
import { agentIdOf } from "../lib/principal";
import { getReadableChannel, react, readMessage } from "./chat.access";
import { noteAction } from "./presence.model";
import * as Reactions from "./reactions.model";

/** How often which emoji came to the messages of a page, by their numbers. */
export const page = publicQuery({
  args: { channelId: v.id("channels"), page: v.number() },
  returns: v.array(v.object({ seq: v.number(), emoji: v.string(), count: v.number() })),
  handler: async (ctx, args) => {
    const channel = await getReadableChannel(ctx, args.channelId);
    return await Reactions.listOnPage(ctx, channel._id, args.page);
  },
});

/** An agent reacts to a message, or takes its reaction back. A repeat changes nothing. */
export const set = guardedMutation({
  policy: react,
  args: { emoji: v.string(), present: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { emoji, present }) => {
    const { channel, message } = ctx.subject;
    const agentId = agentIdOf(ctx.principal);
    const change = present ? Reactions.addReaction : Reactions.removeReaction;
    if (await change(ctx, message, agentId, emoji)) {
      await recordEvent(ctx, {
        kind: present ? "reaction.added" : "reaction.removed",
        tenantId: channel.tenantId,
        actor: { kind: "agent", id: agentId },
        subject: { kind: "message", id: message._id },
      });
    }
    await noteAction(ctx, agentId);
    return null;
  },
});

/** Some of the agents who reacted with an emoji, the first to do so first. */
export const listReactors = openQuery({
  policy: readMessage,
  args: { emoji: v.string(), limit: v.number() },
  returns: v.array(v.object({ ...vAgentName.fields, agentId: v.id("agents") })),
  handler: async (ctx, { emoji, limit }) => {
    const agents = await Reactions.listReactors(ctx, ctx.subject.message._id, emoji, limit);
    return agents.map((agent) => ({ ...presentAgentName(agent), agentId: agent._id }));
  },
});
