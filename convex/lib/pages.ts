import type { GenericTableInfo, OrderedQuery, Query } from "convex/server";
import { type GenericValidator, v } from "convex/values";
import { MAX_PAGE, type Position } from "../http/listing";
import { invalid } from "./errors";

/** What a listing asks its model for: so many items after a place, or from the beginning. */
export const pageArgs = {
  page: v.object({
    limit: v.number(),
    position: v.union(v.array(v.union(v.string(), v.number())), v.null()),
  }),
};

export interface PageArgs {
  limit: number;
  position: (string | number)[] | null;
}

export const vPageOf = <V extends GenericValidator>(item: V) =>
  v.object({ items: v.array(item), next: v.union(v.array(v.union(v.string(), v.number())), v.null()) });

export interface Page<Item> {
  items: Item[];
  next: (string | number)[] | null;
}

/** A stretch of rows along an index, and the place after it. One to a function, as Convex wants it. */
export async function pageAlong<Table extends GenericTableInfo>(
  rows: OrderedQuery<Table> | Query<Table>,
  { limit, position }: PageArgs,
): Promise<Page<Table["document"]>> {
  const cursor = position ? String(position[0]) : null;
  const { page, isDone, continueCursor } = await rows
    .paginate({ numItems: limit, cursor })
    .catch((error: unknown): never => {
      throw isForeignCursor(error) ? foreignPosition() : error;
    });
  return { items: page, next: isDone ? null : [continueCursor] };
}

/** How Convex says that it has never given out this cursor for this walk. */
const isForeignCursor = (error: unknown): boolean =>
  error instanceof Error && error.message.includes("InvalidCursor");

/**
 * The page that a live query was asked for. Routes check theirs at the edge; here callers come with whatever they like.
 * A position is what the page before answered as `next`.
 */
export function requirePage({ limit, position }: PageArgs): PageArgs {
  requireLimit(limit, "page.limit");
  if (position && (position.length !== 1 || typeof position[0] !== "string")) throw foreignPosition();
  return { limit, position };
}

/** How much a live query was asked for, by the same measure. */
export function requireLimit(limit: number, field = "limit"): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) {
    throw invalid(field, `It is a whole number from 1 to ${MAX_PAGE}.`, "out_of_range");
  }
  return limit;
}

const foreignPosition = () => invalid("page.position", "It is no place in this list. Begin anew with null.");

/** The page a route was asked for, as functions take it. */
export function pageRequest({ limit, position }: { limit: number; position: Position | null }): PageArgs {
  return { limit, position: position && [...position] };
}
