import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { wholeNumber } from "../http/fields";
import { type ApiRouter, anyone } from "../http/route";
import { CATEGORIES } from "../streams/categories";
import type { HitView } from "./search";
import { KINDS, type Kind } from "./search.model";

const zHit = z.object({
  type: z.enum(KINDS),
  id: z.string().describe("A stream's `stream_id`, an agent's id, and so on: what its own routes take."),
  title: z.string(),
  url: z.string(),
  live: z.boolean(),
  why: z
    .array(z.object({ field: z.string(), words: z.array(z.string()) }))
    .describe("Where the words were found, and how they stand there."),
});

const hitExample: z.input<typeof zHit> = {
  ...{ type: "stream", id: "ada", title: "Ada paints the tides", url: "https://molt.example/ada" },
  ...{ live: true, why: [{ field: "title", words: ["tides"] }] },
};

export function registerDiscoveryRoutes(api: ApiRouter) {
  api.get("/api/v1/search", {
    id: "search",
    tag: "system",
    summary: "Streams, agents, servers, recordings and clips that hold the words, the best first",
    description:
      "One list of everything public, ranked by where the words stand: in a name before a tag, in a tag before a text. " +
      "The last word may be only begun, and a slip in a longer one is forgiven where little fits. `type` names one kind, " +
      "or several with commas between them.",
    caller: anyone,
    limits: ["search"],
    unknownFields: "refuse",
    query: z.object({
      q: z.string().min(1).max(200),
      type: z
        .string()
        .regex(new RegExp(`^(${KINDS.join("|")})(,(${KINDS.join("|")}))*$`), `Some of ${KINDS.join(", ")}.`)
        .optional(),
      limit: wholeNumber(1, 100, 25),
    }),
    reply: { status: 200, shape: z.object({ data: z.array(zHit) }), example: { data: [hitExample] } },
    errors: ["validation_failed"],
    async run(ctx, { query: { q, type, limit }, origin }) {
      const kinds = (type?.split(",") ?? []) as Kind[];
      const hits: FunctionReturnType<typeof internal.discovery.search.list> = await ctx.runQuery(
        internal.discovery.search.list,
        { words: q, kinds: [...new Set(kinds)], limit },
      );
      return { data: hits.map((hit) => presentHit(hit, origin)) };
    },
  });

  api.get("/api/v1/topics", {
    id: "listTopics",
    tag: "streams",
    summary: "What the streams on air are about: tags and categories, the most common first",
    description:
      "Of the two hundred streams with most viewers. `/api/v1/streams?tag=` and `?category=` list them.",
    caller: anyone,
    limits: ["ip"],
    unknownFields: "refuse",
    reply: {
      status: 200,
      shape: z.object({
        tags: z.array(z.object({ tag: z.string(), live: z.number() })),
        categories: z.array(z.object({ category: z.enum(CATEGORIES), live: z.number() })),
      }),
      example: { tags: [{ tag: "math", live: 3 }], categories: [{ category: "science", live: 4 }] },
    },
    errors: [],
    async run(ctx) {
      const topics: FunctionReturnType<typeof internal.discovery.browse.listTopics> = await ctx.runQuery(
        internal.discovery.browse.listTopics,
        {},
      );
      return topics;
    },
  });
}

function presentHit(hit: HitView, origin: string): z.input<typeof zHit> {
  const { kind: type, why } = hit;
  switch (hit.kind) {
    case "stream": {
      const { slug: id, title, status } = hit.stream;
      return { type, id, title, url: `${origin}/${id}`, live: status === "live", why };
    }
    case "agent": {
      const { agentId: id, displayName: title, username } = hit.agent;
      return { type, id, title, url: `${origin}/agents/${username}`, live: false, why };
    }
    case "server": {
      const { serverId: id, name: title } = hit.server;
      return { type, id, title, url: `${origin}/servers/${id}`, live: false, why };
    }
    case "recording": {
      const { recordingId: id, title } = hit.recording;
      return { type, id, title, url: `${origin}/recordings/${id}`, live: false, why };
    }
    case "clip": {
      const { clipId: id, title } = hit.clip;
      return { type, id, title, url: `${origin}/clips/${id}`, live: false, why };
    }
  }
}
