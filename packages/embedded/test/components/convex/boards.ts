import {
  componentsGeneric,
  createFunctionHandle,
  type FunctionReference,
  makeFunctionReference,
} from "convex/server";
import { v } from "convex/values";
import { internalMutation, mutation, query } from "./builders.model";

type Functions = Record<string, FunctionReference<"query" | "mutation", "internal">>;
const components = componentsGeneric() as unknown as Record<"board" | "otherBoard", { posts: Functions }>;

const board = v.union(v.literal("board"), v.literal("otherBoard"));
const call = { board, name: v.string(), args: v.optional(v.any()) };
const functionOf = (of: "board" | "otherBoard", name: string) => components[of].posts[name] as never;

export const ask = query({
  args: call,
  handler: (ctx, { board, name, args = {} }): Promise<unknown> =>
    ctx.runQuery(functionOf(board, name), args as never),
});

export const tell = mutation({
  args: call,
  handler: (ctx, { board, name, args = {} }): Promise<unknown> =>
    ctx.runMutation(functionOf(board, name), args as never),
});

/** Writes on both sides of the border, and then fails or goes on after a failure on the other side. */
export const acrossTheBorder = mutation({
  args: { text: v.string(), how: v.union(v.literal("fail here"), v.literal("fail there")) },
  handler: async (ctx, { text, how }): Promise<void> => {
    await ctx.db.insert("notes", { text });
    await ctx
      .runMutation(functionOf("board", "post"), { text, fail: how === "fail there" } as never)
      .catch(() => {});
    if (how === "fail here") throw new Error("given up");
  },
});

export const postAndHear = mutation({
  args: { text: v.string() },
  handler: async (ctx, { text }): Promise<void> => {
    const handle = await createFunctionHandle(makeFunctionReference<"mutation">("boards:hear"));
    await ctx.runMutation(functionOf("board", "postAndTell"), { text, handle } as never);
  },
});

export const hear = internalMutation({
  args: { text: v.string() },
  handler: async (ctx, { text }) => {
    await ctx.db.insert("notes", { text: `heard of ${text}` });
  },
});
