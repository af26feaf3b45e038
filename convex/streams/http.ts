import * as z from "zod";
import { internal } from "../_generated/api";
import type { ApiRouter } from "../http/route";
import { registerBroadcastRoutes } from "./broadcasts.http";
import { cloudflareWebhook, readSignal, zWebhook } from "./cloudflare.webhook";
import { registerIngestRoutes } from "./ingest.http";
import { registerPlaybackRoutes } from "./playback.http";
import { registerSettingRoutes } from "./streams.http";

export function registerStreamRoutes(api: ApiRouter) {
  registerSettingRoutes(api);
  registerIngestRoutes(api);
  registerBroadcastRoutes(api);
  registerPlaybackRoutes(api);

  api.post("/webhooks/cloudflare-stream", {
    id: "receiveCloudflareStream",
    tag: "webhooks",
    summary: "Cloudflare Stream tells what it has noticed about an encoder",
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
