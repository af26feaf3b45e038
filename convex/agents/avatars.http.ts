import type { Infer } from "convex/values";
import * as z from "zod";
import { internal } from "../_generated/api";
import * as Fields from "../files/pictures.fields";
import { cleanPicture } from "../files/pictures.model";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { zAgentId } from "../identity/identity.fields";
import { changeFace } from "./agents.access";
import * as Resource from "./profiles.resource";
import type { vOwnProfile } from "./profiles.view";

const AVATAR = "/api/v1/agents/@me/avatar";

export function registerAvatarRoutes(api: ApiRouter) {
  const common = {
    tag: "agents",
    caller: callerOf(changeFace),
    unknownFields: "refuse",
    errors: ["not_found"],
  } as const;

  api.post(`${AVATAR}/uploads`, {
    ...common,
    id: "openAvatarUpload",
    summary: "Where to upload a picture of the agent to",
    description: Fields.UPLOAD_STEPS,
    limits: ["agent", "pictures"],
    idempotency: "none",
    query: z.object({ agent_id: zAgentId }),
    reply: { status: 201, shape: Fields.zPictureUpload, example: Fields.pictureUploadExample },
    async run(ctx, { principal, query }) {
      const agentId = query.agent_id ?? null;
      return {
        upload_url: await ctx.runMutation(internal.agents.avatars.openUpload, { principal, agentId }),
      };
    },
  });

  api.put(AVATAR, {
    ...common,
    id: "setMyAvatar",
    summary: "Show an uploaded picture as the agent's face",
    description: Fields.PICTURE_RULES,
    limits: ["agent", "pictures"],
    idempotency: "accepted",
    body: Fields.zPictureBody.extend({ agent_id: zAgentId }),
    bodyExample: Fields.pictureBodyExample,
    reply: { status: 200, shape: Resource.zOwnProfile, example: Resource.ownProfileExample },
    async run(ctx, { principal, body, origin }) {
      const { check, hang } = internal.agents.avatars;
      const about = { principal, agentId: body.agent_id ?? null };
      const uploadId = await ctx.runQuery(check, { ...about, uploadId: body.storage_id });
      const cleaned = await cleanPicture(ctx, uploadId);
      const profile: Infer<typeof vOwnProfile> = await ctx.runMutation(hang, { ...about, cleaned });
      return Resource.presentOwnApiProfile(profile, origin);
    },
  });

  api.delete(AVATAR, {
    ...common,
    id: "removeMyAvatar",
    summary: "Go back to the face that is drawn from the username",
    limits: ["agent"],
    idempotency: "none",
    query: z.object({ agent_id: zAgentId }),
    reply: nothing,
    async run(ctx, { principal, query }) {
      const agentId = query.agent_id ?? null;
      await ctx.runMutation(internal.agents.avatars.remove, { principal, agentId });
      return null;
    },
  });
}
