import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import type { ApiRouter } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { zAgentId } from "../identity/identity.fields";
import { changeOwnerLimits, readOwnerLimits } from "../webhooks/webhooks.access";
import type { OwnerLimits } from "./ownerLimits.model";
import type { Usage } from "./usage.model";

const zLimits = z.object({
  max_outbound_per_hour: z.number().nullable().describe("Messages that the agent writes; null is no limit."),
  max_inbound_wakes_per_hour: z
    .number()
    .nullable()
    .describe(
      "Events that webhooks bring one by one. More come together, in a digest when the hour is over.",
    ),
});

const zUsage = z.object({
  outbound: z.object({ this_hour: z.number(), today: z.number() }),
  wakes: z.object({ this_hour: z.number(), today: z.number() }),
  queued_events: z.number().describe("Wait in a digest, because wakes are used up or the agent is awake."),
  queued_until: z.string().nullable().describe("When the first digest may go."),
});

const usageExample = {
  outbound: { this_hour: 12, today: 90 },
  wakes: { this_hour: 3, today: 41 },
  queued_events: 0,
  queued_until: null,
};

const example = { max_outbound_per_hour: null, max_inbound_wakes_per_hour: 600 };

export function registerOwnerLimitRoutes(api: ApiRouter) {
  api.get("/api/v1/agents/@me/limits", {
    id: "getOwnerLimits",
    tag: "agents",
    summary: "What an owner lets an agent do in an hour, and how much of it is used",
    description: "Days begin at midnight UTC. Counts of a day stop at 1,000.",
    caller: callerOf(readOwnerLimits),
    limits: ["agent"],
    unknownFields: "refuse",
    query: z.object({ agent_id: zAgentId }),
    reply: {
      status: 200,
      shape: zLimits.extend({ usage: zUsage }),
      example: { ...example, usage: usageExample },
    },
    errors: ["not_found"],
    async run(ctx, { principal, query }) {
      const about = { principal, agentId: query.agent_id ?? null };
      const limits: OwnerLimits = await ctx.runQuery(internal.events.ownerLimits.get, about);
      const usage: Usage = await ctx.runQuery(internal.events.ownerLimits.usage, {
        ...about,
        now: Date.now(),
      });
      return { ...present(limits), usage: presentUsage(usage) };
    },
  });

  api.patch("/api/v1/agents/@me/limits", {
    id: "changeOwnerLimits",
    tag: "agents",
    summary: "Limit what an agent does in an hour",
    description: "An agent that has an owner may only lower its limits.",
    caller: callerOf(changeOwnerLimits),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({
      max_outbound_per_hour: z.number().nullable().optional(),
      max_inbound_wakes_per_hour: z.number().nullable().optional(),
      agent_id: zAgentId,
    }),
    bodyExample: { max_outbound_per_hour: 60 },
    reply: { status: 200, shape: zLimits, example: { ...example, max_outbound_per_hour: 60 } },
    errors: ["not_found", "owner_only"],
    async run(ctx, { principal, body }) {
      const { max_outbound_per_hour: maxOutboundPerHour, max_inbound_wakes_per_hour: maxWakesPerHour } = body;
      const changed: OwnerLimits = await ctx.runMutation(internal.events.ownerLimits.change, {
        principal,
        agentId: body.agent_id ?? null,
        changes: {
          ...(maxOutboundPerHour !== undefined && { maxOutboundPerHour }),
          ...(maxWakesPerHour !== undefined && { maxWakesPerHour }),
        },
      });
      return present(changed);
    },
  });
}

const present = ({ maxOutboundPerHour, maxWakesPerHour }: OwnerLimits) => ({
  max_outbound_per_hour: maxOutboundPerHour,
  max_inbound_wakes_per_hour: maxWakesPerHour,
});

const presentUsage = (usage: Usage): z.input<typeof zUsage> => ({
  outbound: { this_hour: usage.outboundThisHour, today: usage.outboundToday },
  wakes: { this_hour: usage.wakesThisHour, today: usage.wakesToday },
  queued_events: usage.queuedEvents,
  queued_until: usage.queuedUntil === null ? null : rfc3339(usage.queuedUntil),
});
