import { makeFunctionReference, paginationOptsValidator } from "convex/server";
import { ConvexError, v } from "convex/values";
import { action, internalMutation, mutation, query } from "./builders.model.ts";

const note = {
  room: v.optional(v.id("rooms")),
  text: v.string(),
  rank: v.number(),
  tag: v.optional(v.union(v.string(), v.null(), v.int64(), v.boolean())),
};
const ref = {
  write: makeFunctionReference<"mutation">("notes:write"),
  all: makeFunctionReference<"query">("notes:all"),
  writeAndFail: makeFunctionReference<"mutation">("notes:writeAndFail"),
  again: makeFunctionReference<"mutation">("notes:again"),
};

export const write = mutation({ args: note, handler: (ctx, args) => ctx.db.insert("notes", args) });
export const edit = mutation({
  args: { id: v.id("notes"), text: v.optional(v.string()), tag: note.tag },
  handler: (ctx, { id, ...fields }) => ctx.db.patch("notes", id, fields),
});
export const rewrite = mutation({
  args: { id: v.id("notes"), ...note },
  handler: (ctx, { id, ...fields }) => ctx.db.replace("notes", id, fields),
});
export const erase = mutation({
  args: { id: v.id("notes") },
  handler: (ctx, { id }) => ctx.db.delete("notes", id),
});
export const read = query({
  args: { id: v.id("notes") },
  handler: (ctx, { id }) => ctx.db.get("notes", id),
});

export const all = query({
  args: {},
  handler: async (ctx): Promise<string[]> => (await ctx.db.query("notes").collect()).map(({ text }) => text),
});
/** Notes of a range of ranks; bounds that are left out are open. */
export const ranked = query({
  args: {
    from: v.optional(v.number()),
    after: v.optional(v.number()),
    to: v.optional(v.number()),
    before: v.optional(v.number()),
    order: v.union(v.literal("asc"), v.literal("desc")),
    take: v.number(),
  },
  handler: (ctx, { from, after, to, before, order, take }) =>
    ctx.db
      .query("notes")
      .withIndex("by_rank", (q) => {
        const low = from !== undefined ? q.gte("rank", from) : after !== undefined ? q.gt("rank", after) : q;
        return to !== undefined ? low.lte("rank", to) : before !== undefined ? low.lt("rank", before) : low;
      })
      .order(order)
      .take(take),
});
export const tagged = query({
  args: { tag: note.tag, above: v.number() },
  handler: (ctx, { tag, above }) =>
    ctx.db
      .query("notes")
      .withIndex("by_tag_rank", (q) => q.eq("tag", tag).gt("rank", above))
      .collect(),
});
export const page = query({
  args: { paginationOpts: paginationOptsValidator, least: v.number() },
  handler: (ctx, { paginationOpts, least }) =>
    ctx.db
      .query("notes")
      .withIndex("by_rank")
      .filter((q) => q.gte(q.field("rank"), least))
      .paginate(paginationOpts),
});

export const writeAndFail = internalMutation({
  args: { text: v.string(), data: v.optional(v.any()) },
  handler: async (ctx, { text, data }) => {
    await ctx.db.insert("notes", { text, rank: 0 });
    throw data === undefined ? new Error(`no ${text}`) : new ConvexError(data);
  },
});
/** Writes a note before and after a call that fails, and answers what the call has thrown. */
export const attempt = mutation({
  args: { text: v.string(), data: v.optional(v.any()) },
  handler: async (ctx, args) => {
    await ctx.db.insert("notes", { text: `before ${args.text}`, rank: 1 });
    let caught: unknown = null;
    try {
      await ctx.runMutation(ref.writeAndFail, args);
    } catch (error) {
      caught = error instanceof ConvexError ? error.data : (error as Error).message;
    }
    await ctx.db.insert("notes", { text: `after ${args.text}`, rank: 1 });
    return caught;
  },
});
export const attemptInAction = action({
  args: { text: v.string(), data: v.optional(v.any()) },
  handler: async (ctx, args): Promise<unknown> => {
    try {
      return await ctx.runMutation(ref.writeAndFail, args);
    } catch (error) {
      return error instanceof ConvexError ? error.data : (error as Error).message;
    }
  },
});

class Full extends ConvexError<{ code: string; limit: bigint }> {
  override name = "Full";
}
export const refuse = mutation({
  args: {},
  handler: async () => {
    throw new Full({ code: "full", limit: 3n });
  },
});

/** Writes a note later, and the same again so many times, each time from the scheduled function. */
export const later = mutation({
  args: { text: v.string(), rank: v.number(), delayMs: v.number(), times: v.optional(v.number()) },
  handler: (ctx, { delayMs, times = 1, ...fields }) =>
    ctx.scheduler.runAfter(delayMs, ref.again, { ...fields, delayMs, times }),
});
export const again = internalMutation({
  args: { text: v.string(), rank: v.number(), delayMs: v.number(), times: v.number() },
  handler: async (ctx, { text, rank, delayMs, times }) => {
    await ctx.db.insert("notes", { text: `${text} ${times}`, rank });
    if (times > 1)
      await ctx.scheduler.runAfter(delayMs, ref.again, { text, rank, delayMs, times: times - 1 });
    if (text === "boom") throw new Error("boom");
  },
});
export const cancel = mutation({
  args: { id: v.id("_scheduled_functions") },
  handler: (ctx, { id }) => ctx.scheduler.cancel(id),
});
export const jobs = query({
  args: {},
  handler: async (ctx) =>
    (await ctx.db.system.query("_scheduled_functions").collect()).map(({ state }) => state.kind),
});

/** Twins that do what their originals must not, to see that it would be noticed. */
export const taggedFrom = query({
  args: { tag: note.tag, above: v.number() },
  handler: (ctx, { tag, above }) =>
    ctx.db
      .query("notes")
      .withIndex("by_tag_rank", (q) => q.eq("tag", tag).gte("rank", above))
      .collect(),
});
export const attemptKeeping = mutation({
  args: { text: v.string(), data: v.optional(v.any()) },
  handler: async (ctx, { text, data }) => {
    for (const [moment, rank] of [["before ", 1] as const, ["", 0] as const, ["after ", 1] as const])
      await ctx.db.insert("notes", { text: moment + text, rank });
    return data === undefined ? "Error" : data;
  },
});
export const cancelNothing = mutation({
  args: { id: v.id("_scheduled_functions") },
  handler: async () => {},
});

export const whoAmI = query({ args: {}, handler: (ctx) => ctx.auth.getUserIdentity() });
export const fromWhere = mutation({ args: {}, handler: (ctx) => ctx.meta.getRequestMetadata() });
