import { v } from "convex/values";
import { internalQuery, publicQuery } from "../lib/functions";
import { pageArgs, requireLimit, vPageOf } from "../lib/pages";
import { vCategory } from "../streams/categories";
import { pageLive, vLiveSort } from "../streams/listings.model";
import { vStreamListing } from "../streams/streams.view";
import { requireHeading, requirePlace, topicsOnAir } from "./browse.model";

/** The public streams on air under a heading, most viewers, newest broadcast or hottest first. Live. */
export const live = publicQuery({
  args: {
    tag: v.union(v.string(), v.null()),
    category: v.union(v.string(), v.null()),
    sort: vLiveSort,
    ...pageArgs,
  },
  returns: vPageOf(vStreamListing),
  handler: async (ctx, { tag, category, sort, page }) => {
    const { streams, next } = await pageLive(ctx, {
      limit: requireLimit(page.limit),
      position: requirePlace(page.position),
      heading: requireHeading({ tag, category }),
      sort,
    });
    return { items: streams, next };
  },
});

const vTopics = v.object({
  tags: v.array(v.object({ tag: v.string(), live: v.number() })),
  categories: v.array(v.object({ category: vCategory, live: v.number() })),
});

/** What the streams on air are about, live. */
export const topics = publicQuery({ args: {}, returns: vTopics, handler: (ctx) => topicsOnAir(ctx) });

export const listTopics = internalQuery({ args: {}, returns: vTopics, handler: (ctx) => topicsOnAir(ctx) });
