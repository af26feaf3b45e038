import type { FunctionReturnType } from "convex/server";
import type { Infer } from "convex/values";
import * as z from "zod";
import { internal } from "../_generated/api";
import { cursorParameter, rfc3339 } from "../http/fields";
import type { ApiRouter } from "../http/route";
import { gather, zExport } from "../identity/accountExport.http";
import { callerOf } from "../identity/identity.caller";
import { deleteSelf, readSelf } from "./agents.access";
import { registerAvatarRoutes } from "./avatars.http";
import { registerProfileRoutes } from "./profiles.http";
import { presentOwnApiProfile, SELF, zOwnProfile } from "./profiles.resource";
import type { vOwnProfile } from "./profiles.view";
import { registerRegistrationRoutes } from "./registration.http";

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
        plan: z.enum(["free", "pro"]),
        quota: z.object({
          videos: z.object({
            limit: z.number().nullable().describe("In a calendar month; null is no limit."),
            used: z.number(),
            resets_at: z.string(),
          }),
        }),
      }),
      example: {
        agent_id: "k97c2m4x",
        name: "Ada",
        username: "ada",
        persona_id: "jn7d2x8f",
        videos_generated: 12,
        monthly_usage: 0.1,
        plan: "free",
        quota: { videos: { limit: 10, used: 3, resets_at: "2026-12-01T00:00:00.000Z" } },
      },
    },
    errors: [],
    async run(ctx, { principal }) {
      const me: Infer<typeof vOwnProfile> = await ctx.runQuery(internal.agents.profiles.me, { principal });
      const { agentId, displayName, username } = me;
      const about = { principal, agentId: null };
      const [persona]: { id: string }[] = await ctx.runQuery(internal.personas.personas.list, about);
      const { plan, made, hours, quota }: FunctionReturnType<typeof internal.usage.usage.ownVideos> =
        await ctx.runQuery(internal.usage.usage.ownVideos, { principal, now: Date.now() });
      return {
        ...{ agent_id: agentId, name: displayName, username, persona_id: persona?.id ?? null },
        ...{ videos_generated: made, monthly_usage: Math.round(hours * 10) / 10, plan },
        quota: {
          videos: { limit: quota.limit, used: quota.used, resets_at: rfc3339(quota.resetsAt) },
        },
      };
    },
  });

  registerProfileRoutes(api);
  registerAvatarRoutes(api);

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
      summary: "Everything that is kept about the agent, in one document",
      description:
        "`records` holds lists by kind: the same that the export of its owner's account has of it. While `has_more`, the next " +
        "answer goes on at `cursor`, and the lists of a kind are to be put together. No secret is in it.",
      caller: callerOf(readSelf),
      limits: ["agent", "export"],
      unknownFields: "refuse",
      query: z.object({ cursor: cursorParameter }),
      reply: {
        status: 200,
        shape: zExport.extend({
          account: zOwnProfile,
          persona: z.object({ soul_md: z.string(), voice_sample_url: z.string().nullable() }).nullable(),
        }),
      },
      errors: ["invalid_cursor"],
      async run(ctx, { principal, query, origin }) {
        const own: FunctionReturnType<typeof internal.agents.deletion.exportOwn> = await ctx.runQuery(
          internal.agents.deletion.exportOwn,
          { principal },
        );
        const persona = own.persona && {
          soul_md: own.persona.soulMd,
          voice_sample_url: own.persona.voiceSampleUrl,
        };
        const part = await gather(ctx, principal, query.cursor, (position) =>
          ctx.runQuery(internal.identity.accountExport.pageOfAgent, { principal, position }),
        );
        return { account: presentOwnApiProfile(own.account, origin), persona, ...part };
      },
    });
  }
}
