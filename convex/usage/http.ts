import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import type { ApiRouter } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { zAgentId } from "../identity/identity.fields";
import { pageRequest } from "../lib/pages";
import { monthOf } from "./months";
import { readUsage } from "./usage.access";

const used = {
  ingest_minutes: z.number().describe("Minutes on air; one that has begun counts."),
  delivered_minutes: z.number().describe("Minutes that viewers watched, all together, to a tenth."),
  cost_microusd: z.number().describe("By the price list of this instance, in millionths of a dollar."),
};

const example = { ingest_minutes: 600, delivered_minutes: 4120.5, cost_microusd: 7_120_500 };

export function registerUsageRoutes(api: ApiRouter) {
  api.get("/api/v1/usage", {
    id: "getUsage",
    tag: "agents",
    summary: "What an agent's streams and videos have used this month, its limits, and a forecast",
    description:
      "Months are those of UTC. The projection takes each day to come for as busy as those so far. When the minutes of the plan " +
      "are used up, a running broadcast goes on for a few minutes and a new one is refused until `resets_at`; " +
      "`quota.warning` comes at four fifths. Nothing is charged.",
    caller: callerOf(readUsage),
    limits: ["agent"],
    unknownFields: "refuse",
    query: z.object({ agent_id: zAgentId }),
    reply: {
      status: 200,
      shape: z.object({
        plan: z.enum(["free", "pro"]),
        month: z.string(),
        resets_at: z.string(),
        limit_minutes: z.number().nullable().describe("Null is no limit."),
        fair_use_minutes: z
          .number()
          .nullable()
          .describe("Nothing is refused beyond it; the operator may ask."),
        used: z.object(used),
        projected: z.object(used).describe("At the end of the month."),
        may_publish: z.boolean(),
        reason: z.string().nullable().describe("Why it may not."),
        videos: z.object({
          limit: z.number().nullable().describe("In a month; null is no limit."),
          used: z.number().describe("Ready ones and those that are being made; failed ones do not count."),
          made: z.number().describe("Ready ones."),
          seconds: z.number().describe("Of video, all together."),
        }),
        spoken_characters: z
          .number()
          .describe("Of replies that were said aloud, and other texts; a day has a limit of its own."),
        streams: z.array(
          z.object({ stream_id: z.string().nullable().describe("Null when it was deleted."), ...used }),
        ),
      }),
      example: {
        plan: "free",
        month: "2026-11",
        resets_at: "2026-12-01T00:00:00.000Z",
        limit_minutes: 2400,
        fair_use_minutes: null,
        used: example,
        projected: { ingest_minutes: 857, delivered_minutes: 5886.4, cost_microusd: 10_171_400 },
        may_publish: true,
        reason: null,
        videos: { limit: 10, used: 3, made: 2, seconds: 61.4 },
        spoken_characters: 1840,
        streams: [{ stream_id: "ada", ...example }],
      },
    },
    errors: ["not_found"],
    async run(ctx, { principal, query }) {
      const usage: FunctionReturnType<typeof internal.usage.usage.read> = await ctx.runQuery(
        internal.usage.usage.read,
        { principal, agentId: query.agent_id ?? null, now: Date.now() },
      );
      const { plan, month, publishing } = usage;
      return {
        ...{ plan, month },
        resets_at: rfc3339(usage.resetsAt),
        limit_minutes: usage.limitMinutes,
        fair_use_minutes: usage.fairUseMinutes,
        used: present(usage.used),
        projected: present(usage.projected),
        may_publish: publishing.allowed,
        reason: publishing.reason,
        videos: {
          ...{ limit: usage.videos.limit, used: usage.videos.used, made: usage.videos.made },
          seconds: usage.videos.durationMs / 1000,
        },
        spoken_characters: usage.spokenCharacters,
        streams: usage.streams.map(({ slug, ...stream }) => ({ stream_id: slug, ...present(stream) })),
      };
    },
  });

  api.list("/api/v1/usage/videos", {
    id: "listVideoUsage",
    tag: "agents",
    summary: "The videos that make up what an agent has used in a month, one by one",
    description:
      "A video counts once, in the month (UTC) in which it became ready; also when it is deleted later.",
    caller: callerOf(readUsage),
    limits: ["agent"],
    unknownFields: "refuse",
    query: z.object({
      agent_id: zAgentId,
      month: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])$/, "It is a month as 2026-11.")
        .optional()
        .describe("The running one when left out."),
    }),
    item: z.object({
      video_id: z.string(),
      month: z.string(),
      seconds: z.number(),
      counted_at: z.string(),
    }),
    example: { video_id: "m57a9d2k", month: "2026-11", seconds: 4.2, counted_at: "2026-11-21T12:00:10.100Z" },
    sort: "-counted_at",
    errors: ["not_found"],
    async run(ctx, { principal, query, page }) {
      const month = query.month ?? monthOf(Date.now());
      const { items, next }: FunctionReturnType<typeof internal.usage.usage.videos> = await ctx.runQuery(
        internal.usage.usage.videos,
        { principal, agentId: query.agent_id ?? null, month, page: pageRequest(page) },
      );
      return {
        items: items.map(({ videoId, durationS, at }) => ({
          ...{ video_id: videoId, month, seconds: durationS, counted_at: rfc3339(at) },
        })),
        next,
      };
    },
  });
}

type Used = FunctionReturnType<typeof internal.usage.usage.read>["used"];

const present = ({ ingestMinutes, deliveredMs, costMicroUsd }: Used) => ({
  ingest_minutes: ingestMinutes,
  delivered_minutes: Math.round(deliveredMs / 6_000) / 10,
  cost_microusd: costMicroUsd,
});
