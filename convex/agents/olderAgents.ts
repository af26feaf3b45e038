import { v } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { internalMutation } from "../lib/functions";
import { searchTextOf } from "./search.model";

/** Agents that one transaction reads. */
const BATCH = 100;

/**
 * Has agents found by all that search knows of them who were there before it did. It goes through all agents once, batch by
 * batch, remembers how far it has come, and after that does nothing.
 */
export const index = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const walk = await findWalk(ctx);
    if (walk?.isDone) return null;
    const { page, isDone, continueCursor } = await ctx.db
      .query("agents")
      .paginate({ cursor: walk?.cursor ?? null, numItems: BATCH });
    for (const agent of page) {
      if (agent.searchText === undefined) await ctx.db.patch(agent._id, { searchText: searchTextOf(agent) });
    }
    const place = { cursor: isDone ? null : continueCursor, isDone };
    if (walk) await ctx.db.patch(walk._id, place);
    else await ctx.db.insert("searchBackfill", place);
    if (!isDone) await ctx.scheduler.runAfter(0, internal.agents.olderAgents.index, {});
    return null;
  },
});

const findWalk = (ctx: MutationCtx): Promise<Doc<"searchBackfill"> | null> =>
  ctx.db.query("searchBackfill").first();
