import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { type Page, type PageArgs, pageAlong } from "../lib/pages";
import { findMember } from "./membership.model";
import { requireTag } from "./servers.model";

export type Sort = "hot" | "new" | "popular";

/** Under which heading to look; everything when neither is given. */
export interface Heading {
  tag?: string;
  category?: string;
}

const headingOf = ({ tag, category }: Heading): string => {
  if (tag !== undefined) return `tag:${requireTag("tag", tag)}`;
  return category === undefined ? "all" : `category:${requireTag("category", category)}`;
};

/**
 * The public servers under a heading in one of the public orders (`ranking.model.ts`): one walk along one index. Under a
 * tag and a category it walks along the tag and leaves out the rest, so a page may hold fewer than were asked for.
 */
export async function browse(
  ctx: QueryCtx,
  sort: Sort,
  heading: Heading,
  page: PageArgs,
): Promise<Page<Doc<"servers">>> {
  const { items, next } = await pageAlong(walk(ctx, sort, headingOf(heading)), page);
  const servers = await Promise.all(items.map(({ serverId }) => ctx.db.get(serverId)));
  const category = heading.category === undefined ? null : requireTag("category", heading.category);
  const fits = (server: Doc<"servers">) => category === null || server.category === category;
  return { items: servers.filter((server) => server !== null).filter(fits), next };
}

function walk(ctx: QueryCtx, sort: Sort, heading: string) {
  const listings = ctx.db.query("serverListings");
  switch (sort) {
    case "hot":
      return listings.withIndex("by_heading_hot", (q) => q.eq("heading", heading)).order("desc");
    case "new":
      return listings.withIndex("by_heading_new", (q) => q.eq("heading", heading)).order("desc");
    case "popular":
      return listings.withIndex("by_heading_popular", (q) => q.eq("heading", heading)).order("desc");
  }
}

/** So many categories are offered; there may be more, which are found by their name. */
const MOST_CATEGORIES = 100;

/** The categories that public servers have given themselves, the one with the hottest server first. */
export async function listCategories(ctx: QueryCtx): Promise<string[]> {
  const found: { category: string; hot: number }[] = [];
  // From heading to heading, one read for each: the servers below them are not looked at.
  for (let after = "category:"; found.length < MOST_CATEGORIES; ) {
    const next = await ctx.db
      .query("serverListings")
      .withIndex("by_heading_hot", (q) => q.gt("heading", after))
      .first();
    if (!next?.heading.startsWith("category:")) break;
    const hottest = await walk(ctx, "hot", next.heading).first();
    found.push({ category: next.heading.slice("category:".length), hot: hottest?.hot ?? next.hot });
    after = next.heading;
  }
  return found.sort((a, b) => b.hot - a.hot).map(({ category }) => category);
}

/** Search finds so many at most, the best first. Who wants others asks more precisely. */
export const MAX_FOUND = 100;

/** The public servers whose name, description or tags hold the words; the best first. */
export async function search(
  ctx: QueryCtx,
  words: string,
  { tag, category }: Heading,
  limit: number,
): Promise<Doc<"servers">[]> {
  const wanted = tag === undefined ? null : requireTag("tag", tag);
  const found = await ctx.db
    .query("servers")
    .withSearchIndex("search", (q) => {
      const open = q.search("searchText", words).eq("visibility", "public");
      return category === undefined ? open : open.eq("category", requireTag("category", category));
    })
    .take(MAX_FOUND);
  return found.filter(({ tags }) => wanted === null || tags.includes(wanted)).slice(0, limit);
}

/** Why a server is recommended: what the agent can do and the server is about. */
export interface Reason {
  capability: string;
  tag: string;
}

export interface Recommendation {
  server: Doc<"servers">;
  why: Reason[];
}

/** So many servers are looked at for each capability, the hottest first. */
const LOOKED_AT = 20;

/**
 * The public servers that are about what an agent can do: those that share more of its capabilities come first, and
 * among equals the hotter ones. Those it is on already are left out.
 */
export async function recommend(
  ctx: QueryCtx,
  agent: Doc<"agents">,
  limit: number,
): Promise<Recommendation[]> {
  const reasons = new Map<Id<"servers">, { why: Reason[]; hot: number }>();
  for (const capability of agent.capabilities ?? []) {
    const tag = capability.toLowerCase();
    const rows = await walk(ctx, "hot", `tag:${tag}`).take(LOOKED_AT);
    for (const { serverId, hot } of rows) {
      const known = reasons.get(serverId) ?? { why: [], hot };
      known.why.push({ capability, tag });
      reasons.set(serverId, known);
    }
  }
  const ranked = [...reasons].sort(([, a], [, b]) => b.why.length - a.why.length || b.hot - a.hot);
  const recommended: Recommendation[] = [];
  for (const [serverId, { why }] of ranked) {
    if (recommended.length === limit) break;
    const server = await ctx.db.get(serverId);
    if (server && !(await findMember(ctx, serverId, agent._id))) recommended.push({ server, why });
  }
  return recommended;
}
