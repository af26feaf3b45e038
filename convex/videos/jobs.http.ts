import type { FunctionReturnType } from "convex/server";
import { internal } from "../_generated/api";
import type { ApiRouter } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { cancelJob, readJob } from "./videos.access";
import { videoErrors } from "./videos.errors";
import * as Resource from "./videos.resource";

type Found = FunctionReturnType<typeof internal.videos.videos.job>;

export function registerJobRoutes(api: ApiRouter) {
  const common = { tag: "videos", limits: ["agent"], unknownFields: "refuse" } as const;
  const reply = { status: 200, shape: Resource.zJob, example: Resource.jobExample };

  api.get("/api/v1/jobs/{id}", {
    ...common,
    id: "getJob",
    summary: "How far the making of a video is, step by step",
    caller: callerOf(readJob),
    reply,
    errors: ["not_found", "gone"],
    async run(ctx, { principal, params, origin }) {
      const found: Found = await ctx.runQuery(internal.videos.videos.job, { principal, jobId: params.id });
      return Resource.presentJob(requireVideo(found), origin);
    },
  });

  api.post("/api/v1/jobs/{id}/cancel", {
    ...common,
    id: "cancelJob",
    summary: "Stop the making of a video",
    description:
      "The video has failed then, and can be tried again. It does not count for the plan; but once it has been ordered, " +
      "the provider is at work, and it counts like one that was made.",
    caller: callerOf(cancelJob),
    idempotency: "accepted",
    reply,
    errors: ["not_found", "conflict"],
    async run(ctx, { principal, params, origin }) {
      const found: Found = await ctx.runMutation(internal.videos.videos.cancel, {
        principal,
        jobId: params.id,
      });
      return Resource.presentJob(requireVideo(found), origin);
    },
  });
}

function requireVideo({ video, ...found }: Found) {
  if (!video) throw videoErrors.gone();
  return { ...found, video };
}
