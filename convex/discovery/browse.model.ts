import type { QueryCtx } from "../_generated/server";
import { invalid } from "../lib/errors";
import { requireTag } from "../servers/servers.model";
import { CATEGORIES, type Category } from "../streams/categories";
import { settingsOf } from "../streams/settings.model";
import { listBusiestOnAir } from "../streams/viewers.model";

/** Where somebody looks: under a tag, a category, both, or everywhere. */
export function requireHeading(given: { tag: string | null; category: string | null }): {
  tag?: string;
  category?: Category;
} {
  const { tag, category } = given;
  const known = CATEGORIES.find((one) => one === category);
  if (category !== null && !known)
    throw invalid("category", `It is one of ${CATEGORIES.join(", ")}.`, "unknown_category");
  return { ...(tag !== null && { tag: requireTag("tag", tag) }), ...(known && { category: known }) };
}

/** A place in the order by viewers or by the start, as the page before gave it out. */
export function requirePlace(position: (string | number)[] | null): number[] | null {
  if (position?.some((part) => typeof part !== "number") || (position && position.length > 3))
    throw invalid("page.position", "It is no place in this list. Begin anew with null.");
  return position as number[] | null;
}

/** So many streams are looked at, those with most viewers. */
const LOOKED_AT = 200;
const MAX_TAGS = 30;

export interface Topics {
  tags: { tag: string; live: number }[];
  categories: { category: Category; live: number }[];
}

/** What the streams on air are about, the most common first. */
export async function topicsOnAir(ctx: QueryCtx): Promise<Topics> {
  const tags = new Map<string, number>();
  const categories = new Map<Category, number>();
  for (const { streamId } of await listBusiestOnAir(ctx, LOOKED_AT)) {
    const stream = await ctx.db.get(streamId);
    if (!stream) continue;
    const settings = settingsOf(stream);
    for (const tag of settings.tags) tags.set(tag, (tags.get(tag) ?? 0) + 1);
    categories.set(settings.category, (categories.get(settings.category) ?? 0) + 1);
  }
  const common = mostCommon(tags).slice(0, MAX_TAGS);
  return {
    tags: common.map(([tag, live]) => ({ tag, live })),
    categories: mostCommon(categories).map(([category, live]) => ({ category, live })),
  };
}

const mostCommon = <Name>(counts: Map<Name, number>) => [...counts].sort((a, b) => b[1] - a[1]);
