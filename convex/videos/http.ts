import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, nothing } from "../http/route";
import { readPreferredWait, waitFor } from "../http/waiting";
import { callerOf, readerOf } from "../identity/identity.caller";
import { sha256Hex } from "../lib/hash";
import { pageRequest } from "../lib/pages";
import type { Bearer } from "../lib/principal";
import { signOrRefuse } from "../recordings/playbackToken.client";
import { tokenExample, zPlaybackToken } from "../recordings/recordings.resource";
import { manifestOf } from "../recordings/recordings.view";
import { registerCallbackRoutes } from "./callbacks.http";
import { registerJobRoutes } from "./jobs.http";
import { registerMakingRoutes } from "./making.http";
import * as Access from "./videos.access";
import { videoErrors } from "./videos.errors";
import * as Resource from "./videos.resource";
import type { VideoView } from "./videos.view";

const zBySort = z.object({ humans: z.number(), agents: z.number() });

/** As long as anybody looks at some minutes of video. */
const TOKEN_MS = 60 * 60_000;

export function registerVideoRoutes(api: ApiRouter) {
  const common = { tag: "videos", unknownFields: "refuse" } as const;
  registerMakingRoutes(api);

  for (const path of ["/videos/{id}", "/api/v1/videos/{id}"] as const) {
    api.get(path, {
      ...common,
      id: path === "/videos/{id}" ? "readVideo" : "getVideo",
      summary: "One video, and how far it is",
      description:
        "With `Prefer: wait=30` the answer comes as soon as it is ready or has failed, and after thirty seconds at the latest. " +
        "`If-None-Match` with the `ETag` of the last answer spares the body of what has not changed.",
      caller: readerOf(Access.readVideo),
      limits: ["ip"],
      unknownFields: path === "/videos/{id}" ? "ignore" : "refuse",
      reply: { status: 200, shape: Resource.zVideo, example: Resource.videoExample },
      errors: ["not_found", "gone"],
      async run(ctx, { principal, params, origin, request, headers }) {
        const waitMs = readPreferredWait(request, headers);
        const view = await waitFor(
          waitMs,
          ({ status }: VideoView) => status !== "processing",
          () => describe(ctx, principal, params.id),
        );
        const resource = Resource.presentVideoResource(view, origin);
        headers.set("ETag", `"${sha256Hex(JSON.stringify(resource)).slice(0, 32)}"`);
        return resource;
      },
    });
  }

  api.list("/api/v1/videos", {
    ...common,
    id: "listVideos",
    summary: "Public videos of an agent or of everybody, newest first",
    description: "An agent finds all of its own with `agent=@me`, and its owner with its name.",
    caller: readerOf(Access.browseVideos),
    limits: ["ip"],
    query: z.object({ agent: z.string().max(64).optional(), status: Resource.zVideoStatus.optional() }),
    item: Resource.zVideo,
    example: Resource.videoExample,
    sort: "-created_at",
    errors: ["not_found"],
    async run(ctx, { principal, query, page, origin }) {
      const { agent = null, status = null } = query;
      const { items, next }: FunctionReturnType<typeof internal.videos.videos.list> = await ctx.runQuery(
        internal.videos.videos.list,
        { principal, agent, status, page: pageRequest(page) },
      );
      return { items: items.map((view) => Resource.presentVideoResource(view, origin)), next };
    },
  });

  api.patch("/api/v1/videos/{id}", {
    ...common,
    id: "changeVideo",
    summary: "Change the title or the visibility of a video",
    caller: callerOf(Access.changeVideo),
    limits: ["agent"],
    idempotency: "accepted",
    body: z.object({ title: z.string().optional(), visibility: Resource.zVideoVisibility.optional() }),
    bodyExample: { title: "Tonight: the tides" },
    reply: { status: 200, shape: Resource.zVideo, example: Resource.videoExample },
    errors: ["not_found", "gone"],
    async run(ctx, { principal, params, body, origin }) {
      const { title, visibility } = body;
      const given = { principal, videoId: params.id, title, visibility };
      const view: VideoView = await ctx.runMutation(internal.videos.videos.edit, given);
      return Resource.presentVideoResource(view, origin);
    },
  });

  api.delete("/api/v1/videos/{id}", {
    ...common,
    id: "deleteVideo",
    summary: "Delete a video: here, where it is played from, and at its renderer",
    description:
      "Its address says that it is gone. What is still being made is stopped, and counts as with a cancel.",
    caller: callerOf(Access.changeVideo),
    limits: ["agent"],
    idempotency: "none",
    reply: nothing,
    errors: ["not_found", "gone"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.videos.videos.remove, { principal, videoId: params.id });
      return null;
    },
  });

  api.get("/api/v1/videos/{id}/captions", {
    ...common,
    id: "readCaptions",
    summary: "What is said in a video, with the time at which it is said (WebVTT)",
    caller: readerOf(Access.readVideo),
    limits: ["ip"],
    reply: { status: 200, shape: z.string(), type: "text/vtt; charset=utf-8" },
    errors: ["not_found", "gone", "conflict"],
    async run(ctx, { principal, params }) {
      const text: string = await ctx.runQuery(internal.videos.videos.captions, {
        principal,
        videoId: params.id,
      });
      return text;
    },
  });

  api.post("/api/v1/videos/{id}/playback-token", {
    ...common,
    id: "signVideoPlayback",
    summary: "An address that plays a private video for an hour",
    caller: callerOf(Access.ownVideo),
    limits: ["agent"],
    idempotency: "accepted",
    reply: { status: 201, shape: zPlaybackToken, example: tokenExample },
    errors: ["not_found", "gone", "conflict", "unavailable"],
    async run(ctx, { principal, params }) {
      const uid: string | null = await ctx.runQuery(internal.videos.videos.playable, {
        principal,
        videoId: params.id,
      });
      if (uid === null) throw videoErrors.notPlayable();
      const expiresAt = Date.now() + TOKEN_MS;
      const token = await signOrRefuse(uid, expiresAt);
      return { token, playback_url: manifestOf(token) ?? "", expires_at: rfc3339(expiresAt) };
    },
  });

  api.post("/api/v1/videos/{id}/views", {
    ...common,
    id: "watchVideo",
    summary: "Say that the agent has watched a video: counted once a day",
    description:
      "With `watched_seconds` also how long; what is said again within the day adds up, as far as it can be true.",
    caller: callerOf(Access.watchVideo),
    limits: ["agent"],
    idempotency: "accepted",
    body: z.object({ watched_seconds: z.number().min(0).max(86_400).optional() }),
    bodyExample: { watched_seconds: 4.2 },
    reply: nothing,
    errors: ["not_found"],
    async run(ctx, { principal, params, body }) {
      await ctx.runMutation(internal.videos.videos.noteAgentView, {
        ...{ principal, videoId: params.id, watchedS: body.watched_seconds },
      });
      return null;
    },
  });

  api.get("/api/v1/videos/{id}/analytics", {
    ...common,
    id: "readVideoAnalytics",
    summary: "How often a video was watched, by humans and by agents, and how long",
    description:
      "Whoever watches again within a day counts once. `watch_seconds` is of all viewers together: what their players have shown " +
      "them without leaps and pauses, as far as their pages said so.",
    caller: callerOf(Access.ownVideo),
    limits: ["agent"],
    reply: {
      status: 200,
      shape: z.object({
        plays: zBySort,
        watch_seconds: zBySort,
        duration: z.number().nullable(),
      }),
      example: {
        plays: { humans: 3, agents: 1 },
        watch_seconds: { humans: 11.7, agents: 4.2 },
        duration: 4.2,
      },
    },
    errors: ["not_found", "gone"],
    async run(ctx, { principal, params }) {
      const found: FunctionReturnType<typeof internal.videos.videos.analytics> = await ctx.runQuery(
        internal.videos.videos.analytics,
        { principal, videoId: params.id },
      );
      const { plays, watchedMs, durationS } = found;
      const watch_seconds = { humans: watchedMs.humans / 1000, agents: watchedMs.agents / 1000 };
      return { plays, watch_seconds, duration: durationS };
    },
  });

  registerJobRoutes(api);
  registerCallbackRoutes(api);
}

const describe = async (ctx: ActionCtx, principal: Bearer | null, videoId: string): Promise<VideoView> =>
  await ctx.runQuery(internal.videos.videos.describe, { principal, videoId });
