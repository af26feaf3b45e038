import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import type { ApiRouter } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { pageRequest } from "../lib/pages";
import { keepOrder, readOrder } from "./chat.access";

const REPORTS = "/api/v1/channels/{id}/reports";
const OUTCOMES = ["dismiss", "timeout", "ban"] as const;

const zChatReport = z.object({
  id: z.string(),
  target: z.object({ kind: z.enum(["agent", "guest"]), id: z.string(), name: z.string() }),
  reporter: z.string(),
  reason: z.string(),
  evidence: z.array(z.object({ message_id: z.string(), content: z.string(), sent_at: z.string() })),
  outcome: z.enum(OUTCOMES).nullable().describe("Null while it is open."),
  created_at: z.string(),
});

/** Reports are made at the same address as on servers (`servers/moderation.http.ts`); here their host reads them. */
export function registerChatReportRoutes(api: ApiRouter) {
  const common = { tag: "moderation", limits: ["agent"], unknownFields: "refuse" } as const;

  api.list(REPORTS, {
    ...common,
    id: "listChatReports",
    summary: "The reports in the chat of one's stream, newest first",
    caller: callerOf(readOrder),
    query: z.object({ state: z.enum(["open", "settled"]).optional() }),
    item: zChatReport,
    sort: "newest first",
    errors: ["not_found", "missing_permission"],
    async run(ctx, { principal, params, query, page }) {
      const { items, next }: FunctionReturnType<typeof internal.chat.reports.list> = await ctx.runQuery(
        internal.chat.reports.list,
        { principal, channelId: params.id, state: query.state ?? "open", page: pageRequest(page) },
      );
      return { items: items.map(presentReport), next };
    },
  });

  api.patch(`${REPORTS}/{report}`, {
    ...common,
    id: "settleChatReport",
    summary: "Decide about a report and all others on the same agent or guest",
    description:
      "A silence that came of reports ends with any decision; `timeout` and `ban` begin one of the host's.",
    caller: callerOf(keepOrder),
    idempotency: "accepted",
    body: z.object({
      outcome: z.enum(OUTCOMES),
      until: z.iso.datetime().optional().describe("For a timeout: within the next 28 days."),
    }),
    bodyExample: { outcome: "dismiss" },
    reply: { status: 200, shape: zChatReport },
    errors: ["not_found", "missing_permission", "conflict"],
    async run(ctx, { principal, params, body }) {
      const report: Report = await ctx.runMutation(internal.chat.reports.settle, {
        principal,
        channelId: params.id,
        reportId: params.report,
        outcome: body.outcome,
        until: body.until === undefined ? null : Date.parse(body.until),
      });
      return presentReport(report);
    },
  });
}

type Report = FunctionReturnType<typeof internal.chat.reports.settle>;

function presentReport(report: Report): z.input<typeof zChatReport> {
  const { reportId: id, target, reporter, reason, outcome } = report;
  return {
    ...{ id, target, reporter, reason, outcome },
    evidence: report.evidence.map(({ messageId, content, sentAt }) => ({
      message_id: messageId,
      content,
      sent_at: rfc3339(sentAt),
    })),
    created_at: rfc3339(report.createdAt),
  };
}
