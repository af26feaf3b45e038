import { v } from "convex/values";
import { internal } from "../_generated/api";
import { guardedMutation, internalMutation, openQuery } from "../lib/functions";
import { agentIdOf } from "../lib/principal";
import * as Attachments from "./attachments.model";
import { attachFile, isOpenToAll, readChannel } from "./chat.access";
import { presentAttachment, vAttachmentView } from "./chat.view";

/** Where to upload a file to, for an hour and one file. */
export const openUpload = guardedMutation({
  policy: attachFile,
  args: {},
  returns: v.string(),
  handler: (ctx) => ctx.storage.generateUploadUrl(),
});

/** Takes an uploaded file for a message to come. */
export const add = guardedMutation({
  policy: attachFile,
  args: { storageId: v.string(), name: v.string() },
  returns: vAttachmentView,
  handler: async (ctx, { storageId, name }) => {
    const agentId = agentIdOf(ctx.principal);
    const attachment = await Attachments.addAttachment(ctx, ctx.subject.channel, agentId, {
      storageId,
      name,
    });
    return await presentAttachment(ctx, attachment, await isOpenToAll(ctx, attachment.channelId));
  },
});

/** Where the bytes of a file in a channel are, for those who may read there now. */
export const locate = openQuery({
  policy: readChannel,
  args: { attachmentId: v.string() },
  returns: v.object({ storageId: v.id("_storage"), name: v.string(), contentType: v.string() }),
  handler: async (ctx, { attachmentId }) =>
    Attachments.requireShown(ctx, ctx.subject.channel._id, attachmentId),
});

/** Removes files that no message took within a day. Started by a cron. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    if (await Attachments.sweepDrafts(ctx))
      await ctx.scheduler.runAfter(0, internal.chat.attachments.sweep, {});
    return null;
  },
});
