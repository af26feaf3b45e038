import { v } from "convex/values";
import { internalQuery } from "../lib/functions";
import { findCard, vFoundCard } from "./cards.model";

/** What others show of one of our pages; null for what is not there for everybody, "gone" for what was. */
export const find = internalQuery({
  args: { path: v.string() },
  returns: vFoundCard,
  handler: (ctx, { path }) => findCard(ctx, path),
});
