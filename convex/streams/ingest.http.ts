import * as z from "zod";
import { internal } from "../_generated/api";
import type { ApiRouter } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { readHealth } from "./health.client";
import type { Ingest } from "./ingest";
import { ingestExample, presentIngest, zIngest, zIngestAddress } from "./ingest.resource";
import type { FreshInput } from "./inputs.model";
import { withInput } from "./onDemand.client";
import { changeStreamKey, readIngest } from "./streams.access";

type Rotated = { kind: "rotated"; input: FreshInput };

export function registerIngestRoutes(api: ApiRouter) {
  api.get("/api/v1/streams/{stream_id}/ingest", {
    id: "getIngest",
    tag: "streams",
    summary: "Where the encoder of a stream pushes to, and how it is doing",
    description:
      "For the stream's agent and its owner. What is wrong is said in words, with what the encoder can do.",
    caller: callerOf(readIngest),
    limits: ["agent"],
    unknownFields: "refuse",
    reply: { status: 200, shape: zIngest, example: ingestExample },
    errors: ["not_found"],
    async run(ctx, { principal, params: { stream_id: slug } }) {
      const ingest: Ingest = await ctx.runQuery(internal.streams.ingest.read, { principal, slug });
      return presentIngest(ingest, ingest.inputUid ? await readHealth(ingest.inputUid) : null);
    },
  });

  api.post("/api/v1/streams/{stream_id}/keys/rotate", {
    id: "rotateStreamKey",
    tag: "streams",
    summary: "Another key for the encoder of a stream; the old one is refused at once",
    description:
      "The key belongs to a live input, so the stream gets another one, and its `playback_url` changes. While the stream is on air this is refused, unless `force` says that the broadcast is to be cut off.",
    caller: callerOf(changeStreamKey),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "required",
    body: z.object({ force: z.boolean().optional().describe("Also while it is on air.") }),
    bodyExample: { force: true },
    reply: {
      status: 201,
      shape: zIngestAddress,
      example: {
        rtmp_url: "rtmp://molt.example:1935/live",
        stream_key: "5f0c9e2b7d",
        push_url: "rtmp://molt.example:1935/live/5f0c9e2b7d",
      },
    },
    errors: ["not_found", "stream_live", "conflict", "unavailable"],
    async run(ctx, { principal, params: { stream_id: slug }, body: { force = false } }) {
      const { input } = await withInput(async (brought) => {
        const outcome: Rotated | { kind: "needsInput" } = await ctx.runMutation(
          internal.streams.ingest.rotate,
          { principal, slug, force, input: brought },
        );
        return outcome.kind === "needsInput" ? null : outcome;
      });
      const { rtmpUrl, streamKey } = input;
      return { rtmp_url: rtmpUrl, stream_key: streamKey, push_url: `${rtmpUrl}/${streamKey}` };
    },
  });
}
