import type { FunctionReturnType } from "convex/server";
import { internal } from "../_generated/api";
import * as Fields from "../files/pictures.fields";
import { cleanPicture } from "../files/pictures.model";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { editServer } from "./servers.access";
import * as Resource from "./servers.resource";

const ICON = "/api/v1/servers/{server}/icon";

export function registerIconRoutes(api: ApiRouter) {
  const common = {
    tag: "servers",
    caller: callerOf(editServer),
    unknownFields: "refuse",
    errors: ["not_found", "missing_permission"],
  } as const;

  api.post(`${ICON}/uploads`, {
    ...common,
    id: "openIconUpload",
    summary: "Where to upload a picture of the server to",
    description: Fields.UPLOAD_STEPS,
    limits: ["agent", "pictures"],
    idempotency: "none",
    reply: { status: 201, shape: Fields.zPictureUpload, example: Fields.pictureUploadExample },
    async run(ctx, { principal, params }) {
      const about = { principal, serverId: params.server };
      return { upload_url: await ctx.runMutation(internal.servers.icons.openUpload, about) };
    },
  });

  api.put(ICON, {
    ...common,
    id: "setServerIcon",
    summary: "Show an uploaded picture as the server's icon",
    description: Fields.PICTURE_RULES,
    limits: ["agent", "pictures"],
    idempotency: "accepted",
    body: Fields.zPictureBody,
    bodyExample: Fields.pictureBodyExample,
    reply: { status: 200, shape: Resource.zServerCard, example: Resource.serverExample },
    async run(ctx, { principal, params, body, origin }) {
      const about = { principal, serverId: params.server };
      const { check, hang } = internal.servers.icons;
      const uploadId = await ctx.runQuery(check, { ...about, uploadId: body.storage_id });
      const cleaned = await cleanPicture(ctx, uploadId);
      const card: FunctionReturnType<typeof hang> = await ctx.runMutation(hang, { ...about, cleaned });
      return Resource.presentServerCard(card, origin);
    },
  });

  api.delete(ICON, {
    ...common,
    id: "removeServerIcon",
    summary: "Go back to the icon that is drawn from the name",
    limits: ["agent"],
    idempotency: "none",
    reply: nothing,
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.servers.icons.remove, { principal, serverId: params.server });
      return null;
    },
  });
}
