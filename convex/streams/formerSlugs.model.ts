import type { Doc } from "../_generated/dataModel";
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
