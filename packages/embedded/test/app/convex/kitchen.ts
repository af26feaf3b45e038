import { ConvexError, v } from "convex/values";
import { api } from "../api";
import { action, internalAction, internalMutation, internalQuery, mutation, query } from "./builders.model";

const { kitchen } = api;

export const put = mutation({
  args: { key: v.string(), value: v.any() },
  handler: (ctx, { key, value }) => ctx.db.insert("anything", { key, value }),
});

export const ordered = query({
  args: {},
  handler: async (ctx) => (await ctx.db.query("anything").withIndex("by_value").collect()).map((d) => d.key),
});

export const get = query({ args: { id: v.id("anything") }, handler: (ctx, { id }) => ctx.db.get(id) });

export const bump = mutation({
  args: { name: v.string() },
  handler: async (ctx, { name }): Promise<number> => {
    const counter = await ctx.db
      .query("counters")
      .withIndex("by_name", (q) => q.eq("name", name))
      .unique();
    if (counter) {
      await ctx.db.patch(counter._id, { value: counter.value + 1 });
      return counter.value + 1;
    }
    await ctx.db.insert("counters", { name, value: 1 });
    return 1;
  },
});

export const value = query({
  args: { name: v.string() },
  handler: async (ctx, { name }): Promise<number> =>
    (
      await ctx.db
        .query("counters")
        .withIndex("by_name", (q) => q.eq("name", name))
        .unique()
    )?.value ?? 0,
});

/** The counter's value, or `null` whenever it cannot be had. */
export const valueOrNothing = query({
  args: { name: v.string() },
  handler: (ctx, { name }): Promise<number | null> => ctx.runQuery(kitchen.value, { name }).catch(() => null),
});

/** The counter's value; throws while it is odd. */
export const touchy = query({
  args: { name: v.string() },
  handler: async (ctx, { name }): Promise<number> => {
    const found = await ctx.runQuery(kitchen.value, { name });
    if (found % 2 === 1) throw new ConvexError({ found });
    return found;
  },
});

export const wrongDocument = mutation({
  args: {},
  handler: (ctx) => ctx.db.insert("counters", { name: "x", value: "not a number" as unknown as number }),
});

export const wrongResult = query({
  args: {},
  returns: v.number(),
  handler: () => "text" as unknown as number,
});

export const fail = mutation({
  args: { kind: v.string() },
  handler: async (ctx, { kind }) => {
    await ctx.db.insert("counters", { name: "left over", value: 1 });
    if (kind === "convex") throw new ConvexError({ code: "refused", n: 1n });
    throw new Error("broken");
  },
});

/** A nested mutation that fails loses its writes; the caller goes on. */
export const survive = mutation({
  args: { name: v.string() },
  handler: async (ctx, { name }) => {
    await ctx.db.insert("counters", { name, value: 1 });
    const caught = await ctx.runMutation(kitchen.fail, { kind: "convex" }).then(
      () => null,
      (error: { data?: unknown }) => error.data,
    );
    const inner = await ctx.runQuery(kitchen.value, { name: "left over" });
    return { caught, inner };
  },
});

export const determinism = query({
  args: {},
  handler: async () => {
    const first = Date.now();
    for (let i = 0; i < 1e5; i++) Math.random();
    return { sameTime: Date.now() === first, isDate: new Date() instanceof Date };
  },
});

export const forbidden = query({
  args: { what: v.string() },
  handler: async (_, { what }) => {
    if (what === "fetch") await fetch("http://127.0.0.1");
    if (what === "timer") setTimeout(() => {}, 1);
    return null;
  },
});

/** Random bytes of the size of a secret, in hexadecimal. */
export const randomBytes = mutation({
  args: {},
  handler: async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  },
});

export const hash = mutation({
  args: { text: v.string() },
  handler: async (_, { text }) => {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return digest;
  },
});

export const spin = mutation({
  args: {},
  handler: async (ctx) => {
    await ctx.db.insert("counters", { name: "spun", value: 1 });
    for (;;);
  },
});

export const never = mutation({ args: {}, handler: () => new Promise<null>(() => {}) });

export const secret = internalQuery({ args: {}, handler: () => "internal" });

export const callsSecret = action({
  args: {},
  handler: (ctx): Promise<string> => ctx.runQuery(kitchen.secret, {}),
});

export const actionFails = action({
  args: {},
  handler: async (ctx) => {
    await ctx.runMutation(kitchen.fail, { kind: "convex" });
  },
});

/** The data of an error that has crossed from a mutation into an action. */
export const actionCatches = action({
  args: {},
  handler: (ctx): Promise<unknown> =>
    ctx
      .runMutation(kitchen.fail, { kind: "convex" })
      .catch((error: { data?: unknown }) => error.data ?? null),
});

export const slowly = action({
  args: { ms: v.number(), name: v.string() },
  handler: async (ctx, { ms, name }) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    await ctx.runMutation(kitchen.bump, { name });
    return process.env.GREETING ?? "unset";
  },
});

/** Leaves a promise, a request and a timer behind that fail when the call is over. */
export const leavesBehind = action({
  args: {},
  handler: async () => {
    void Promise.reject(new Error("a promise left behind"));
    void fetch("http://127.0.0.1:9/");
    setTimeout(() => {
      throw new Error("a timer left behind");
    });
  },
});

/** Writes without waiting for it, and what cannot be written. */
export const writesInPassing = mutation({
  args: { name: v.string() },
  handler: async (ctx, { name }) => {
    void ctx.db.insert("counters", { name } as never);
    await ctx.db.insert("counters", { name, value: 1 });
  },
});

export const greeting = query({ args: {}, handler: () => process.env.GREETING ?? null });

export const bumpLater = mutation({
  args: { name: v.string(), ms: v.number(), fail: v.optional(v.boolean()) },
  handler: async (ctx, { name, ms, fail }) => {
    const id = await ctx.scheduler.runAfter(ms, kitchen.internalBump, { name });
    if (fail) throw new Error("rolled back");
    return id;
  },
});

export const actLater = mutation({
  args: { name: v.string(), ms: v.number() },
  handler: (ctx, { name, ms }) => ctx.scheduler.runAfter(0, kitchen.internalSlowly, { name, ms }),
});

export const cancelJob = mutation({
  args: { id: v.id("_scheduled_functions") },
  handler: (ctx, { id }) => ctx.scheduler.cancel(id),
});

export const job = query({
  args: { id: v.id("_scheduled_functions") },
  handler: (ctx, { id }) => ctx.db.system.get(id),
});

export const internalBump = internalMutation({
  args: { name: v.string() },
  handler: (ctx, { name }): Promise<number> => ctx.runMutation(kitchen.bump, { name }),
});

export const internalSlowly = internalAction({
  args: { name: v.string(), ms: v.number() },
  handler: (ctx, args): Promise<string> => ctx.runAction(kitchen.slowly, args),
});
