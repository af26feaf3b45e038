import { v } from "convex/values";
import { action, mutation, query } from "./builders.model.ts";

export const clock = query({
  args: {},
  handler: async (ctx) => {
    const first = Date.now();
    await ctx.db.query("notes").collect();
    // Time passes, whatever the clock says.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    const now = new Date();
    return [first, Date.now(), now.getTime()];
  },
});
export const variable = query({ args: {}, handler: async () => process.env.GREETING ?? null });

const forbidden = {
  fetch: () => fetch("https://nowhere.test"),
  setTimeout: () => setTimeout(() => {}, 1),
  setInterval: () => setInterval(() => {}, 1),
};
export const tryOne = mutation({
  args: { what: v.string() },
  handler: async (_, { what }) => {
    await forbidden[what as keyof typeof forbidden]();
    return "done";
  },
});
export const uuid = mutation({ args: {}, handler: async () => crypto.randomUUID() });
export const hash = mutation({
  args: {},
  handler: async () => (await crypto.subtle.digest("SHA-256", new Uint8Array([1, 2, 3]))).byteLength,
});
/** Replaces globals for the time of its run, as published components do. */
export const replaceGlobals = mutation({
  args: {},
  handler: async (ctx) => {
    const before = Math;
    globalThis.Math = { ...Math, random: () => 0.25 } as Math;
    (globalThis as { process: unknown }).process = undefined;
    await ctx.db.insert("notes", { text: String(Math.random()), rank: 0 });
    const seen = [Math.random(), typeof process];
    globalThis.Math = before;
    return seen;
  },
});

export const fetchText = action({
  args: {},
  handler: async () => (await fetch("https://nowhere.test")).text(),
});
export const waitASecond = action({
  args: {},
  handler: async () => {
    const started = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return Date.now() - started;
  },
});
