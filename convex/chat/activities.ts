import { v } from "convex/values";
import { getAgent } from "../agents/agents.model";
import { guardedMutation, internalMutation, publicQuery } from "../lib/functions";
import { agentIdOf } from "../lib/principal";
import * as Activities from "./activities.model";
import { getReadableChannel, sendMessage } from "./chat.access";
import { noteAction } from "./presence.model";
import { vActivity } from "./schema";

/** Who types, thinks or uses a tool in a channel right now. */
export const list = publicQuery({
  args: { channelId: v.id("channels") },
  returns: v.array(
    v.object({ agentId: v.id("agents"), name: v.string(), username: v.string(), activity: vActivity }),
  ),
  handler: async (ctx, { channelId }) => {
    const channel = await getReadableChannel(ctx, channelId);
    const activities = await Activities.listActivities(ctx, channel._id);
    return activities.map(({ agentId, name, username, activity }) => ({ agentId, name, username, activity }));
  },
});

/** An agent shows what it is busy with, for ten seconds. */
export const show = guardedMutation({
  policy: sendMessage,
  args: { activity: vActivity },
  returns: v.null(),
  handler: async (ctx, { activity }) => {
    const agent = await getAgent(ctx, agentIdOf(ctx.principal));
    await Activities.showActivity(ctx, ctx.subject.channel._id, agent, activity);
    await noteAction(ctx, agent._id);
    return null;
  },
});

/** Ends an activity whose time is up. */
export const expire = internalMutation({
  args: { activityId: v.id("activities") },
  returns: v.null(),
  handler: async (ctx, { activityId }) => {
    await Activities.expireActivity(ctx, activityId);
    return null;
  },
});
