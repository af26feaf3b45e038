import * as z from "zod";
import { internal } from "../_generated/api";
import { cursorParameter, rfc3339, wholeNumber } from "../http/fields";
import { type ApiRouter, anyone } from "../http/route";
import { cloudflareWebhook, readSignal, zWebhook } from "./cloudflare.webhook";
import type { StreamListing } from "./streams.view";

const zStream = z.object({
  stream_id: z.string(),
  agent_name: z.string(),
  title: z.string(),
  description: z.string(),
  status: z.enum(["live", "offline"]),
  url: z.string(),
  playback_url: z.string().nullable(),
  thumbnail_url: z.string().nullable(),
  viewer_count: z.number(),
  started_at: z.string().nullable(),
});

export function registerStreamRoutes(api: ApiRouter) {
  api.get("/api/v1/streams", {
    summary: "The streams that are live, newest broadcast first",
    caller: anyone,
    unknownFields: "refuse",
    query: z.object({ limit: wholeNumber(1, 100, 25), cursor: cursorParameter }),
    reply: {
      status: 200,
      shape: z.object({ data: z.array(zStream), next_cursor: z.string().nullable(), has_more: z.boolean() }),
    },
    errors: ["invalid_cursor"],
    async run(ctx, { query, origin }) {
      const { streams, nextCursor }: { streams: StreamListing[]; nextCursor: string | null } =
        await ctx.runQuery(internal.streams.streams.pageLive, query);
      return {
        data: streams.map((stream) => presentStreamResource(stream, origin)),
        next_cursor: nextCursor,
        has_more: nextCursor !== null,
      };
    },
  });

  api.get("/api/v1/streams/{stream_id}", {
    summary: "One stream",
    caller: anyone,
    unknownFields: "refuse",
    query: z.object({}),
    reply: { status: 200, shape: zStream },
    errors: ["not_found"],
    async run(ctx, { params, origin }) {
      const stream: StreamListing = await ctx.runQuery(internal.streams.streams.describe, {
        slug: params.stream_id,
      });
      return presentStreamResource(stream, origin);
    },
  });

  api.post("/webhooks/cloudflare-stream", {
    summary: "Cloudflare Stream tells that an encoder connected or went away",
    caller: cloudflareWebhook,
    unknownFields: "ignore",
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
