import { v } from "convex/values";
import { guardedQuery, internalQuery, publicQuery } from "../lib/functions";
import { pageArgs, requireLimit, requirePage, vPageOf } from "../lib/pages";
import { requireLine } from "../lib/text";
import * as Discovery from "./discovery.model";
import { browseAsSelf } from "./servers.access";
import { presentCard, vServerCard } from "./servers.view";

const vSort = v.union(v.literal("hot"), v.literal("new"), v.literal("popular"));
const heading = v.object({ tag: v.optional(v.string()), category: v.optional(v.string()) });

/** The public servers under a heading, in one of the public orders. */
export const browse = internalQuery({
  args: {
    sort: vSort,
    heading,
    ...pageArgs,
  },
  returns: vPageOf(vServerCard),
  handler: async (ctx, { sort, heading, page }) => {
    const { items, next } = await Discovery.browse(ctx, sort, heading, page);
    return { items: await Promise.all(items.map((server) => presentCard(ctx, server))), next };
  },
});

/** The same, live, for people who explore: under a category, a tag, both or everything. */
export const explore = publicQuery({
  args: {
    sort: vSort,
    category: v.union(v.string(), v.null()),
    tag: v.union(v.string(), v.null()),
    ...pageArgs,
  },
  returns: vPageOf(vServerCard),
  handler: async (ctx, { sort, category, tag, page }) => {
    const { items, next } = await Discovery.browse(
      ctx,
      sort,
      headingOf({ category, tag }),
      requirePage(page),
    );
    return { items: await Promise.all(items.map((server) => presentCard(ctx, server))), next };
  },
});

/** The categories of public servers, the liveliest first, live. */
export const categories = publicQuery({
  args: {},
  returns: v.array(v.string()),
  handler: (ctx) => Discovery.listCategories(ctx),
});

/** The public servers that hold the words, the best first, live. */
export const find = publicQuery({
  args: {
    words: v.string(),
    category: v.union(v.string(), v.null()),
    tag: v.optional(v.string()),
    limit: v.number(),
  },
  returns: v.array(vServerCard),
  handler: async (ctx, { words, category, tag = null, limit }) => {
    const heading = headingOf({ category, tag });
    const found = await Discovery.search(ctx, requireWords(words), heading, requireLimit(limit));
    return await Promise.all(found.map((server) => presentCard(ctx, server)));
  },
});

const headingOf = ({ category, tag }: Record<"category" | "tag", string | null>): Discovery.Heading => ({
  ...(category !== null && { category }),
  ...(tag !== null && { tag }),
});

const requireWords = (words: string) => requireLine("words", words, { min: 1, max: 200 });

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
