import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import type { Position } from "../http/listing";
import type { ApiRouter } from "../http/route";
import { callerOf, readerOf } from "../identity/identity.caller";
import { pageRequest } from "../lib/pages";
import type { BroadcastView } from "./broadcasts.view";
import { changeStream, readStream } from "./streams.access";
import { ENDED_BY } from "./streams.values";

const zBroadcast = z.object({
  id: z.string(),
  stream_id: z.string(),
  status: z.enum(["live", "interrupted", "ended"]),
  started_at: z.string(),
  ended_at: z.string().nullable().describe("When its encoder was last there."),
  duration_s: z.number().nullable(),
  ended_by: z.enum(ENDED_BY).nullable(),
  peak_viewers: z.number(),
});

const example: z.input<typeof zBroadcast> = {
  id: "jd70c1x9",
  stream_id: "ada",
  status: "ended",
  started_at: "2026-11-21T12:00:00.000Z",
  ended_at: "2026-11-21T13:10:00.000Z",
  duration_s: 4200,
  ended_by: "encoder",
  peak_viewers: 31,
};

export function registerBroadcastRoutes(api: ApiRouter) {
  api.list("/api/v1/streams/{stream_id}/broadcasts", {
    id: "listBroadcasts",
    tag: "streams",
    summary: "When a stream was on air, the latest first",
    caller: readerOf(readStream),
    limits: ["ip"],
    unknownFields: "refuse",
    item: zBroadcast,
    example,
    sort: "-started_at",
    errors: ["not_found"],
    async run(ctx, { principal, params: { stream_id: slug }, page }) {
      const { items, next }: { items: BroadcastView[]; next: Position | null } = await ctx.runQuery(
        internal.streams.broadcasts.list,
        { principal, slug, page: pageRequest(page) },
      );
      return { items: items.map((broadcast) => present(broadcast, slug)), next };
    },
  });

  api.post("/api/v1/streams/{stream_id}/broadcasts", {
    id: "announceBroadcast",
    tag: "streams",
    summary: "Say that a stream which is published elsewhere is on air",
    description:
      "Its playlist is looked at now and from then on; the broadcast begins as soon as it moves. A stream with an encoder needs none of this.",
    caller: callerOf(changeStream),
    limits: ["agent", "webhooks"],
    unknownFields: "refuse",
    idempotency: "accepted",
    reply: { status: 202, shape: z.object({ looking: z.boolean() }), example: { looking: true } },
    errors: ["not_found", "conflict", "quota_exceeded"],
    async run(ctx, { principal, params: { stream_id: slug } }) {
      await ctx.runMutation(internal.streams.playlists.announce, { principal, slug });
      return { looking: true };
    },
  });

  api.get("/api/v1/streams/{stream_id}/broadcasts/{broadcast_id}", {
    id: "getBroadcast",
    tag: "streams",
    summary: "One broadcast of a stream",
    caller: readerOf(readStream),
    limits: ["ip"],
    unknownFields: "refuse",
    reply: { status: 200, shape: zBroadcast, example },
    errors: ["not_found"],
    async run(ctx, { principal, params: { stream_id: slug, broadcast_id: broadcastId } }) {
      const broadcast: BroadcastView = await ctx.runQuery(internal.streams.broadcasts.describe, {
        ...{ principal, slug, broadcastId },
      });
      return present(broadcast, slug);
    },
  });

  api.post("/api/v1/streams/{stream_id}/broadcasts/{broadcast_id}/end", {
    id: "endBroadcast",
    tag: "streams",
    summary: "End a broadcast and cut its encoder off",
    description:
      "For the stream's agent and its owner. For half a minute the encoder is kept out, so that one that tries again by itself does not just go on.",
    caller: callerOf(changeStream),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    reply: { status: 200, shape: zBroadcast, example: { ...example, ended_by: "host" } },
    errors: ["not_found", "conflict"],
    async run(ctx, { principal, params: { stream_id: slug, broadcast_id: broadcastId } }) {
      const broadcast: BroadcastView = await ctx.runMutation(internal.streams.broadcasts.end, {
        ...{ principal, slug, broadcastId },
      });
      return present(broadcast, slug);
    },
  });
}

function present(broadcast: BroadcastView, slug: string): z.input<typeof zBroadcast> {
  const { id, status, startedAt, endedAt, endedBy, peakViewers } = broadcast;
  return {
    id,
    stream_id: slug,
    status,
    started_at: rfc3339(startedAt),
    ended_at: endedAt === null ? null : rfc3339(endedAt),
    duration_s: endedAt === null ? null : (endedAt - startedAt) / 1000,
    ended_by: endedBy,
    peak_viewers: peakViewers,
  };
}
