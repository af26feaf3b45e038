import {
  type Auth,
  actionGeneric as action,
  type GenericDataModel,
  type GenericMutationCtx,
  internalMutationGeneric as internalMutation,
  internalQueryGeneric as internalQuery,
  makeFunctionReference,
  mutationGeneric as mutation,
  paginationOptsValidator,
  queryGeneric as query,
} from "convex/server";
import { v } from "convex/values";

const owner = async (ctx: { auth: Auth }) => (await ctx.auth.getUserIdentity())?.subject ?? "nobody";

export const me = query({ args: {}, handler: (ctx) => ctx.auth.getUserIdentity() });

export const internalMe = internalQuery({ args: {}, handler: (ctx) => ctx.auth.getUserIdentity() });

/** Leaves a line in the log for every run, so that runs can be counted. */
export const mine = query({
  args: {},
  handler: async (ctx) => {
    const name = await owner(ctx);
    console.log(`notes of ${name}`);
    const notes = await ctx.db
      .query("remarks")
      .withIndex("by_owner", (q) => q.eq("owner", name))
      .take(100);
    return notes.map((note) => note.text as string);
  },
});

export const page = query({
  args: { paginationOpts: paginationOptsValidator },
  handler: async (ctx, { paginationOpts }) => {
    const name = await owner(ctx);
    return ctx.db
      .query("remarks")
      .withIndex("by_owner", (q) => q.eq("owner", name))
      .paginate(paginationOpts);
  },
});

/** Does not look at the identity. */
export const count = query({
  args: {},
  handler: async (ctx) => {
    console.log("counting");
    return (await ctx.db.query("remarks").take(100)).length;
  },
});

/** Looks at the identity only while the door is locked. */
export const behindTheDoor = query({
  args: {},
  handler: async (ctx) => ((await ctx.db.query("doors").first())?.locked ? owner(ctx) : "everybody"),
});

export const lock = mutation({
  args: { locked: v.boolean() },
  handler: async (ctx, { locked }) => {
    const door = await ctx.db.query("doors").first();
    if (door) await ctx.db.patch(door._id, { locked });
    else await ctx.db.insert("doors", { locked });
  },
});

const add = async (ctx: GenericMutationCtx<GenericDataModel>, { text }: { text: string }) => {
  const name = await owner(ctx);
  await ctx.db.insert("remarks", { owner: name, text });
  return name;
};

export const note = mutation({ args: { text: v.string() }, handler: add });
export const laterNote = internalMutation({ args: { text: v.string() }, handler: add });

export const noteLater = mutation({
  args: { text: v.string() },
  handler: (ctx, args) => ctx.scheduler.runAfter(0, makeFunctionReference<"mutation">("who:laterNote"), args),
});

export const act = action({
  args: {},
  handler: async (ctx) => [
    await owner(ctx),
    (await ctx.runQuery(makeFunctionReference<"query">("who:me"), {}))?.subject,
    await ctx.runMutation(makeFunctionReference<"mutation">("who:note"), { text: "by an action" }),
  ],
});

/** The token that the call came with. */
export const token = mutation({
  args: {},
  handler: async (ctx) => (await ctx.meta.getRequestMetadata()).authToken,
});

export const tokenInAction = action({
  args: {},
  handler: async (ctx): Promise<(string | null)[]> => [
    (await ctx.meta.getRequestMetadata()).authToken,
    await ctx.runMutation(makeFunctionReference<"mutation">("who:token"), {}),
  ],
});

/** Leaves the next test an empty deployment. */
export const startOver = mutation({
  args: {},
  handler: async (ctx) => {
    for (const table of ["remarks", "doors"])
      for (const { _id } of await ctx.db.query(table).take(1000)) await ctx.db.delete(_id);
  },
});

export const sign = mutation({
  args: { claims: v.any(), expiresInSeconds: v.number() },
  handler: (ctx, args) => ctx.auth.signJwt(args),
});
