import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";

/** The stream that had this address once. */
export async function findByFormerSlug(ctx: QueryCtx, slug: string): Promise<Doc<"streams"> | null> {
  const former = await findFormer(ctx, slug);
  return former && (await ctx.db.get(former.streamId));
}

export async function findFormer(ctx: QueryCtx, slug: string): Promise<Doc<"formerSlugs"> | null> {
  return await ctx.db
    .query("formerSlugs")
    .withIndex("by_slug", (q) => q.eq("slug", slug))
    .unique();
}

/** The addresses that a stream had, at most so many. */
export async function listFormer(
  ctx: QueryCtx,
  streamId: Id<"streams">,
  most: number,
): Promise<Doc<"formerSlugs">[]> {
  return await ctx.db
    .query("formerSlugs")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .take(most);
}
