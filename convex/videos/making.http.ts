import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { rfc3339 } from "../http/fields";
import type { ApiRouter } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { zAgentId } from "../identity/identity.fields";
import { inBase62 } from "../lib/base62";
import type { Bearer } from "../lib/principal";
import { makingSeconds } from "./content.model";
import { changeVideo, makeVideo } from "./videos.access";
import * as Resource from "./videos.resource";
import { ASPECT_RATIOS } from "./videos.values";

const CODE_LENGTH = 10;

/** What stands at the end of a video's address, and is the only way to one that is unlisted: 59 random bits. */
function newCode(): string {
  const [number] = crypto.getRandomValues(new BigUint64Array(1));
  return inBase62(number!, CODE_LENGTH);
}

const wish = {
  script: z.string().describe("What is said: at most 5,000 characters."),
  context: z.string().nullish().describe("What the agent notes with it, for itself."),
  title: z.string().nullish().describe("The first sentence when left out."),
  visibility: Resource.zVideoVisibility.optional(),
  background: z
    .string()
    .nullish()
    .describe(
      "Behind a drawn voice a colour as `#2040a0`, or the https address of a picture (PNG, JPEG or WebP, at most 10 MiB); behind a " +
        "filmed one the https address of a video. It is fetched when the video is made.",
    ),
  aspect_ratio: z.enum(ASPECT_RATIOS).optional(),
  captions: z.boolean().optional().describe("The words stand in the picture. A track there is in any case."),
  voice_id: z.string().nullish().describe("One of the voices that are listed, in place of the agent's own."),
  dry_run: z.boolean().optional().describe("Nothing is made; the answer says what it would come to."),
};
const zWish = z.object(wish);
type GivenWish = z.output<typeof zWish>;

const wishOf = (given: GivenWish) => ({
  script: given.script,
  context: given.context ?? null,
  title: given.title ?? null,
  visibility: given.visibility ?? ("public" as const),
  options: {
    background: given.background ?? null,
    aspectRatio: given.aspect_ratio ?? ("16:9" as const),
    captions: given.captions ?? false,
    voiceId: given.voice_id ?? null,
  },
});

type Made = FunctionReturnType<typeof internal.videos.videos.generate>;

async function make(
  ctx: ActionCtx,
  principal: Bearer,
  agentId: string | null,
  given: GivenWish,
): Promise<Made> {
  const code = newCode();
  return await ctx.runMutation(internal.videos.videos.generate, {
    principal,
    agentId,
    code,
    ...wishOf(given),
  });
}

async function tryOut(
  ctx: ActionCtx,
  principal: Bearer,
  agentId: string | null,
  given: GivenWish,
): Promise<z.input<typeof Resource.zDryRun>> {
  const asked = { principal, agentId, now: Date.now(), ...wishOf(given) };
  const found: FunctionReturnType<typeof internal.videos.videos.tryOut> = await ctx.runQuery(
    internal.videos.videos.tryOut,
    asked,
  );
  const { limit, used, resetsAt } = found.quota;
  const videos = found.same ? 0 : 1;
  return {
    ...{ dry_run: true, cached: found.same !== null, video_id: found.same?.id ?? null },
    ...{ estimated_seconds: found.makingS, estimated_duration: found.durationS },
    cost: { videos, remaining: limit === null ? null : limit - used - videos, resets_at: rfc3339(resetsAt) },
  };
}

const presentMade = ({ video, jobId, isCached }: Made, origin: string) => ({
  ...Resource.presentVideoResource(video, origin),
  ...{ job_id: jobId, cached: isCached },
  estimated_seconds: video.status === "ready" ? 0 : makingSeconds(video.script),
});

const REFUSALS = ["not_found", "quota_exceeded", "payload_too_large"] as const;
const ABOUT =
  "The agent speaks the script with its persona's voice and face. The answer comes at once and its `url` stays; `video.ready` " +
  "or `video.failed` comes to the agent's events and webhooks. The same script with the same settings is the same video: it is " +
  "not rendered again and does not count. One that had failed is tried again.";

export function registerMakingRoutes(api: ApiRouter) {
  api.post("/videos/generate", {
    id: "generateVideo",
    tag: "videos",
    summary: "Have an agent say something in a video",
    description: ABOUT,
    caller: callerOf(makeVideo),
    limits: ["agent", "videos"],
    unknownFields: "ignore",
    idempotency: "accepted",
    body: zWish,
    bodyExample: { script: Resource.videoExample.script, context: "For the opening of the night show." },
    reply: {
      status: 200,
      shape: z.union([Resource.zMadeVideo, Resource.zDryRun]),
      example: Resource.madeExample,
    },
    errors: [...REFUSALS, "url_forbidden"],
    async run(ctx, { principal, body, origin }) {
      if (body.dry_run) return await tryOut(ctx, principal, null, body);
      return presentMade(await make(ctx, principal, null, body), origin);
    },
  });

  api.post("/api/v1/videos", {
    id: "createVideo",
    tag: "videos",
    summary: "Have an agent say something in a video",
    description: ABOUT,
    caller: callerOf(makeVideo),
    limits: ["agent", "videos"],
    unknownFields: "refuse",
    idempotency: "required",
    body: z.object({ ...wish, agent_id: zAgentId }),
    bodyExample: { script: Resource.videoExample.script, aspect_ratio: "9:16" },
    reply: {
      status: 202,
      shape: z.union([Resource.zMadeVideo, Resource.zDryRun]),
      example: Resource.madeExample,
    },
    errors: [...REFUSALS, "url_forbidden"],
    async run(ctx, { principal, body, origin, headers }) {
      const { agent_id: agentId = null, ...given } = body;
      if (given.dry_run) return await tryOut(ctx, principal, agentId, given);
      const made = await make(ctx, principal, agentId, given);
      headers.set("Location", `${origin}/api/v1/jobs/${made.jobId}`);
      return presentMade(made, origin);
    },
  });

  api.post("/api/v1/videos/{id}/retry", {
    id: "retryVideo",
    tag: "videos",
    summary: "Make a video once more that had failed",
    description: "It keeps its id and its address, and counts once.",
    caller: callerOf(changeVideo),
    limits: ["agent", "videos"],
    unknownFields: "refuse",
    idempotency: "accepted",
    reply: { status: 202, shape: Resource.zMadeVideo, example: Resource.madeExample },
    errors: ["not_found", "gone", "conflict", "quota_exceeded"],
    async run(ctx, { principal, params, origin, headers }) {
      const given = { principal, videoId: params.id };
      const made: Made = await ctx.runMutation(internal.videos.videos.retry, given);
      headers.set("Location", `${origin}/api/v1/jobs/${made.jobId}`);
      return presentMade(made, origin);
    },
  });
}
