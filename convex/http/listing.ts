import { v } from "convex/values";
import * as z from "zod";
import { cursorParameter, wholeNumber } from "./fields";

/** The place of an item in a listing's order: what the model needs to go on after it. */
export type Position = readonly (string | number)[];

export const vPosition = v.union(v.array(v.union(v.string(), v.number())), v.null());

export interface PageRequest {
  limit: number;
  /** Where the last page ended, or null for the first one. Only positions this listing gave out come back. */
  position: Position | null;
}

/** What makes a route a listing: the name and order that its cursors belong to. */
export interface Listing {
  operation: string;
  sort: string;
}

export const DEFAULT_PAGE = 25;
export const MAX_PAGE = 100;

interface ListingOptions {
  operation: string;
  sort: string;
  query?: z.ZodObject;
  item: z.ZodType;
  example?: unknown;
}

/** The query and reply that all listings share: `limit`, `cursor`, and `{ data, next_cursor, has_more }`. */
export function listingParts({ operation, sort, query, item, example }: ListingOptions) {
  const shape = z.object({
    data: z.array(item),
    next_cursor: z
      .string()
      .nullable()
      .describe("Give it as `cursor` to get the next page; null on the last one."),
    has_more: z.boolean(),
  });
  const page = { data: [example], next_cursor: null, has_more: false };
  return {
    query: (query ?? z.object({})).extend({
      limit: wholeNumber(1, MAX_PAGE, DEFAULT_PAGE),
      cursor: cursorParameter,
    }),
    reply: { status: 200, shape, ...(example !== undefined && { example: page }) },
    listing: { operation, sort },
  };
}
