import { v } from "convex/values";
import { internalMutation, internalQuery } from "../lib/functions";

/** The key that signs cursors, or null when none was needed yet. */
export const find = internalQuery({
  args: {},
  returns: v.union(v.string(), v.null()),
  handler: async (ctx) => (await ctx.db.query("cursorKeys").first())?.key ?? null,
});

/** Keeps the key on offer unless there is one already, and answers the one that counts. */
export const ensure = internalMutation({
  args: { offered: v.string() },
  returns: v.string(),
  handler: async (ctx, { offered }) => {
    const known = await ctx.db.query("cursorKeys").first();
    if (known) return known.key;
    await ctx.db.insert("cursorKeys", { key: offered });
    return offered;
  },
});
