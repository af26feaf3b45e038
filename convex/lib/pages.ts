import type { GenericTableInfo, OrderedQuery, Query } from "convex/server";
import { type GenericValidator, v } from "convex/values";
import type { Position } from "../http/listing";

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
  const { page, isDone, continueCursor } = await rows.paginate({ numItems: limit, cursor });
  return { items: page, next: isDone ? null : [continueCursor] };
}

/** The page a route was asked for, as functions take it. */
export function pageRequest({ limit, position }: { limit: number; position: Position | null }): PageArgs {
  return { limit, position: position && [...position] };
}
