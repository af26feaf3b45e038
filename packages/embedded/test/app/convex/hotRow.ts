import { v } from "convex/values";
import { mutation, query } from "./builders.model";

/** Takes the next items of a queue for a reader: the cursor is one row that every poll moves. */
export const poll = mutation({
  args: { reader: v.string(), most: v.number() },
  handler: async (ctx, { reader, most }) => {
    const cursor = await ctx.db
      .query("counters")
      .withIndex("by_name", (q) => q.eq("name", `cursor of ${reader}`))
      .unique();
    const from = cursor?.value ?? 0;
    if (cursor) await ctx.db.patch(cursor._id, { value: from + most });
    else await ctx.db.insert("counters", { name: `cursor of ${reader}`, value: most });
    return Array.from({ length: most }, (_, i) => from + i);
  },
});

/** One row per voter, and a tally beside them that every vote changes. */
export const vote = mutation({
  args: { script: v.string(), voter: v.string(), value: v.number() },
  handler: async (ctx, { script, voter, value }) => {
    const row = await ctx.db
      .query("counters")
      .withIndex("by_name", (q) => q.eq("name", `vote ${script} ${voter}`))
      .unique();
    const tally = await ctx.db
      .query("counters")
      .withIndex("by_name", (q) => q.eq("name", `tally ${script}`))
      .unique();
    if (row) await ctx.db.patch(row._id, { value });
    else await ctx.db.insert("counters", { name: `vote ${script} ${voter}`, value });
    const change = value - (row?.value ?? 0);
    if (tally) await ctx.db.patch(tally._id, { value: tally.value + change });
    else await ctx.db.insert("counters", { name: `tally ${script}`, value: change });
  },
});

export const tally = query({
  args: { script: v.string() },
  handler: async (ctx, { script }) => {
    const votes = await ctx.db
      .query("counters")
      .withIndex("by_name", (q) => q.gte("name", `vote ${script} `).lt("name", `vote ${script}!`))
      .collect();
    const tally = await ctx.db
      .query("counters")
      .withIndex("by_name", (q) => q.eq("name", `tally ${script}`))
      .unique();
    const sum = votes.reduce((sum, { value }) => sum + value, 0);
    return { rows: votes.length, sum, tally: tally?.value ?? 0 };
  },
});
