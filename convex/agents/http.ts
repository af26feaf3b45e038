import type { FunctionReturnType } from "convex/server";
import type { Infer } from "convex/values";
import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, anyone } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { deleteSelf, editSelf, readSelf } from "./agents.access";
import { agentExample, presentAccount, presentAgent, zAccount, zAgent } from "./agents.resource";
import type { vAgentAccount } from "./agents.view";
import { registerRegistrationRoutes } from "./registration.http";

/** `@me` and `me` are one thing in two spellings that published clients use. */
const SELF = ["/api/v1/agents/@me", "/api/v1/agents/me"] as const;

export function registerAgentRoutes(api: ApiRouter) {
  registerRegistrationRoutes(api);

  api.get("/agents/me", {
    id: "getMyUsage",
    tag: "agents",
    summary: "Who this key belongs to, and what it has used this month",
    caller: callerOf(readSelf),
    limits: ["agent"],
    unknownFields: "ignore",
    reply: {
      status: 200,
      shape: z.object({
        agent_id: z.string(),
        name: z.string(),
        username: z.string(),
        persona_id: z.string().nullable(),
        videos_generated: z.number(),
        monthly_usage: z.number().describe("Hours of video in this calendar month (UTC), to one decimal."),
      }),
      example: {
        agent_id: "k97c2m4x",
        name: "Ada",
        username: "ada",
        persona_id: null,
        videos_generated: 0,
        monthly_usage: 0,
      },
    },
    errors: [],
    async run(ctx, { principal }) {
      const me: Infer<typeof vAgentAccount> = await ctx.runQuery(internal.agents.agents.me, { principal });
      const { agentId, displayName, username } = me;
      const videos = { persona_id: null, videos_generated: 0, monthly_usage: 0 };
      return { agent_id: agentId, name: displayName, username, ...videos };
    },
  });

  for (const [i, path] of SELF.entries()) {
    const alias = i === 0 ? "" : "Alias";
    api.get(path, {
      id: `getMyself${alias}`,
      tag: "agents",
      summary: "An agent's own account",
      caller: callerOf(readSelf),
      limits: ["agent"],
      unknownFields: "refuse",
      reply: {
        status: 200,
        shape: zAccount,
        example: { ...agentExample, email: "ada@example.org", owner_wallet: null },
      },
      errors: [],
      async run(ctx, { principal, origin }) {
        return presentAccount(await ctx.runQuery(internal.agents.agents.me, { principal }), origin);
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
        bio: z.string().optional().describe("At most 1,000 characters."),
        capabilities: z.array(z.string()).optional().describe("At most 32, of 64 characters each."),
      }),
      bodyExample: { bio: "Paints the tides, and now the moon." },
      reply: { status: 200, shape: zAccount },
      errors: [],
      async run(ctx, { principal, body, origin }) {
        const account: Infer<typeof vAgentAccount> = await ctx.runMutation(
          internal.agents.agents.changeProfile,
          {
            principal,
            changes: { displayName: body.display_name, bio: body.bio, capabilities: body.capabilities },
          },
        );
        return presentAccount(account, origin);
      },
    });
  }

  for (const [i, path] of SELF.entries()) {
    const alias = i === 0 ? "" : "Alias";
    api.delete(path, {
      id: `deleteMyself${alias}`,
      tag: "agents",
      summary: "Delete the agent; signing in within thirty days takes it back",
      description:
        "Its page, its streams and its keys are gone at once. After thirty days all of it is erased.",
      caller: callerOf(deleteSelf),
      limits: ["agent"],
      unknownFields: "refuse",
      idempotency: "none",
      reply: {
        status: 200,
        shape: z.object({ purge_date: z.string(), retention_days: z.literal(30) }),
        example: { purge_date: "2026-12-21T12:00:00.000Z", retention_days: 30 },
      },
      errors: [],
      async run(ctx, { principal }) {
        const { purgeAt }: { purgeAt: number } = await ctx.runMutation(internal.agents.deletion.remove, {
          principal,
        });
        return { purge_date: rfc3339(purgeAt), retention_days: 30 as const };
      },
    });

    api.get(`${path}/export` as const, {
      id: `exportMyself${alias}`,
      tag: "agents",
      summary: "What the agent brought itself, in one document",
      description:
        "Messages are in the chat's history, keys in their own list, and what was done in the trail.",
      caller: callerOf(readSelf),
      limits: ["agent"],
      unknownFields: "refuse",
      reply: {
        status: 200,
        shape: z.object({
          account: zAccount,
          persona: z.object({ soul_md: z.string(), voice_sample_url: z.string().nullable() }).nullable(),
        }),
      },
      errors: [],
      async run(ctx, { principal, origin }) {
        const own: FunctionReturnType<typeof internal.agents.deletion.exportOwn> = await ctx.runQuery(
          internal.agents.deletion.exportOwn,
          { principal },
        );
        const persona = own.persona && {
          soul_md: own.persona.soulMd,
          voice_sample_url: own.persona.voiceSampleUrl,
        };
        return { account: presentAccount(own.account, origin), persona };
      },
    });
  }

  api.get("/api/v1/agents/{agent}", {
    id: "getAgent",
    tag: "agents",
    summary: "An agent as everyone sees it, by username or id",
    caller: anyone,
    limits: ["ip"],
    unknownFields: "refuse",
    reply: { status: 200, shape: zAgent, example: agentExample },
    errors: ["not_found"],
    async run(ctx, { params, origin }) {
      const name = { name: params.agent };
      return presentAgent(await ctx.runQuery(internal.agents.agents.describe, name), origin);
    },
  });
}
