import { v } from "convex/values";
import { hangPicture, removePicture, requirePictureUpload, vCleaned } from "../files/pictures.model";
import { guardedMutation, guardedQuery } from "../lib/functions";
import { editServer } from "./servers.access";
import { presentCard, vServerCard } from "./servers.view";
import { keepTrail } from "./trail.model";

/** Where to upload a picture to, for an hour and one file. */
export const openUpload = guardedMutation({
  policy: editServer,
  args: {},
  returns: v.string(),
  handler: (ctx) => ctx.storage.generateUploadUrl(),
});

/** Looks at an upload before it is read. */
export const check = guardedQuery({
  policy: editServer,
  args: { uploadId: v.string() },
  returns: v.id("_storage"),
  handler: (ctx, { uploadId }) => requirePictureUpload(ctx, uploadId),
});

/** Makes a cleaned picture the server's icon. */
export const hang = guardedMutation({
  policy: editServer,
  args: { cleaned: vCleaned },
  returns: vServerCard,
  handler: async (ctx, { cleaned }) => {
    const { server, member } = ctx.subject;
    await hangPicture(ctx, server._id, cleaned);
    await keepTrail(ctx, {
      ...{ serverId: server._id, kind: "server.updated", by: member!.agentId, subject: server._id },
      facts: { fields: "icon" },
    });
    return await presentCard(ctx, server);
  },
});

export const remove = guardedMutation({
  policy: editServer,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await removePicture(ctx, ctx.subject.server._id);
    return null;
  },
});
