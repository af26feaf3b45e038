import { v } from "convex/values";
import { internalQuery } from "../lib/functions";
import { findCard, vLinkCard } from "./cards.model";

/** What others show of one of our pages; null for what is not there for everybody. */
export const find = internalQuery({
  args: { path: v.string() },
  returns: v.union(vLinkCard, v.null()),
  handler: (ctx, { path }) => findCard(ctx, path),
});
