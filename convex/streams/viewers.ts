import { v } from "convex/values";
import { internalMutation, publicMutation } from "../lib/functions";
import { getBySlug } from "./streams.model";
import * as Viewers from "./viewers.model";

/** Every 10 seconds while a page watches. */
export const beat = publicMutation({
  args: { slug: v.string(), sessionKey: v.string() },
  returns: v.null(),
  handler: async (ctx, { slug, sessionKey }) => {
    await Viewers.beat(ctx, (await getBySlug(ctx, slug))._id, sessionKey);
    return null;
  },
});

/** When a page closes. One that cannot say so is swept after 25 seconds of silence. */
export const leave = publicMutation({
  args: { slug: v.string(), sessionKey: v.string() },
  returns: v.null(),
  handler: async (ctx, { slug, sessionKey }) => {
    await Viewers.leave(ctx, (await getBySlug(ctx, slug))._id, sessionKey);
    return null;
  },
});

/** Drops silent sessions. Schedules itself while anybody watches. */
export const sweep = internalMutation({
  args: { streamId: v.id("streams"), dueAt: v.number() },
  returns: v.null(),
  handler: async (ctx, { streamId, dueAt }) => {
    await Viewers.sweep(ctx, streamId, dueAt);
    return null;
  },
});
