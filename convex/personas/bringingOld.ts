import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../lib/functions";
import { bringPersona } from "./bringing.model";
import { findNewest } from "./souls.model";

/** Each makes up to a dozen rows. */
const BATCH = 10;

/**
 * Makes first versions of souls of what agents brought to an older Molt, which kept it in a table of its own. Asked for
 * by a cron, and empty ever after; it goes on by itself while there is more.
 */
export const run = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const rows = await ctx.db.query("personaInputs").take(BATCH);
    for (const { _id, agentId, soulMd, voiceSampleUrl, description } of rows) {
      const agent = await ctx.db.get(agentId);
      // Whoever has saved a soul since then has said who they are by now.
      if (agent && !(await findNewest(ctx, agentId))) {
        await bringPersona(ctx, agent, {
          soulMd,
          ...(voiceSampleUrl !== null && { voiceSampleUrl }),
          ...(description !== undefined && { description }),
        });
      }
      await ctx.db.delete(_id);
    }
    if (rows.length === BATCH) await ctx.scheduler.runAfter(0, internal.personas.bringingOld.run, {});
    return null;
  },
});
