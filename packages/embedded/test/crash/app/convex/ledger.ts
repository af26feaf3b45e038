import { makeFunctionReference } from "convex/server";
import { v } from "convex/values";
import { internalAction, internalMutation, mutation, query } from "./builders.model";

const key = v.string();
const runRef = makeFunctionReference<"mutation">("ledger:run");
const spinRef = makeFunctionReference<"mutation">("ledger:spin");
const actRef = makeFunctionReference<"action">("ledger:act");

/** Adds an entry with the next number. */
export const append = mutation({
  args: { key, body: v.optional(v.string()) },
  handler: async (ctx, { key, body = "" }) => {
    const counter = await ctx.db
      .query("counters")
      .withIndex("by_name", (q) => q.eq("name", "entries"))
      .unique();
    const seq = counter?.value ?? 0;
    if (counter) await ctx.db.patch(counter._id, { value: seq + 1 });
    else await ctx.db.insert("counters", { name: "entries", value: 1 });
    await ctx.db.insert("entries", { key, seq, body });
    return key;
  },
});

/** Moves an amount between two accounts, which come into being with 1000 each. */
export const transfer = mutation({
  args: { key, from: v.string(), to: v.string(), amount: v.number() },
  handler: async (ctx, { key, from, to, amount }) => {
    for (const [name, change] of [
      [from, -amount],
      [to, amount],
    ] as const) {
      const account = await ctx.db
        .query("accounts")
        .withIndex("by_name", (q) => q.eq("name", name))
        .unique();
      if (account) await ctx.db.patch(account._id, { balance: account.balance + change });
      else await ctx.db.insert("accounts", { name, balance: 1000 + change });
    }
    await ctx.db.insert("moves", { key, from, to, amount });
    return key;
  },
});

/** Schedules a mutation or an action that leaves a row in `runs`. */
export const later = mutation({
  args: { key, dueAt: v.number(), how: v.optional(v.union(v.literal("run"), v.literal("act"))) },
  handler: async (ctx, { key, dueAt, how = "run" }) => {
    await ctx.scheduler.runAt(dueAt, how === "run" ? runRef : actRef, { key, dueAt });
    return key;
  },
});

/** Schedules one job per key; returns their ids. */
export const laterMany = mutation({
  args: { keys: v.array(key), dueAt: v.number(), how: v.union(v.literal("run"), v.literal("act")) },
  handler: async (ctx, { keys, dueAt, how }) => {
    const ids = [];
    for (const key of keys)
      ids.push(await ctx.scheduler.runAt(dueAt, how === "run" ? runRef : actRef, { key, dueAt }));
    return ids;
  },
});

export const cancelMany = mutation({
  args: { ids: v.array(v.id("_scheduled_functions")) },
  handler: async (ctx, { ids }) => {
    for (const id of ids) await ctx.scheduler.cancel(id);
  },
});

export const run = internalMutation({
  args: { key, dueAt: v.number() },
  handler: async (ctx, args) => {
    await ctx.db.insert("runs", { ...args, ranAt: Date.now() });
  },
});

export const act = internalAction({
  args: { key, dueAt: v.number() },
  handler: async (ctx, args) => {
    await ctx.runMutation(runRef, args);
  },
});

/** The keys of what has run, in order. */
export const runs = query({
  args: {},
  handler: async (ctx) => (await ctx.db.query("runs").withIndex("by_key").collect()).map(({ key }) => key),
});

export const uploadUrl = mutation({ args: {}, handler: (ctx) => ctx.storage.generateUploadUrl() });

/** Adds the row that speaks of an uploaded file. */
export const keepFile = mutation({
  args: { key, storageId: v.id("_storage"), sha256: v.string() },
  handler: async (ctx, args) => {
    await ctx.db.insert("files", args);
    return args.key;
  },
});

export const fileUrl = query({
  args: { key },
  handler: async (ctx, { key }) => {
    const file = await ctx.db
      .query("files")
      .withIndex("by_key", (q) => q.eq("key", key))
      .unique();
    return file && (await ctx.storage.getUrl(file.storageId));
  },
});

/** The newest entries, newest first. */
export const tail = query({
  args: { n: v.number() },
  handler: (ctx, { n }) => ctx.db.query("entries").withIndex("by_seq").order("desc").take(n),
});

/** Keeps the thread of the runtime for ever. */
export const spin = mutation({
  args: { key },
  handler: async (ctx, { key }) => {
    await ctx.db.insert("entries", { key, seq: -1, body: "" });
    for (;;);
  },
});

/** Schedules a mutation that keeps the thread for ever. */
export const spinLater = mutation({
  args: { key },
  handler: async (ctx, args) => {
    await ctx.scheduler.runAfter(0, spinRef, args);
    return args.key;
  },
});

/** The states of all scheduled functions. */
export const jobs = query({
  args: {},
  handler: async (ctx) =>
    (await ctx.db.system.query("_scheduled_functions").collect()).map(({ state }) => state),
});
