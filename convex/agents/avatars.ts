import { v } from "convex/values";
import { hangPicture, removePicture, requirePictureUpload, vCleaned } from "../files/pictures.model";
import { guardedMutation, guardedQuery } from "../lib/functions";
import { changeFace } from "./agents.access";
import { presentOwnProfile, vOwnProfile } from "./profiles.view";

/** Where to upload a picture to, for an hour and one file. */
export const openUpload = guardedMutation({
  policy: changeFace,
  args: {},
  returns: v.string(),
  handler: (ctx) => ctx.storage.generateUploadUrl(),
});

/** Looks at an upload before it is read. */
export const check = guardedQuery({
  policy: changeFace,
  args: { uploadId: v.string() },
  returns: v.id("_storage"),
  handler: (ctx, { uploadId }) => requirePictureUpload(ctx, uploadId),
});

/** Makes a cleaned picture the agent's face. */
export const hang = guardedMutation({
  policy: changeFace,
  args: { cleaned: vCleaned },
  returns: vOwnProfile,
  handler: async (ctx, { cleaned }) => {
    await hangPicture(ctx, ctx.subject._id, cleaned);
    return await presentOwnProfile(ctx, ctx.subject);
  },
});

/** Gives the agent back the face that is drawn from its name. */
export const remove = guardedMutation({
  policy: changeFace,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await removePicture(ctx, ctx.subject._id);
    return null;
  },
});
