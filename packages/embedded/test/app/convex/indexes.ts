import { v } from "convex/values";
import { mutation, query } from "./builders.model";

export const add = mutation({
  args: { tag: v.string(), body: v.string() },
  handler: (ctx, message) => ctx.db.insert("messages", { ...message, room: "indexes", seq: 0 }),
});

export const byTag = query({
  args: { tag: v.string() },
  handler: async (ctx, { tag }) => {
    const found = ctx.db.query("messages").withIndex("by_tag", (q) => q.eq("tag", tag));
    return (await found.collect()).map(({ body }) => body);
  },
});

export const inRoom = query({
  args: {},
  handler: async (ctx) => {
    const found = ctx.db.query("messages").withIndex("by_room_seq", (q) => q.eq("room", "indexes"));
    return (await found.collect()).map(({ body }) => body);
  },
});

export const addMany = mutation({
  args: { tag: v.string(), count: v.number() },
  handler: async (ctx, { tag, count }) => {
    const ids = [];
    for (let seq = 0; seq < count; seq++)
      ids.push(await ctx.db.insert("messages", { tag, body: "", room: "many", seq }));
    return ids;
  },
});

/** One more, one that is gone, and one that has another tag. */
export const churn = mutation({
  args: { gone: v.id("messages"), changed: v.id("messages") },
  handler: async (ctx, { gone, changed }) => {
    await ctx.db.insert("messages", { tag: "new", body: "", room: "many", seq: 0 });
    if (await ctx.db.get(gone)) await ctx.db.delete(gone);
    if (await ctx.db.get(changed)) await ctx.db.patch(changed, { tag: "changed" });
  },
});

/** How many there are with each tag: by looking at all, and by the index. */
export const tally = query({
  args: { tags: v.array(v.string()) },
  handler: async (ctx, { tags }) => {
    const all = await ctx.db.query("messages").collect();
    return Promise.all(
      tags.map(async (tag) => {
        const indexed = await ctx.db
          .query("messages")
          .withIndex("by_tag", (q) => q.eq("tag", tag))
          .collect();
        return { seen: all.filter((message) => message.tag === tag).length, indexed: indexed.length };
      }),
    );
  },
});
