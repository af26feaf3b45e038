import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { ActionCtx, MutationCtx, QueryCtx } from "../_generated/server";
import { uploadErrors } from "./files.errors";
import { readPicture } from "./picture.format";
import { requireUpload } from "./uploads.model";

const MAX_BYTES = 2 * 1024 * 1024;
/** Smaller is a blur on a phone, larger is thrown away by every screen. */
const SMALLEST = 32;
const LARGEST = 2048;

type Owner = Doc<"pictures">["ownerId"];

/** A cleaned copy of an upload, stored and waiting to be hung up. */
export const vCleaned = v.object({
  uploadId: v.string(),
  storageId: v.string(),
  width: v.number(),
  height: v.number(),
});
export type Cleaned = Infer<typeof vCleaned>;

/** Looks at an upload that somebody wants to use as a picture, before anything is read of it. */
export async function requirePictureUpload(ctx: QueryCtx, given: string): Promise<Id<"_storage">> {
  const { _id, size } = await requireUpload(ctx, given);
  if (size > MAX_BYTES) throw uploadErrors.tooLarge(MAX_BYTES);
  return _id;
}

/**
 * Reads an upload and stores what of it is the picture, under the type that its bytes show; what the uploader called it
 * counts for nothing. The copy is nobody's until `hangPicture`.
 */
export async function cleanPicture(ctx: ActionCtx, uploadId: Id<"_storage">): Promise<Cleaned> {
  const upload = await ctx.storage.get(uploadId);
  if (!upload) throw uploadErrors.unknown();
  const picture = readPicture(new Uint8Array(await upload.arrayBuffer()));
  if (!picture) throw uploadErrors.noPicture();
  const { width, height, bytes, contentType } = picture;
  const fits = (side: number) => side >= SMALLEST && side <= LARGEST;
  if (!fits(width) || !fits(height)) throw uploadErrors.wrongSize(SMALLEST, LARGEST);
  const storageId = await ctx.storage.store(new Blob([bytes], { type: contentType }));
  return { uploadId, storageId, width, height };
}

/** Shows a cleaned picture in the place of the one before, whose file goes, as does the upload itself. */
export async function hangPicture(ctx: MutationCtx, ownerId: Owner, cleaned: Cleaned): Promise<void> {
  const { width, height } = cleaned;
  const upload = await requireUpload(ctx, cleaned.uploadId);
  const { _id: storageId } = await requireUpload(ctx, cleaned.storageId);
  await ctx.storage.delete(upload._id);
  await removePicture(ctx, ownerId);
  await ctx.db.insert("pictures", { ownerId, storageId, width, height });
}

/** Takes a picture down with its file. Where there is none, nothing happens. */
export async function removePicture(ctx: MutationCtx, ownerId: Owner): Promise<void> {
  const known = await findPicture(ctx, ownerId);
  if (!known) return;
  await ctx.storage.delete(known.storageId);
  await ctx.db.delete(known._id);
}

/** Where the picture is served, or null while its owner has none. */
export async function findPictureUrl(ctx: QueryCtx, ownerId: Owner): Promise<string | null> {
  const known = await findPicture(ctx, ownerId);
  return known && (await ctx.storage.getUrl(known.storageId));
}

async function findPicture(ctx: QueryCtx, ownerId: Owner): Promise<Doc<"pictures"> | null> {
  return await ctx.db
    .query("pictures")
    .withIndex("by_owner", (q) => q.eq("ownerId", ownerId))
    .unique();
}
