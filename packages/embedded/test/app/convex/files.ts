import { v } from "convex/values";
import { api } from "../api";
import { action, mutation, query } from "./builders.model";

const id = { id: v.id("_storage") };

export const uploadUrl = mutation({ args: {}, handler: (ctx) => ctx.storage.generateUploadUrl() });

export const uploadUrlFromAction = action({ args: {}, handler: (ctx) => ctx.storage.generateUploadUrl() });

/** Logs a line for every run, so that runs can be counted. */
export const url = query({
  args: id,
  handler: (ctx, { id }) => {
    console.log("looking up");
    return ctx.storage.getUrl(id);
  },
});

export const metadata = query({
  args: id,
  handler: async (ctx, { id }) => ({
    document: await ctx.db.system.get(id),
    older: await ctx.storage.getMetadata(id),
  }),
});

export const list = query({
  args: {},
  handler: async (ctx) =>
    (await ctx.db.system.query("_storage").collect()).map(({ _id, size }) => [_id, size]),
});

export const remove = mutation({
  args: { ...id, fail: v.optional(v.boolean()) },
  handler: async (ctx, { id, fail }) => {
    await ctx.storage.delete(id);
    if (fail) throw new Error("rolled back");
    return await ctx.storage.getUrl(id);
  },
});

/** Deletes in a nested mutation that fails, and goes on. */
export const removeInVain = mutation({
  args: id,
  handler: async (ctx, { id }): Promise<string | null> => {
    await ctx.runMutation(api.files.remove, { id, fail: true }).catch(() => {});
    return await ctx.storage.getUrl(id);
  },
});

export const roundTrip = action({
  args: { text: v.string(), type: v.string(), sha256: v.optional(v.string()) },
  handler: async (ctx, { text, type, sha256 }) => {
    const id = await ctx.storage.store(new Blob([text], { type }), sha256 ? { sha256 } : undefined);
    const blob = await ctx.storage.get(id);
    const url = await ctx.storage.getUrl(id);
    return { id, text: (await blob?.text()) ?? null, type: blob?.type ?? null, url };
  },
});

export const roundTripInMutation = mutation({
  args: { text: v.string(), type: v.string(), sha256: v.optional(v.string()), times: v.optional(v.number()) },
  handler: async (ctx, { text, type, sha256, times = 1 }) => {
    const file = new File([text], "a name", { type });
    const id = await ctx.storage.store(file, sha256 ? { sha256 } : undefined);
    for (let i = 1; i < times; i++) await ctx.storage.store(file);
    const blob = await ctx.storage.get(id);
    const { filesWritten, fileWriteBytes, filesRead, fileReadBytes } = await ctx.meta.getTransactionMetrics();
    const used = [filesWritten, fileWriteBytes, filesRead, fileReadBytes].map(({ used }) => used);
    return { id, text: (await blob?.text()) ?? null, type: blob?.type ?? null, used };
  },
});

/** Stores in a nested mutation that fails, and goes on. */
export const storeInVain = mutation({
  args: { text: v.string() },
  handler: async (ctx, { text }) => {
    const failing = { text, type: "", sha256: "0".repeat(64) };
    await ctx.runMutation(api.files.roundTripInMutation, failing).catch(() => {});
    const { filesWritten, filesRead } = await ctx.meta.getTransactionMetrics();
    return [filesWritten.used, filesRead.used];
  },
});

export const removeFromAction = action({
  args: id,
  handler: async (ctx, { id }) => {
    await ctx.storage.delete(id);
    return await ctx.storage.get(id);
  },
});
