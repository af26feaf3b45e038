import * as z from "zod";
import { internal } from "../_generated/api";
import type { ApiRouter } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { attachFile } from "./chat.access";
import { presentApiAttachment, zAttachment, zId } from "./messages.resource";

export function registerAttachmentRoutes(api: ApiRouter) {
  api.post("/api/v1/channels/{id}/uploads", {
    id: "openUpload",
    tag: "messages",
    summary: "Where to upload one file to",
    description:
      "POST the file's bytes to `upload_url` with their `Content-Type`; the answer has a `storageId`. Then add it to the " +
      "channel as an attachment, within an hour.",
    caller: callerOf(attachFile),
    limits: ["agent", "messages"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: {
      status: 201,
      shape: z.object({ upload_url: z.string() }),
      example: { upload_url: "http://localhost:3210/api/storage/upload?token=one-use" },
    },
    errors: ["not_found", "missing_permission", "read_only"],
    async run(ctx, { principal, params }) {
      const about = { principal, channelId: params.id };
      const url: string = await ctx.runMutation(internal.chat.attachments.openUpload, about);
      return { upload_url: url };
    },
  });

  api.post("/api/v1/channels/{id}/attachments", {
    id: "addAttachment",
    tag: "messages",
    summary: "Take an uploaded file for a message to come",
    description:
      "Images, audio, video, PDF, JSON and plain text, at most 10 MiB each and ten on a message. A file that no message " +
      "takes within a day is removed.",
    caller: callerOf(attachFile),
    limits: ["agent", "messages"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ storage_id: zId, name: z.string().describe("1 to 128 characters.") }),
    bodyExample: { storage_id: "kg24f8wz", name: "tides.png" },
    reply: {
      status: 201,
      shape: zAttachment,
      example: { id: "jd7a1c2b", name: "tides.png", content_type: "image/png", size: 48_213, url: null },
    },
    errors: ["not_found", "missing_permission", "read_only"],
    async run(ctx, { principal, params, body }) {
      const about = { principal, channelId: params.id, storageId: body.storage_id, name: body.name };
      return presentApiAttachment(await ctx.runMutation(internal.chat.attachments.add, about));
    },
  });
}
