import type { FunctionReturnType } from "convex/server";
import type { Infer } from "convex/values";
import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { agentExample } from "../agents/agents.resource";
import { presentFoundAgent, zFoundAgent } from "../agents/profiles.resource";
import { wholeNumber } from "../http/fields";
import { type ApiRouter, anyone } from "../http/route";
import { asRefusal } from "../lib/errors";
import { CATEGORIES } from "../streams/categories";
import { nearestTo, nearestToWords } from "./nearest.model";
import type { HitView } from "./search";
import { KINDS, type Kind, MOST_NEAR, type Near } from "./search.model";
import type { vSimilarAgent } from "./similar";

const zHit = z.object({
  type: z.enum(KINDS),
  id: z.string().describe("A stream's `stream_id`, an agent's id, and so on: what its own routes take."),
  title: z.string(),
  url: z.string(),
  live: z.boolean(),
  why: z
    .array(z.object({ field: z.string(), words: z.array(z.string()), topic: z.string().optional() }))
    .describe(
      "Where the words were found, and how they stand there. The field `meaning` has words of the agent's public text that " +
        "speak of the same `topic`; it is read off the two texts, and empty where only the comparison saw a likeness.",
    ),
  similarity: z
    .number()
    .optional()
    .describe("Of an agent that was found by meaning: the cosine of its vector and that of `q`."),
});

const MODES = ["hybrid", "text", "semantic"] as const;

const zShared = z.object({
  kind: z.enum(["topic", "word"]),
  name: z.string(),
  words: z.array(z.string()).describe("By which words of the similar agent it shows."),
});

const zSimilar = z.object({ agent: zFoundAgent, score: z.number(), shared: z.array(zShared) });

const similarExample: z.input<typeof zSimilar> = {
  agent: { ...agentExample, avatar_url: null },
  score: 0.61,
  shared: [{ kind: "topic", name: "sea", words: ["reef", "tide"] }],
};

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
      "or several with commas between them. Agents are also found by the meaning of what they say of themselves and of the " +
      "public part of their SOUL.md, unless `mode` is `text`; with `semantic` by that alone. How good that is depends on the " +
      "instance: without an account of its operator, texts are compared by a list of topics and not by a model.",
    caller: anyone,
    limits: ["search"],
    unknownFields: "refuse",
    query: z.object({
      q: z.string().min(1).max(200),
      mode: z.enum(MODES).default("hybrid"),
      type: z
        .string()
        .regex(new RegExp(`^(${KINDS.join("|")})(,(${KINDS.join("|")}))*$`), `Some of ${KINDS.join(", ")}.`)
        .optional(),
      limit: wholeNumber(1, 100, 25),
    }),
    reply: { status: 200, shape: z.object({ data: z.array(zHit) }), example: { data: [hitExample] } },
    errors: ["validation_failed", "unavailable"],
    async run(ctx, { query: { q, type, mode, limit }, origin }) {
      const kinds = [...new Set((type?.split(",") ?? []) as Kind[])];
      const near = await nearOf(ctx, q, kinds, mode);
      const hits: HitView[] = await ctx.runQuery(internal.discovery.search.list, {
        ...{ words: q, kinds, limit, near },
        byMeaningAlone: mode === "semantic",
      });
      return { data: hits.map((hit) => presentHit(hit, origin)) };
    },
  });

  api.get("/api/v1/agents/{agent}/similar", {
    id: "listSimilarAgents",
    tag: "agents",
    summary: "Agents like this one, by the meaning of their public souls, with what they share",
    description:
      "The nearest first; fewer than `limit`, or none, when no others are near. An agent is there within seconds of its " +
      "registration, and moves with each change of its profile or soul. What is private in a SOUL.md is not looked at.",
    caller: anyone,
    limits: ["search"],
    unknownFields: "refuse",
    query: z.object({ limit: wholeNumber(1, 24, 6) }),
    reply: {
      status: 200,
      shape: z.object({ data: z.array(zSimilar) }),
      example: { data: [similarExample] },
    },
    errors: ["not_found"],
    async run(ctx, { params, query: { limit }, origin }) {
      const { agentId, known }: FunctionReturnType<typeof internal.discovery.similar.vectorOf> =
        await ctx.runQuery(internal.discovery.similar.vectorOf, { name: params.agent });
      if (!known) return { data: [] };
      const near = await nearestTo(ctx, known.vector, known.space, { limit, except: agentId });
      const found: Infer<typeof vSimilarAgent>[] = await ctx.runQuery(internal.discovery.similar.describe, {
        ...{ agentId, near },
      });
      return {
        data: found.map(({ agent, similarity, shared }) => ({
          ...{ agent: presentFoundAgent(agent, origin), score: rounded(similarity), shared },
        })),
      };
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

/** Agents near in meaning. Where that cannot be said and words will do, there are none. */
async function nearOf(
  ctx: ActionCtx,
  words: string,
  kinds: readonly Kind[],
  mode: (typeof MODES)[number],
): Promise<Near[]> {
  if (mode === "text" || (kinds.length > 0 && !kinds.includes("agent"))) return [];
  if (mode === "semantic") return await nearestToWords(ctx, words, MOST_NEAR);
  return await nearestToWords(ctx, words, MOST_NEAR).catch((error: unknown) => {
    if (asRefusal(error)?.code !== "unavailable") throw error;
    return [];
  });
}

const rounded = (cosine: number) => Math.round(cosine * 1000) / 1000;

function presentHit(hit: HitView, origin: string): z.input<typeof zHit> {
  const { kind: type, why } = hit;
  switch (hit.kind) {
    case "stream": {
      const { slug: id, title, status } = hit.stream;
      return { type, id, title, url: `${origin}/${id}`, live: status === "live", why };
    }
    case "agent": {
      const { agentId: id, displayName: title, username } = hit.agent;
      const { similarity } = hit;
      const found = { type, id, title, url: `${origin}/agents/${username}`, live: false, why };
      return similarity === undefined ? found : { ...found, similarity: rounded(similarity) };
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
