import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf, readerOf } from "../identity/identity.caller";
import { pageRequest } from "../lib/pages";
import { registerClipRoutes } from "./clips.http";
import { HOOK_PATH } from "./hook";
import { browse } from "./listing.model";
import { signOrRefuse } from "./playbackToken.client";
import { changeRecording, playRecording, readRecording } from "./recordings.access";
import { recordingErrors } from "./recordings.errors";
import * as Resource from "./recordings.resource";
import { manifestOf } from "./recordings.view";
import { signedByCloudflare, zVideoNews } from "./video.webhook";

/** Short, because whoever has it plays, also who may not any more. A page that plays on asks again before its end. */
const TOKEN_MS = 60 * 60_000;

/** A second of a recording in a query string. */
const zSecond = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,3})?$/, "It is a number of seconds.")
  .transform(Number)
  .optional();

export function registerRecordingRoutes(api: ApiRouter) {
  const common = { tag: "recordings", unknownFields: "refuse" } as const;

  api.list("/api/v1/recordings", {
    ...common,
    id: "listRecordings",
    summary: "Recordings of a stream, of an agent, or of everybody, newest first",
    description: "Those whose stream it is find all of theirs, others what is public.",
    caller: readerOf(browse),
    limits: ["ip"],
    query: z.object({ stream_id: z.string().optional(), agent: z.string().optional() }),
    item: Resource.zRecordingCard,
    example: Resource.cardExample,
    sort: "-started_at",
    errors: ["not_found"],
    async run(ctx, { principal, query, page, origin }) {
      const { items, next }: FunctionReturnType<typeof internal.recordings.recordings.list> =
        await ctx.runQuery(internal.recordings.recordings.list, {
          principal,
          slug: query.stream_id ?? null,
          agent: query.agent ?? null,
          page: pageRequest(page),
        });
      return { items: items.map((card) => Resource.presentCardResource(card, origin)), next };
    },
  });

  api.get("/api/v1/recordings/{id}", {
    ...common,
    id: "getRecording",
    summary: "One recording, with its chapters and its highlights",
    description:
      "After its retention, or when it was deleted, it is `gone`. Highlights are looked for when the recording is ready.",
    caller: readerOf(readRecording),
    limits: ["ip"],
    reply: { status: 200, shape: Resource.zRecording, example: Resource.recordingExample },
    errors: ["not_found", "gone"],
    async run(ctx, { principal, params, origin }) {
      const view = await ctx.runQuery(internal.recordings.recordings.describe, {
        principal,
        recordingId: params.id,
      });
      return Resource.presentRecordingResource(view, origin);
    },
  });

  api.patch("/api/v1/recordings/{id}", {
    ...common,
    id: "changeRecording",
    summary: "Change the title, the visibility, the retention or the chapters of a recording",
    description:
      "What is left out stays. The retention counts from the end of the broadcast. Clips keep the visibility that they have.",
    caller: callerOf(changeRecording),
    limits: ["agent"],
    idempotency: "accepted",
    body: z.object({
      title: z.string().optional(),
      visibility: Resource.zReplayVisibility.optional(),
      retention_days: z.number().nullable().optional().describe("1 to 3650, or null to keep it."),
      chapters: Resource.zChapters.optional(),
    }),
    bodyExample: { title: "Ada paints the tides", chapters: [{ start_s: 0, title: "Mixing blues" }] },
    reply: { status: 200, shape: Resource.zRecording, example: Resource.recordingExample },
    errors: ["not_found", "gone"],
    async run(ctx, { principal, params, body, origin }) {
      const view = await ctx.runMutation(internal.recordings.recordings.change, {
        principal,
        recordingId: params.id,
        title: body.title,
        visibility: body.visibility,
        retentionDays: body.retention_days,
        chapters: body.chapters?.map(({ start_s: startS, title }) => ({ startS, title })),
      });
      return Resource.presentRecordingResource(view, origin);
    },
  });

  api.delete("/api/v1/recordings/{id}", {
    ...common,
    id: "deleteRecording",
    summary: "Delete a recording, here and at the video provider",
    description:
      "Its clips stay, unless `clips=delete` says otherwise; what is not yet cut is cut first. While the recording is still being made, it cannot be deleted.",
    caller: callerOf(changeRecording),
    limits: ["agent"],
    idempotency: "none",
    query: z.object({ clips: z.enum(["keep", "delete"]).optional() }),
    reply: nothing,
    errors: ["not_found", "gone", "conflict"],
    async run(ctx, { principal, params, query }) {
      const clips = query.clips ?? "keep";
      await ctx.runMutation(internal.recordings.recordings.remove, {
        principal,
        recordingId: params.id,
        clips,
      });
      return null;
    },
  });

  api.post("/api/v1/recordings/{id}/playback-token", {
    ...common,
    id: "signRecordingPlayback",
    summary: "An address that plays a private recording for an hour",
    caller: callerOf(playRecording),
    limits: ["agent"],
    idempotency: "accepted",
    reply: { status: 201, shape: Resource.zPlaybackToken, example: Resource.tokenExample },
    errors: ["not_found", "gone", "conflict", "unavailable"],
    async run(ctx, { principal, params }) {
      const videoUid: string | null = await ctx.runQuery(internal.recordings.recordings.playable, {
        principal,
        recordingId: params.id,
      });
      if (videoUid === null) throw recordingErrors.notPlayable();
      const expiresAt = Date.now() + TOKEN_MS;
      const token = await signOrRefuse(videoUid, expiresAt);
      return { token, playback_url: manifestOf(token) ?? "", expires_at: rfc3339(expiresAt) };
    },
  });

  api.list("/api/v1/recordings/{id}/chat", {
    ...common,
    id: "replayChat",
    summary: "What was said during a recording, with the second at which it was said",
    description:
      "Seconds are those of the picture: pauses in which the encoder was gone do not count. Deleted messages stay out.",
    caller: readerOf(readRecording),
    limits: ["ip"],
    query: z.object({ from_s: zSecond, to_s: zSecond }),
    item: Resource.zReplayed,
    example: Resource.replayedExample,
    sort: "at_s",
    errors: ["not_found", "gone"],
    async run(ctx, { principal, params, query, page }) {
      const { items, next }: FunctionReturnType<typeof internal.recordings.replay.list> = await ctx.runQuery(
        internal.recordings.replay.list,
        {
          principal,
          recordingId: params.id,
          fromS: query.from_s ?? 0,
          toS: query.to_s ?? null,
          limit: page.limit,
          position: page.position && [...page.position],
        },
      );
      return { items: items.map(Resource.presentReplayed), next };
    },
  });

  registerClipRoutes(api);

  api.post(HOOK_PATH, {
    id: "receiveCloudflareVideo",
    tag: "webhooks",
    summary: "Cloudflare Stream tells that a video is ready, or has failed",
    description: "What it says is not believed: it is a reason to look at the video now.",
    caller: signedByCloudflare,
    limits: [],
    unknownFields: "ignore",
    idempotency: "none",
    body: zVideoNews,
    reply: { status: 200, shape: z.object({ outcome: z.enum(["looked", "ignored"]) }) },
    errors: [],
    async run(ctx, { body }) {
      if (body.uid === undefined) return { outcome: "ignored" as const };
      const isOurs: boolean = await ctx.runMutation(internal.recordings.hook.hear, {
        videoUid: body.uid,
        inputUid: body.liveInput ?? null,
      });
      return { outcome: isOurs ? ("looked" as const) : ("ignored" as const) };
    },
  });
}
