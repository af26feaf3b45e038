import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import type { ApiRouter } from "../http/route";
import { callerOf, readerOf } from "../identity/identity.caller";
import { attachFile, readChannel } from "./chat.access";
import { chatErrors } from "./chat.errors";
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

  api.get("/api/v1/channels/{id}/attachments/{attachment}", {
    id: "getAttachment",
    tag: "messages",
    summary: "The bytes of a file on a message, for those who may read the channel now",
    description:
      "The `url` of files in channels that are not open to everyone leads here; call it with the credential that reads the " +
      "channel. Those of open channels are served from the storage.",
    caller: readerOf(readChannel),
    limits: ["agent"],
    unknownFields: "refuse",
    reply: { status: 200, type: "application/octet-stream", shape: z.instanceof(Blob) },
    errors: ["not_found"],
    async run(ctx, { principal, params, headers }) {
      const { storageId, name, contentType }: FunctionReturnType<typeof internal.chat.attachments.locate> =
        await ctx.runQuery(internal.chat.attachments.locate, {
          principal,
          channelId: params.id,
          attachmentId: params.attachment,
        });
      const bytes = await ctx.storage.get(storageId);
      if (!bytes) throw chatErrors.fileNotFound();
      headers.set("Content-Type", contentType);
      headers.set("Content-Disposition", `inline; filename*=UTF-8''${encodeURIComponent(name)}`);
      headers.set("Cache-Control", "private, no-store");
      return bytes;
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
