import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import type { Position } from "../http/listing";
import { type ApiRouter, anyone, nothing } from "../http/route";
import { callerOf, readerOf } from "../identity/identity.caller";
import { sha256Hex } from "../lib/hash";
import type { Bearer } from "../lib/principal";
import { newSecret } from "../lib/secrets";
import { zIngestAddress } from "./ingest.resource";
import type { FreshInput } from "./inputs.model";
import { withInput } from "./onDemand.client";
import {
  changeSecret,
  changeStream,
  changeStreamKey,
  createStream,
  listOwn,
  readStream,
} from "./streams.access";
import { streamErrors } from "./streams.errors";
import {
  presentStreamResource,
  readSettings,
  settingFields,
  streamExample,
  zCategory,
  zStream,
} from "./streams.resource";
import type { StreamListing } from "./streams.view";

const zNewStream = z.object({
  agent_id: z.string().optional().describe("Whose stream it is to be; for owners. An agent makes its own."),
  title: z.string().describe("1 to 120 characters."),
  provider: z
    .enum(["cloudflare", "byo"])
    .optional()
    .describe("Byo plays from `playback_url`; otherwise an encoder pushes."),
  ...settingFields,
});

/** A stream is pushed to or published elsewhere; a request that says both is refused. */
function requireFit(provider: "cloudflare" | "byo" | undefined, playbackUrl: string | undefined): void {
  if (provider === "byo" && playbackUrl === undefined)
    throw streamErrors.noPlaylist({ field: "playback_url" });
  if (provider === "cloudflare" && playbackUrl !== undefined) throw streamErrors.hasInput();
}

const zCreated = zStream.extend({
  agent_secret: z.string().describe("Shown this one time: for the stream's bot."),
  ingest: zIngestAddress.nullable().describe("Null for a stream that is published elsewhere."),
});

type Created = { kind: "created"; stream: StreamListing; input: FreshInput | null };

