import type { SystemDataModel } from "convex/server";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { uploadErrors } from "./files.errors";

/** A file that nothing keeps is somebody's upload under way for so long; then it is removed. */
export const UNDER_WAY_MS = 60 * 60_000;
const LOOKED_AT = 200;

/** Every table that keeps files. A file that is in none of them is swept, so a test compares this with the schema. */
export const KEEPERS = ["attachments", "pictures", "voiceSamples", "speeches"] as const;

type StoredFile = SystemDataModel["_storage"]["document"];

/** An upload that nothing has taken yet. Its one use is what it is named for, so nobody shows another's file as theirs. */
export async function requireUpload(ctx: QueryCtx, given: string): Promise<StoredFile> {
  const storageId = ctx.db.system.normalizeId("_storage", given);
  const file = storageId && (await ctx.db.system.get(storageId));
  if (!file || (await isKept(ctx, file._id))) throw uploadErrors.unknown();
  return file;
}

async function isKept(ctx: QueryCtx, storageId: Id<"_storage">): Promise<boolean> {
  for (const table of KEEPERS) {
    const row = await ctx.db
      .query(table)
      .withIndex("by_storage", (q) => q.eq("storageId", storageId))
      .first();
    if (row) return true;
  }
  return false;
}

/** Removes a batch of files that nothing has taken within an hour; answers whether there may be more. */
export async function sweepUploads(ctx: MutationCtx): Promise<boolean> {
  const mark = await ctx.db.query("uploadSweeps").first();
  const files = await ctx.db.system
    .query("_storage")
    .withIndex("by_creation_time", (q) =>
      q.gt("_creationTime", mark?.lookedUntil ?? 0).lt("_creationTime", Date.now() - UNDER_WAY_MS),
    )
    .take(LOOKED_AT);
  const last = files.at(-1);
  if (!last) return false;
  for (const { _id } of files) if (!(await isKept(ctx, _id))) await ctx.storage.delete(_id);
  if (mark) await ctx.db.patch(mark._id, { lookedUntil: last._creationTime });
  else await ctx.db.insert("uploadSweeps", { lookedUntil: last._creationTime });
  return files.length === LOOKED_AT;
}
