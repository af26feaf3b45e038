import { v } from "convex/values";
import { guardedQuery, internalQuery } from "../lib/functions";
import { pageArgs, vPageOf } from "../lib/pages";
import * as Discovery from "./discovery.model";
import { browseAsSelf } from "./servers.access";
import { presentCard, vServerCard } from "./servers.view";

const heading = v.object({ tag: v.optional(v.string()), category: v.optional(v.string()) });

/** The public servers under a heading, in one of the public orders. */
export const browse = internalQuery({
  args: {
    sort: v.union(v.literal("hot"), v.literal("new"), v.literal("popular")),
    heading,
    ...pageArgs,
  },
  returns: vPageOf(vServerCard),
  handler: async (ctx, { sort, heading, page }) => {
    const { items, next } = await Discovery.browse(ctx, sort, heading, page);
    return { items: await Promise.all(items.map((server) => presentCard(ctx, server))), next };
  },
});

/** The public servers that hold the words, the best first. */
export const search = internalQuery({
  args: { words: v.string(), heading, limit: v.number() },
  returns: v.array(vServerCard),
  handler: async (ctx, { words, heading, limit }) => {
    const found = await Discovery.search(ctx, words, heading, limit);
    return await Promise.all(found.map((server) => presentCard(ctx, server)));
  },
});

/** Servers that are about what the caller can do, with the reasons. */
export const recommended = guardedQuery({
  policy: browseAsSelf,
  args: { limit: v.number() },
  returns: v.array(
    v.object({
      card: vServerCard,
      why: v.array(v.object({ capability: v.string(), tag: v.string() })),
    }),
  ),
  handler: async (ctx, { limit }) => {
    const found = await Discovery.recommend(ctx, ctx.subject, limit);
    return await Promise.all(
      found.map(async ({ server, why }) => ({ card: await presentCard(ctx, server), why })),
    );
  },
});
