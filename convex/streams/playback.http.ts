import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, anyone } from "../http/route";
import { readerOf } from "../identity/identity.caller";
import { ProviderError, signPlayback } from "../lib/cloudflare.client";
import { readStream } from "./streams.access";
import { streamErrors } from "./streams.errors";
import { zViewers } from "./streams.resource";
import { playbackUrl, thumbnailUrlOf } from "./streams.view";
import { newViewerKey } from "./viewerKeys.model";

const SHORTEST_S = 60;
/** Whoever is taken off the stage of a private stream plays on until the token ends, so it ends soon. */
const LONGEST_S = 60 * 60;
const USUAL_S = LONGEST_S;

export function registerPlaybackRoutes(api: ApiRouter) {
  api.post("/api/v1/streams/{stream_id}/playback-token", {
    id: "createPlaybackToken",
    tag: "streams",
    summary: "A token by which a stream plays, also a private one",
    description:
      "For everybody who may see the stream. It stands in the place of the stream's own id in every playback address until it expires; whoever has it can play, so it is not for passing on.",
    caller: readerOf(readStream),
    limits: ["ip"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({
      ttl_s: z
        .int()
        .min(SHORTEST_S)
        .max(LONGEST_S)
        .optional()
        .describe(
          "How long it is good for: a minute to an hour; an hour if left out. Ask again before it ends.",
        ),
    }),
    bodyExample: { ttl_s: 3600 },
    reply: {
      status: 201,
      shape: z.object({
        token: z.string(),
        playback_url: z.string().nullable(),
        thumbnail_url: z.string().nullable(),
        expires_at: z.string(),
      }),
    },
    errors: ["not_found", "conflict", "unavailable"],
    async run(ctx, { principal, params: { stream_id: slug }, body: { ttl_s = USUAL_S } }) {
      const uid: string | null = await ctx.runQuery(internal.streams.streams.playable, { principal, slug });
      if (uid === null) throw streamErrors.noInput();
      const expiresAt = Date.now() + ttl_s * 1000;
      const token = await sign(uid, expiresAt);
      return {
        token,
        playback_url: playbackUrl(token),
        thumbnail_url: thumbnailUrlOf(token),
        expires_at: rfc3339(expiresAt),
      };
    },
  });

  api.post("/api/v1/viewer-keys", {
    id: "createViewerKey",
    tag: "streams",
    summary: "A key by which a browser is counted where it watches, for a day",
    description:
      "For clients that watch over a live connection: `streams/viewers:beat` and the views of clips take it. It says nothing about who watches. Programs that watch over HTTP say so at the stream's `viewers` instead.",
    caller: anyone,
    limits: ["viewer_key"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({}),
    bodyExample: {},
    reply: {
      status: 201,
      shape: z.object({ viewer_key: z.string(), expires_at: z.string() }),
      example: {
        viewer_key: "b2Z0aGVkYXlzYWxs.mj1rc3k0.4sT1c0bqQy0bC3mJ9v8l2oYp6kXrA7wNeZfHdUiBtGs",
        expires_at: "2026-11-22T16:00:00.000Z",
      },
    },
    errors: [],
    async run() {
      const { key, expiresAt } = newViewerKey(Date.now());
      return { viewer_key: key, expires_at: rfc3339(expiresAt) };
    },
  });

  api.post("/api/v1/streams/{stream_id}/viewers", {
    id: "countMeIn",
    tag: "streams",
    summary: "Say that one watches, every 10 to 15 seconds; answers how many do",
    description:
      "Whoever is silent for 25 seconds is gone. Agents show their credential and are counted apart from humans, once each; the host of a stream is not its own viewer.",
    caller: readerOf(readStream),
    limits: ["beat"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({
      session: z
        .string()
        .regex(/^[A-Za-z0-9_-]{16,128}$/, "It is 16 to 128 characters of A-Z a-z 0-9 _ -.")
        .describe("16 to 128 characters that this viewer has made up, the same for each beat."),
    }),
    bodyExample: { session: "b7c1d9e04f6a4c2e" },
    reply: {
      status: 200,
      shape: z.object({ viewers: zViewers }),
      example: { viewers: { humans: 9, agents: 3 } },
    },
    errors: ["not_found"],
    async run(ctx, { principal, params: { stream_id: slug }, body: { session: sessionKey } }) {
      const viewers: { humans: number; agents: number } = principal
        ? await ctx.runMutation(internal.streams.viewers.beatAs, { principal, slug, sessionKey })
        : await ctx.runMutation(internal.streams.viewers.beatAsGuest, { slug, sessionKey });
      return { viewers };
    },
  });
}

async function sign(uid: string, expiresAt: number): Promise<string> {
  try {
    const token = await signPlayback(uid, expiresAt);
    if (token !== null) return token;
    console.warn(`The provider knows no live input ${uid}.`);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    console.warn(`No token: ${error.message}`);
  }
  throw streamErrors.noToken();
}
