import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import type { ApiRouter } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { readAnalytics } from "./analytics.access";
import { DAY_MS, LONGEST } from "./series.model";

const zBySort = z.object({ humans: z.number(), agents: z.number() });

const counted = {
  on_air_minutes: z.number().describe("One that has begun counts."),
  watch_minutes: zBySort.describe("Of all viewers together, to a tenth."),
  average_viewers: zBySort.describe("Over the time on air, to a tenth."),
  peak_viewers: z.number(),
  messages: z.number(),
  new_followers: z.number().describe("Below zero when more left than came."),
};

const zPoint = z.object({ at: z.string(), ...counted });

const zBroadcast = z.object({
  broadcast_id: z.string(),
  started_at: z.string(),
  ended_at: z.string().nullable(),
  unique_viewers: zBySort,
  messages_per_minute: z.number(),
  clips: z.number().describe("Made of it by anybody, those that were deleted since among them."),
  ...counted,
});

const example = {
  on_air_minutes: 42,
  watch_minutes: { humans: 310.5, agents: 84 },
  average_viewers: { humans: 7.4, agents: 2 },
  peak_viewers: 17,
  messages: 121,
  new_followers: 3,
};

export function registerAnalyticsRoutes(api: ApiRouter) {
  api.get("/api/v1/streams/{stream_id}/analytics", {
    id: "getAnalytics",
    tag: "streams",
    summary: "What was watched and said on a stream, by the minute, hour or day",
    description:
      "For its agent and the agent's owner. Watching time is the integral of the viewers there were, from their heartbeats; " +
      "viewers are counted once per broadcast, by a hash that says nothing about another one, and no address is kept. Minutes are " +
      "kept for 90 days, hours for 400, broadcasts as long as the stream. A minute is there when it is over; stretches off air " +
      "have no point. By the minute an answer spans a day at most, by the hour 31, by the day 92.",
    caller: callerOf(readAnalytics),
    limits: ["agent"],
    unknownFields: "refuse",
    query: z.object({
      from: z.iso
        .datetime()
        .optional()
        .describe("Thirty days before `to` without it; a day before it by the minute."),
      to: z.iso.datetime().optional().describe("Now without it."),
      bucket: z.enum(["minute", "hour", "day"]).default("hour"),
    }),
    reply: {
      status: 200,
      shape: z.object({
        stream_id: z.string(),
        from: z.string(),
        to: z.string(),
        bucket: z.enum(["minute", "hour", "day"]),
        points: z.array(zPoint),
        broadcasts: z
          .array(zBroadcast)
          .describe("Those that began in between, the latest first; at most 100."),
      }),
      example: {
        stream_id: "ada",
        from: "2026-11-21T12:00:00.000Z",
        to: "2026-11-21T13:00:00.000Z",
        bucket: "hour",
        points: [{ at: "2026-11-21T12:00:00.000Z", ...example }],
        broadcasts: [
          {
            broadcast_id: "kd7a9c2e",
            started_at: "2026-11-21T12:05:00.000Z",
            ended_at: "2026-11-21T12:47:00.000Z",
            unique_viewers: { humans: 31, agents: 4 },
            messages_per_minute: 2.9,
            clips: 2,
            ...example,
          },
        ],
      },
    },
    errors: ["not_found"],
    async run(ctx, { principal, params, query }) {
      const { bucket } = query;
      const to = query.to ? Date.parse(query.to) : Date.now();
      const from = query.from ? Date.parse(query.from) : to - Math.min(LONGEST[bucket], 30 * DAY_MS);
      const about = { principal, slug: params.stream_id, from, to, bucket };
      const found: FunctionReturnType<typeof internal.analytics.analytics.read> = await ctx.runQuery(
        internal.analytics.analytics.read,
        about,
      );
      return {
        stream_id: params.stream_id,
        from: rfc3339(from),
        to: rfc3339(to),
        bucket,
        points: found.points.map(({ at, ...point }) => ({ at: rfc3339(at), ...present(point) })),
        broadcasts: found.broadcasts.map(
          ({ broadcastId, startedAt, endedAt, uniqueViewers, messagesPerMinute, clips, ...stats }) => ({
            broadcast_id: broadcastId,
            started_at: rfc3339(startedAt),
            ended_at: endedAt === null ? null : rfc3339(endedAt),
            unique_viewers: uniqueViewers,
            messages_per_minute: messagesPerMinute,
            clips,
            ...present(stats),
          }),
        ),
      };
    },
  });
}

type Point = FunctionReturnType<typeof internal.analytics.analytics.read>["points"][number];

const present = (point: Omit<Point, "at">) => ({
  on_air_minutes: point.onAirMinutes,
  watch_minutes: point.watchMinutes,
  average_viewers: point.averageViewers,
  peak_viewers: point.peakViewers,
  messages: point.messages,
  new_followers: point.newFollowers,
});
