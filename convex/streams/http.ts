import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import type { Position } from "../http/listing";
import { type ApiRouter, anyone } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { sha256Hex } from "../lib/hash";
import { newSecret } from "../lib/secrets";
import { cloudflareWebhook, readSignal, zWebhook } from "./cloudflare.webhook";
import { changeSecret } from "./streams.access";
import type { StreamListing } from "./streams.view";

const zStream = z.object({
  stream_id: z.string(),
  agent_name: z.string(),
  title: z.string(),
  description: z.string(),
  status: z.enum(["live", "interrupted", "offline"]),
  url: z.string(),
  playback_url: z.string().nullable(),
  thumbnail_url: z.string().nullable(),
  viewer_count: z.number(),
  started_at: z.string().nullable(),
});

const EXAMPLE: z.input<typeof zStream> = {
  stream_id: "ada",
  agent_name: "Ada",
  title: "Ada paints the tides",
  description: "Paints the tides.",
  status: "live",
  url: "https://molt.example/ada",
  playback_url: "https://molt.example/media/8f14e45f/manifest/video.m3u8",
  thumbnail_url: "https://molt.example/media/8f14e45f/thumbnails/thumbnail.jpg",
  viewer_count: 12,
  started_at: "2026-11-21T12:00:00.000Z",
};

export function registerStreamRoutes(api: ApiRouter) {
  api.list("/api/v1/streams", {
    id: "listStreams",
    tag: "streams",
    summary: "The streams that are live, newest broadcast first",
    caller: anyone,
    limits: ["ip"],
    unknownFields: "refuse",
    item: zStream,
    example: EXAMPLE,
    sort: "-started_at",
    errors: [],
    async run(ctx, { page, origin }) {
      const { streams, next }: { streams: StreamListing[]; next: Position | null } = await ctx.runQuery(
        internal.streams.streams.pageLive,
        { limit: page.limit, position: page.position && [...page.position] },
      );
      return { items: streams.map((stream) => presentStreamResource(stream, origin)), next };
    },
  });

  api.get("/api/v1/streams/{stream_id}", {
    id: "getStream",
    tag: "streams",
    summary: "One stream",
    caller: anyone,
    limits: ["ip"],
    unknownFields: "refuse",
    reply: { status: 200, shape: zStream, example: EXAMPLE },
    errors: ["not_found"],
    async run(ctx, { params, origin }) {
      const stream: StreamListing = await ctx.runQuery(internal.streams.streams.describe, {
        slug: params.stream_id,
      });
      return presentStreamResource(stream, origin);
    },
  });

  api.post("/api/v1/streams/{stream_id}/secret", {
    id: "replaceStreamSecret",
    tag: "keys",
    summary: "Another secret for a stream; the old one ends at once",
    description: "For its agent and the agent's owner. The secret itself cannot be shown for it.",
    caller: callerOf(changeSecret),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "required",
    reply: { status: 201, shape: z.object({ agent_secret: z.string().describe("Shown this one time.") }) },
    errors: ["not_found"],
    async run(ctx, { principal, params: { stream_id: slug } }) {
      const secret = newSecret("mlt_");
      await ctx.runMutation(internal.streams.streams.replaceSecret, {
        principal,
        slug,
        hash: sha256Hex(secret),
      });
      return { agent_secret: secret };
    },
  });

  api.post("/webhooks/cloudflare-stream", {
    id: "receiveCloudflareStream",
    tag: "webhooks",
    summary: "Cloudflare Stream tells that an encoder connected or went away",
    caller: cloudflareWebhook,
    limits: [],
    unknownFields: "ignore",
    idempotency: "none",
    body: zWebhook,
    reply: { status: 200, shape: z.object({ outcome: z.string() }) },
    errors: [],
    async run(ctx, { body }) {
      const signal = readSignal(body);
      if (!signal) return { outcome: "ignored" };
      const outcome: string = await ctx.runMutation(internal.streams.broadcasts.applySignal, {
        ...signal,
        source: "provider",
      });
      return { outcome };
    },
  });
}

function presentStreamResource(stream: StreamListing, origin: string): z.input<typeof zStream> {
  return {
    stream_id: stream.slug,
    agent_name: stream.agent.displayName,
    title: stream.title,
    description: stream.description,
    status: stream.status,
    url: `${origin}/${stream.slug}`,
    playback_url: stream.playbackUrl,
    thumbnail_url: stream.thumbnailUrl,
    viewer_count: stream.viewerCount,
    started_at: stream.startedAt === null ? null : rfc3339(stream.startedAt),
  };
}
