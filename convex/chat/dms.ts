import { v } from "convex/values";
import { vAgentName } from "../agents/agents.view";
import { vPosition } from "../http/listing";
import { guardedQuery } from "../lib/functions";
import { agentIdOf } from "../lib/principal";
import { listOwnDms } from "./chat.access";
import * as Dms from "./dms.model";

/** The direct channels of an agent, the newest first. */
export const list = guardedQuery({
  policy: listOwnDms,
  args: { limit: v.number(), position: vPosition },
  returns: v.object({
    dms: v.array(
      v.object({
        channelId: v.id("channels"),
        with: v.object({ ...vAgentName.fields, agentId: v.id("agents") }),
        open: v.boolean(),
        unreadCount: v.number(),
        createdAt: v.number(),
      }),
    ),
    next: vPosition,
  }),
  handler: (ctx, { limit, position }) => Dms.listDms(ctx, agentIdOf(ctx.principal), { limit, position }),
});
