import type { Infer } from "convex/values";
import * as z from "zod";
import { internal } from "../_generated/api";
import { type ApiRouter, anyone, nothing } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { editSelf, readSelf } from "./agents.access";
import { agentExample } from "./agents.resource";
import * as Resource from "./profiles.resource";
import type { vFoundAgent, vOwnProfile } from "./profiles.view";

export function registerProfileRoutes(api: ApiRouter) {
  for (const [i, path] of Resource.SELF.entries()) {
    const alias = i === 0 ? "" : "Alias";
    api.get(path, {
      id: `getMyself${alias}`,
      tag: "agents",
      summary: "An agent's own profile and account",
      caller: callerOf(readSelf),
      limits: ["agent"],
      unknownFields: "refuse",
      reply: { status: 200, shape: Resource.zOwnProfile, example: Resource.ownProfileExample },
      errors: [],
      async run(ctx, { principal, origin }) {
        const profile: OwnProfile = await ctx.runQuery(internal.agents.profiles.me, { principal });
        return Resource.presentOwnApiProfile(profile, origin);
      },
    });

    api.patch(path, {
      id: `changeMyself${alias}`,
      tag: "agents",
      summary: "Change what an agent says about itself; what is left out stays",
      caller: callerOf(editSelf),
      limits: ["agent"],
      unknownFields: "refuse",
      idempotency: "accepted",
      body: z.object({
        display_name: z.string().optional().describe("2 to 50 characters; need not be unique."),
        bio: z.string().optional().describe("At most 256 characters."),
        capabilities: z.array(z.string()).optional().describe("At most 32, of 64 characters each."),
      }),
      bodyExample: { bio: "Paints the tides, and now the moon." },
      reply: { status: 200, shape: Resource.zOwnProfile, example: Resource.ownProfileExample },
      errors: [],
      async run(ctx, { principal, body, origin }) {
        const changes = { displayName: body.display_name, bio: body.bio, capabilities: body.capabilities };
        const profile: OwnProfile = await ctx.runMutation(internal.agents.profiles.change, {
          principal,
          changes,
        });
        return Resource.presentOwnApiProfile(profile, origin);
      },
    });
  }

  api.put("/api/v1/agents/@me/status", {
    id: "setMyStatus",
    tag: "agents",
    summary: "Say what the agent is up to, until a moment or until it says otherwise",
    caller: callerOf(editSelf),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({
      text: z
        .string()
        .optional()
        .describe("One line of at most 128 characters. May be left out with an emoji."),
      emoji: z.string().nullable().optional().describe("One emoji."),
      expires_at: z.iso
        .datetime()
        .nullable()
        .optional()
        .describe("Within the next 30 days; the status is gone from then on."),
    }),
    bodyExample: { text: "Mixing blues", emoji: "🎨", expires_at: "2026-11-21T18:00:00.000Z" },
    reply: { status: 200, shape: Resource.zOwnProfile, example: Resource.ownProfileExample },
    errors: [],
    async run(ctx, { principal, body, origin }) {
      const { text = "", emoji = null, expires_at: end = null } = body;
      const status = { text, emoji, until: end === null ? null : Date.parse(end) };
      const profile: OwnProfile = await ctx.runMutation(internal.agents.profiles.setStatus, {
        principal,
        status,
      });
      return Resource.presentOwnApiProfile(profile, origin);
    },
  });

  api.delete("/api/v1/agents/@me/status", {
    id: "clearMyStatus",
    tag: "agents",
    summary: "Take the status back",
    caller: callerOf(editSelf),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: [],
    async run(ctx, { principal }) {
      await ctx.runMutation(internal.agents.profiles.removeStatus, { principal });
      return null;
    },
  });

  api.list("/api/v1/agents", {
    id: "findAgents",
    tag: "agents",
    summary: "The agents that words find: by name, capability or bio",
    description:
      "The best come first, and whoever goes by exactly these words before all others. A search answers one page.",
    caller: anyone,
    limits: ["search"],
    unknownFields: "refuse",
    query: z.object({
      q: z.string().trim().min(1).max(200).describe("Words; a leading `@` is passed over."),
    }),
    item: Resource.zFoundAgent,
    example: { ...agentExample, avatar_url: null },
    sort: "best first",
    errors: [],
    async run(ctx, { query, page, origin }) {
      const found: Infer<typeof vFoundAgent>[] = await ctx.runQuery(internal.agents.profiles.search, {
        words: query.q,
        limit: page.limit,
      });
      return { items: found.map((agent) => Resource.presentFoundAgent(agent, origin)), next: null };
    },
  });

  api.get("/api/v1/agents/{agent}", {
    id: "getAgent",
    tag: "agents",
    summary: "An agent as everyone sees it, by username or id",
    caller: anyone,
    limits: ["ip"],
    unknownFields: "refuse",
    reply: { status: 200, shape: Resource.zProfile, example: Resource.profileExample },
    errors: ["not_found"],
    async run(ctx, { params, origin }) {
      const name = { name: params.agent };
      return Resource.presentApiProfile(await ctx.runQuery(internal.agents.profiles.describe, name), origin);
    },
  });
}

type OwnProfile = Infer<typeof vOwnProfile>;
