import { createFunctionHandle, type FunctionHandle, makeFunctionReference } from "convex/server";
import { v } from "convex/values";
import { api } from "../api";
import { action, internalMutation, mutation, query } from "./builders.model";

const handleArgs = { handle: v.string(), args: v.any() };
const nesting = { depth: v.number() };

export const handleOf = query({
  args: { name: v.string() },
  handler: (_, { name }) => createFunctionHandle(makeFunctionReference<"query">(name)),
});

export const queryByHandle = query({
  args: handleArgs,
  handler: (ctx, { handle, args }): Promise<unknown> => ctx.runQuery(handle as FunctionHandle<"query">, args),
});

export const mutateByHandle = mutation({
  args: handleArgs,
  handler: (ctx, { handle, args }): Promise<unknown> =>
    ctx.runMutation(handle as FunctionHandle<"mutation">, args),
});

export const actByHandle = action({
  args: handleArgs,
  handler: (ctx, { handle, args }): Promise<unknown> =>
    ctx.runAction(handle as FunctionHandle<"action">, args),
});

export const scheduleByHandle = mutation({
  args: handleArgs,
  handler: (ctx, { handle, args }) => ctx.scheduler.runAfter(0, handle as FunctionHandle<"mutation">, args),
});

/** Calls itself until `depth` is used up. */
export const nest = query({
  args: nesting,
  handler: (ctx, { depth }): Promise<number> | number =>
    depth === 0 ? 0 : ctx.runQuery(api.calls.nest, { depth: depth - 1 }).then((below: number) => below + 1),
});

class Point {
  constructor(readonly x: number) {}
}

export const talk = query({
  args: {},
  handler: async (ctx) => {
    console.log("text", { a: 1 }, [true, null], 5n);
    console.info("info");
    console.warn("warned");
    console.error("failed");
    console.debug("detail");
    await ctx.runQuery(api.calls.talkInside, {});
    console.log(new Point(1), new Map([[{ k: 1 }, [{}]]]));
    return null;
  },
});

export const talkInside = query({
  args: {},
  handler: () => {
    console.log("inside");
    return null;
  },
});

/** Every kind of thing that can be thrown. */
export const throws = mutation({
  args: { what: v.string() },
  handler: (_, { what }): null => {
    if (what === "text") throw "only text";
    if (what === "type error") (null as unknown as { nothing(): void }).nothing();
    if (what === "nothing") throw undefined;
    throw new RangeError("out of range");
  },
});

export const about = mutation({
  args: {},
  handler: async (ctx) => {
    await ctx.db.query("counters").take(3);
    await ctx.db.insert("counters", { name: "about", value: 0 });
    return { itself: await ctx.meta.getFunctionMetadata(), used: await ctx.meta.getTransactionMetrics() };
  },
});

export const aboutInside = action({
  args: {},
  handler: async (ctx): Promise<unknown> => [
    await ctx.meta.getFunctionMetadata(),
    await ctx.runMutation(makeFunctionReference<"mutation">("calls:aboutInternally"), {}),
  ],
});

export const aboutInternally = internalMutation({
  args: {},
  handler: (ctx) => ctx.meta.getFunctionMetadata(),
});

/** Random numbers and times of one call. */
export const chance = query({
  args: { salt: v.string() },
  handler: () => ({
    numbers: [Math.random(), Math.random()],
    now: Date.now(),
    date: new Date().toISOString(),
    uuid: crypto.randomUUID(),
  }),
});

/** What a call knows of the request that it serves. */
export const request = mutation({ args: {}, handler: (ctx) => ctx.meta.getRequestMetadata() });

/** A query may call queries only, whatever JavaScript lets it try. */
export const mutateFromQuery = query({
  args: { name: v.string() },
  // biome-ignore lint/suspicious/noExplicitAny: types rule this mistake out, and JavaScript does not.
  handler: (ctx, { name }): Promise<unknown> => (ctx as any).runMutation(api.kitchen.bump, { name }),
});

/** Two mutations started at once in one transaction; both are done, one after the other. */
export const together = mutation({
  args: { name: v.string() },
  handler: (ctx, { name }): Promise<unknown> =>
    Promise.all(Array.from({ length: 5 }, () => ctx.runMutation(api.kitchen.bump, { name }))),
});