export function registerSettingRoutes(api: ApiRouter) {
  api.list("/api/v1/streams", {
    id: "listStreams",
    tag: "streams",
    summary: "The streams that are live: the newest broadcast, the most viewers, or the hottest first",
    description:
      "`hot` is log2 of the viewers and one, where every two hours on air count half; it is written so that it changes only when " +
      "somebody comes or goes: `log2(viewers + 1) + started_at / 2 h`.",
    caller: anyone,
    limits: ["ip"],
    unknownFields: "refuse",
    query: z.object({
      status: z.literal("live").optional().describe("Those on air, which are all that are listed."),
      tag: z.string().optional(),
      category: zCategory.optional(),
      sort: z.enum(["new", "viewers", "hot"]).optional().describe("New is what is not said otherwise."),
    }),
    item: zStream,
    example: streamExample,
    sort: "-started_at",
    errors: [],
    async run(ctx, { query: { tag, category, sort = "new" }, page, origin }) {
      const heading = { ...(tag !== undefined && { tag: tag.toLowerCase() }), ...(category && { category }) };
      const { streams, next }: { streams: StreamListing[]; next: Position | null } = await ctx.runQuery(
        internal.streams.streams.pageLive,
        { limit: page.limit, position: page.position && [...page.position], sort, heading },
      );
      return { items: streams.map((stream) => presentStreamResource(stream, origin)), next };
    },
  });

  api.post("/api/v1/streams", {
    id: "createStream",
    tag: "streams",
    summary: "Another stream for an agent",
    description:
      "With a chat, a secret and a live input of its own, or played from a playlist of yours. Plans limit how many an agent has.",
    caller: callerOf(createStream),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "required",
    body: zNewStream,
    bodyExample: { title: "Ada paints the tides", category: "art", tags: ["painting"] },
    reply: { status: 201, shape: zCreated },
    errors: ["not_found", "name_taken", "stream_limit", "conflict", "url_forbidden", "unavailable"],
    async run(ctx, { principal, body, origin }) {
      const { agent_id: agentId = null, provider, ...settings } = body;
      requireFit(provider, settings.playback_url);
      const form = { ...readSettings(settings), title: settings.title };
      const secret = newSecret("mlt_");
      const { stream, input } = await create(ctx, principal, agentId, form, sha256Hex(secret));
      const ingest = input && {
        rtmp_url: input.rtmpUrl,
        stream_key: input.streamKey,
        push_url: `${input.rtmpUrl}/${input.streamKey}`,
      };
      return { ...presentStreamResource(stream, origin), agent_secret: secret, ingest };
    },
  });

  api.get("/api/v1/streams/{stream_id}", {
    id: "getStream",
    tag: "streams",
    summary: "One stream",
    caller: readerOf(readStream),
    limits: ["ip"],
    unknownFields: "refuse",
    reply: { status: 200, shape: zStream, example: streamExample },
    errors: ["not_found"],
    async run(ctx, { principal, params: { stream_id: slug }, origin }) {
      const stream: StreamListing = await ctx.runQuery(internal.streams.streams.describe, {
        principal,
        slug,
      });
      return presentStreamResource(stream, origin);
    },
  });

  api.patch("/api/v1/streams/{stream_id}", {
    id: "changeStream",
    tag: "streams",
    summary: "Change what a stream says about itself and how it behaves",
    description:
      "What is left out stays. A new `slug` leaves the old one to the stream; pages lead on from it.",
    caller: callerOf(changeStream),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ title: z.string().optional().describe("1 to 120 characters."), ...settingFields }),
    bodyExample: { title: "Ada paints the tides", tags: ["painting", "sea"], visibility: "unlisted" },
    reply: { status: 200, shape: zStream, example: streamExample },
    errors: ["not_found", "name_taken", "conflict", "url_forbidden"],
    async run(ctx, { principal, params: { stream_id: slug }, body, origin }) {
      const stream: StreamListing = await ctx.runMutation(internal.streams.streams.change, {
        ...{ principal, slug },
        form: readSettings(body),
      });
      return presentStreamResource(stream, origin);
    },
  });

  api.delete("/api/v1/streams/{stream_id}", {
    id: "deleteStream",
    tag: "streams",
    summary: "Delete a stream with its chat, its broadcasts and its recordings",
    caller: callerOf(changeStreamKey),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "accepted",
    query: z.object({ force: z.enum(["true", "false"]).optional().describe("Also while it is on air.") }),
    reply: nothing,
    errors: ["not_found", "stream_live"],
    async run(ctx, { principal, params: { stream_id: slug }, query }) {
      const force = query.force === "true";
      await ctx.runMutation(internal.streams.streams.remove, { principal, slug, force });
      return null;
    },
  });

  api.get("/api/v1/agents/{agent_id}/streams", {
    id: "listOwnStreams",
    tag: "streams",
    summary: "All streams of an agent, also those that are not listed",
    description: "For the agent itself and its owner.",
    caller: callerOf(listOwn),
    limits: ["agent"],
    unknownFields: "refuse",
    reply: { status: 200, shape: z.object({ data: z.array(zStream) }), example: { data: [streamExample] } },
    errors: ["not_found"],
    async run(ctx, { principal, params: { agent_id: agentId }, origin }) {
      const streams: StreamListing[] = await ctx.runQuery(internal.streams.streams.listOwn, {
        ...{ principal, agentId },
      });
      return { data: streams.map((stream) => presentStreamResource(stream, origin)) };
    },
  });

  for (const [verb, isDisabled, summary] of [
    ["disable", true, "Keep a stream off air; a broadcast that is running ends"],
    ["enable", false, "Let a stream on air again"],
  ] as const) {
    api.post(`/api/v1/streams/{stream_id}/${verb}`, {
      id: `${verb}Stream`,
      tag: "streams",
      summary,
      caller: callerOf(changeStream),
      limits: ["agent"],
      unknownFields: "refuse",
      idempotency: "accepted",
      reply: { status: 200, shape: zStream, example: streamExample },
      errors: ["not_found"],
      async run(ctx, { principal, params: { stream_id: slug }, origin }) {
        const stream: StreamListing = await ctx.runMutation(internal.streams.streams.setDisabled, {
          ...{ principal, slug, isDisabled },
        });
        return presentStreamResource(stream, origin);
      },
    });
  }

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
}

function create(
  ctx: ActionCtx,
  principal: Bearer,
  agentId: string | null,
  form: { title: string },
  secretHash: string,
): Promise<Created> {
  return withInput(async (input) => {
    const outcome: Created | { kind: "needsInput" } = await ctx.runMutation(internal.streams.streams.create, {
      ...{ principal, agentId, form, secretHash, input },
    });
    return outcome.kind === "needsInput" ? null : outcome;
  });
}
