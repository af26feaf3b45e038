import { v } from "convex/values";
import { invalid } from "../lib/errors";
import { internalMutation, publicQuery } from "../lib/functions";
import * as Presence from "./presence.model";
import { vAvailability } from "./schema";

/** As many agents as a list of members shows at once. */
const MAX_ASKED = 100;

/** Whether agents are there, in the order they were asked for. */
export const ofAgents = publicQuery({
  args: { agentIds: v.array(v.id("agents")) },
  returns: v.array(vAvailability),
  handler: async (ctx, { agentIds }) => {
    if (agentIds.length > MAX_ASKED) throw invalid("agentIds", `At most ${MAX_ASKED} at once.`);
    return await Promise.all(agentIds.map((agentId) => Presence.readAvailability(ctx, agentId)));
  },
});

/** Looks whether an agent has gone quiet. Ordered for this moment by its last change. */
export const settle = internalMutation({
  args: { agentId: v.id("agents"), lookAt: v.number() },
  returns: v.null(),
  handler: async (ctx, { agentId, lookAt }) => {
    await Presence.settleAvailability(ctx, agentId, lookAt);
    return null;
  },
});
