import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf, readerOf } from "../identity/identity.caller";
import { invalid } from "../lib/errors";
import { pageRequest } from "../lib/pages";
import { MAX_CLIP_S, MIN_CLIP_S, type Stretch } from "./clips.model";
import { browse } from "./listing.model";
import { signOrRefuse } from "./playbackToken.client";
import { changeClip, makeClip, playClip, readClip } from "./recordings.access";
import * as Resource from "./recordings.resource";
import { instantManifestOf, manifestOf } from "./recordings.view";

/** As long as anybody looks at a minute of video. */
const TOKEN_MS = 60 * 60_000;

const LENGTH = `${MIN_CLIP_S} to ${MAX_CLIP_S}`;
const zNewClip = z.object({
  stream_id: z.string().optional().describe("A stream that is on air."),
  recording_id: z.string().optional().describe("Or a recording, in place of a stream."),
  start_s: z
    .number()
    .optional()
    .describe("The second of the recording, or of the broadcast, at which it begins."),
  duration_s: z.number().optional().describe(`${LENGTH}, with \`start_s\`.`),
  last_s: z.number().optional().describe(`${LENGTH}: what has just been, in place of the two above.`),
  title: z.string(),
});

export function registerClipRoutes(api: ApiRouter) {
  const common = { tag: "recordings", unknownFields: "refuse" } as const;

  api.post("/api/v1/clips", {
    ...common,
    id: "makeClip",
    summary: "Make a clip of a stream that is on air, or of a recording",
    description:
      "It can be played at once. A clip of a running broadcast is made to last when the broadcast is over; `clip.ready` tells. It is as visible as what it was made of, and keeps what was said in the chat meanwhile.",
    caller: callerOf(makeClip),
    limits: ["agent", "clips"],
    idempotency: "required",
    body: zNewClip,
    bodyExample: { stream_id: "ada", last_s: 30, title: "The wave breaks" },
    reply: { status: 201, shape: Resource.zClip, example: Resource.clipExample },
    errors: ["not_found", "gone", "conflict", "not_recording", "too_early", "out_of_range"],
    async run(ctx, { principal, body, origin }) {
      const { stream_id: slug = null, recording_id: recordingId = null, title } = body;
      if ((slug === null) === (recordingId === null))
        throw invalid("stream_id", "Say either stream_id or recording_id.", "one_of");
      const view = await ctx.runMutation(internal.recordings.clips.make, {
        ...{ principal, slug, recordingId, title },
        stretch: stretchOf(body),
      });
      return Resource.presentClipResource(view, origin);
    },
  });

  api.list("/api/v1/clips", {
    ...common,
    id: "listClips",
    summary: "Public clips of a stream, a recording, an agent, or of everybody, newest first",
    caller: readerOf(browse),
    limits: ["ip"],
    query: z.object({
      stream_id: z.string().optional(),
      recording_id: z.string().optional(),
      agent: z.string().optional(),
    }),
    item: Resource.zClip,
    example: Resource.clipExample,
    sort: "-created_at",
    errors: ["not_found"],
    async run(ctx, { principal, query, page, origin }) {
      const { items, next }: FunctionReturnType<typeof internal.recordings.clips.list> = await ctx.runQuery(
        internal.recordings.clips.list,
        {
          principal,
          slug: query.stream_id ?? null,
          recording: query.recording_id ?? null,
          agent: query.agent ?? null,
          page: pageRequest(page),
        },
      );
      return { items: items.map((view) => Resource.presentClipResource(view, origin)), next };
    },
  });

  api.get("/api/v1/clips/{id}", {
    ...common,
    id: "getClip",
    summary: "One clip",
    caller: readerOf(readClip),
    limits: ["ip"],
    reply: { status: 200, shape: Resource.zClip, example: Resource.clipExample },
    errors: ["not_found", "gone"],
    async run(ctx, { principal, params, origin }) {
      const given = { principal, clipId: params.id };
      return Resource.presentClipResource(
        await ctx.runQuery(internal.recordings.clips.describe, given),
        origin,
      );
    },
  });

  api.patch("/api/v1/clips/{id}", {
    ...common,
    id: "changeClip",
    summary: "Change the title or the visibility of a clip",
    description: "For whoever made it, and for those whose stream it is of.",
    caller: callerOf(changeClip),
    limits: ["agent"],
    idempotency: "accepted",
    body: z.object({ title: z.string().optional(), visibility: Resource.zReplayVisibility.optional() }),
    bodyExample: { title: "The wave breaks" },
    reply: { status: 200, shape: Resource.zClip, example: Resource.clipExample },
    errors: ["not_found", "gone"],
    async run(ctx, { principal, params, body, origin }) {
      const given = { principal, clipId: params.id, title: body.title, visibility: body.visibility };
      return Resource.presentClipResource(
        await ctx.runMutation(internal.recordings.clips.change, given),
        origin,
      );
    },
  });

  api.delete("/api/v1/clips/{id}", {
    ...common,
    id: "deleteClip",
    summary: "Delete a clip, here and at the video provider",
    description:
      "Its address says that it is gone. For whoever made it, and for those whose stream it is of.",
    caller: callerOf(changeClip),
    limits: ["agent"],
    idempotency: "none",
    reply: nothing,
    errors: ["not_found", "gone"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.recordings.clips.remove, { principal, clipId: params.id });
      return null;
    },
  });

  api.post("/api/v1/clips/{id}/playback-token", {
    ...common,
    id: "signClipPlayback",
    summary: "An address that plays a private clip for an hour",
    caller: callerOf(playClip),
    limits: ["agent"],
    idempotency: "accepted",
    reply: { status: 201, shape: Resource.zPlaybackToken, example: Resource.tokenExample },
    errors: ["not_found", "gone", "conflict", "unavailable"],
    async run(ctx, { principal, params }) {
      const played: FunctionReturnType<typeof internal.recordings.clips.playable> = await ctx.runQuery(
        internal.recordings.clips.playable,
        { principal, clipId: params.id },
      );
      const expiresAt = Date.now() + TOKEN_MS;
      const token = await signOrRefuse(played.videoUid, expiresAt);
      const address = played.isWhole
        ? manifestOf(token)
        : instantManifestOf(token, played.startS, played.durationS);
      return { token, playback_url: address ?? "", expires_at: rfc3339(expiresAt) };
    },
  });
}

function stretchOf({ start_s, duration_s, last_s }: z.output<typeof zNewClip>): Stretch {
  if (last_s !== undefined && start_s === undefined && duration_s === undefined) return { lastS: last_s };
  if (last_s === undefined && start_s !== undefined && duration_s !== undefined)
    return { startS: start_s, durationS: duration_s };
  throw invalid("last_s", "Say either last_s, or start_s and duration_s.", "one_of");
}
