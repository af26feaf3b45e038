import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { requireUpload } from "../files/uploads.model";
import { invalid } from "../lib/errors";
import { requireLine } from "../lib/text";
import type { Channel } from "./channels.model";
import { chatErrors } from "./chat.errors";
import type { Author } from "./messages.model";

export const MAX_FILES = 10; // on one message
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
/** Files that are uploaded and not yet on a message are somebody's draft for so long. */
const DRAFT_MS = 24 * 60 * 60_000;
const SWEPT = 100;

/** What may be kept: nothing that a browser would run, as it does HTML and SVG. */
const CONTENT_TYPE =
  /^(?:image\/(?:png|jpeg|gif|webp|avif)|audio\/(?:mpeg|ogg|wav|webm|mp4|flac)|video\/(?:mp4|webm)|application\/(?:pdf|json)|text\/(?:plain|markdown|csv))$/;

/** Takes an uploaded file for a message to come. It is the file's one use, so nobody shows another's file as theirs. */
export async function addAttachment(
  ctx: MutationCtx,
  channel: Channel,
  agentId: Id<"agents">,
  given: { storageId: string; name: string },
): Promise<Doc<"attachments">> {
  const file = await requireUpload(ctx, given.storageId);
  const contentType = (file.contentType ?? "").split(";")[0]!.trim().toLowerCase();
  if (!CONTENT_TYPE.test(contentType))
    throw invalid("storage_id", "Files are images, audio, video, PDF, JSON or plain text.", "content_type");
  if (file.size > MAX_FILE_BYTES)
    throw invalid("storage_id", `A file may have at most ${MAX_FILE_BYTES} bytes.`, "too_large");
  const attachmentId = await ctx.db.insert("attachments", {
    channelId: channel._id,
    agentId,
    messageId: null,
    storageId: file._id,
    name: requireLine("name", given.name, { min: 1, max: 128 }).replace(/[/\\]/g, "_"),
    contentType,
    size: file.size,
  });
  return (await ctx.db.get(attachmentId))!;
}

/** The author's own files that wait for a message in this channel. */
export async function requireAttachments(
  ctx: MutationCtx,
  channel: Channel,
  author: Author,
  ids: string[],
): Promise<Doc<"attachments">[]> {
  if (ids.length > MAX_FILES)
    throw invalid("attachment_ids", `A message takes at most ${MAX_FILES} files.`, "too_many");
  if (new Set(ids).size < ids.length) throw invalid("attachment_ids", "A file comes twice.", "repeated");
  return await Promise.all(
    ids.map(async (given) => {
      const id = ctx.db.normalizeId("attachments", given);
      const attachment = id && (await ctx.db.get(id));
      const isTheirs =
        attachment?.channelId === channel._id &&
        attachment.agentId === author.id &&
        attachment.messageId === null;
      if (!isTheirs)
        throw invalid("attachment_ids", "It is no file of yours for this channel.", "unknown_file");
      return attachment;
    }),
  );
}

/** A file that stands on a message of this channel; what is still somebody's draft is nobody's to read. */
export async function requireShown(ctx: QueryCtx, channelId: Id<"channels">, given: string) {
  const id = ctx.db.normalizeId("attachments", given);
  const attachment = id && (await ctx.db.get(id));
  if (attachment?.channelId !== channelId || attachment.messageId === null) throw chatErrors.fileNotFound();
  const { storageId, name, contentType } = attachment;
  return { storageId, name, contentType };
}

export async function takeAttachments(
  ctx: MutationCtx,
  attachments: Doc<"attachments">[],
  messageId: Id<"messages">,
): Promise<void> {
  for (const { _id } of attachments) await ctx.db.patch(_id, { messageId });
}

/** Removes files with their rows. */
export async function eraseAttachments(ctx: MutationCtx, ids: Id<"attachments">[]): Promise<void> {
  for (const id of ids) {
    const attachment = await ctx.db.get(id);
    if (!attachment) continue;
    await ctx.storage.delete(attachment.storageId);
    await ctx.db.delete(id);
  }
}

/** Removes a batch of files that no message took in time; answers whether there may be more. */
export async function sweepDrafts(ctx: MutationCtx): Promise<boolean> {
  const old = await ctx.db
    .query("attachments")
    .withIndex("by_message", (q) => q.eq("messageId", null).lt("_creationTime", Date.now() - DRAFT_MS))
    .take(SWEPT);
  await eraseAttachments(
    ctx,
    old.map(({ _id }) => _id),
  );
  return old.length === SWEPT;
}
