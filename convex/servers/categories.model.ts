import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { requireLine } from "../lib/text";
import { requirePosition } from "./channels.model";
import { serverErrors } from "./servers.errors";

export const MAX_CATEGORIES = 50;

export async function listCategories(ctx: QueryCtx, serverId: Id<"servers">): Promise<Doc<"categories">[]> {
  return await ctx.db
    .query("categories")
    .withIndex("by_server", (q) => q.eq("serverId", serverId))
    .take(MAX_CATEGORIES);
}

export async function createCategory(
  ctx: MutationCtx,
  serverId: Id<"servers">,
  name: string,
): Promise<Doc<"categories">> {
  const categories = await listCategories(ctx, serverId);
  if (categories.length >= MAX_CATEGORIES) throw serverErrors.categoryLimit();
  const position = (categories.at(-1)?.position ?? -1) + 1;
  const id = await ctx.db.insert("categories", { serverId, name: requireCategoryName(name), position });
  return (await ctx.db.get(id))!;
}

export async function editCategory(
  ctx: MutationCtx,
  category: Doc<"categories">,
  { name, position }: { name?: string; position?: number },
): Promise<Doc<"categories">> {
  const changes = {
    ...(name !== undefined && { name: requireCategoryName(name) }),
    ...(position !== undefined && { position: requirePosition(position) }),
  };
  await ctx.db.patch(category._id, changes);
  return { ...category, ...changes };
}

/** Deletes a heading; the channels below it stay, under none. */
export async function deleteCategory(ctx: MutationCtx, category: Doc<"categories">): Promise<void> {
  const channels = await ctx.db
    .query("serverChannels")
    .withIndex("by_category", (q) => q.eq("categoryId", category._id))
    .collect();
  for (const channel of channels) await ctx.db.patch(channel._id, { categoryId: null });
  await ctx.db.delete(category._id);
}

export async function getCategory(
  ctx: QueryCtx,
  serverId: Id<"servers">,
  categoryId: string,
): Promise<Doc<"categories">> {
  const id = ctx.db.normalizeId("categories", categoryId);
  const category = id && (await ctx.db.get(id));
  if (category?.serverId !== serverId) throw serverErrors.categoryNotFound();
  return category;
}

function requireCategoryName(name: string): string {
  return requireLine("name", name, { min: 1, max: 50 });
}
