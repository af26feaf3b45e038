import {
  type FunctionHandle,
  internalMutationGeneric as internalMutation,
  makeFunctionReference,
  mutationGeneric as mutation,
  paginationOptsValidator,
  queryGeneric as query,
} from "convex/server";
import { v } from "convex/values";

export const post = mutation({
  args: { text: v.string(), fail: v.optional(v.boolean()) },
  returns: v.id("posts"),
  handler: async (ctx, { text, fail }) => {
    const id = await ctx.db.insert("posts", { text });
    if (fail) throw new Error("taken down");
    return id;
  },
});

export const list = query({
  args: {},
  handler: async (ctx) =>
    (await ctx.db.query("posts").withIndex("by_text").collect()).map(({ text }) => text),
});

export const startOver = mutation({
  args: {},
  handler: async (ctx) => {
    for (const { _id } of await ctx.db.query("posts").take(1000)) await ctx.db.delete(_id);
  },
});

/** Takes an id of one of its own posts; one of another component is none. */
export const read = query({ args: { id: v.id("posts") }, handler: (ctx, { id }) => ctx.db.get(id) });

export const about = query({
  args: {},
  handler: async (ctx) => ({
    name: process.env.BOARD_NAME ?? null,
    ofTheApp: process.env.GREETING ?? null,
    itself: await ctx.meta.getFunctionMetadata(),
  }),
});

export const page = query({
  args: { paginationOpts: paginationOptsValidator },
  handler: (ctx, { paginationOpts }) => ctx.db.query("posts").paginate(paginationOpts),
});

export const postLater = mutation({
  args: { text: v.string() },
  handler: (ctx, args) =>
    ctx.scheduler.runAfter(0, makeFunctionReference<"mutation">("posts:postQuietly"), args),
});

export const postQuietly = internalMutation({
  args: { text: v.string() },
  handler: async (ctx, { text }) => {
    await ctx.db.insert("posts", { text });
  },
});

/** Posts, and tells whoever has given a handle, in the same transaction. */
export const postAndTell = mutation({
  args: { text: v.string(), handle: v.string() },
  handler: async (ctx, { text, handle }) => {
    await ctx.db.insert("posts", { text });
    await ctx.runMutation(handle as FunctionHandle<"mutation">, { text });
  },
});
