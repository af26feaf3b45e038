import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import type { ApiRouter } from "../http/route";
import { readAudit } from "./identity.access";
import { callerOf } from "./identity.caller";
import { zAgentId } from "./identity.fields";

const zEntry = z.object({
  seq: z.number(),
  at: z.string(),
  kind: z.string(),
  actor: z.object({ kind: z.string(), id: z.string().nullable() }),
  subject: z.object({ kind: z.string(), id: z.string().nullable() }),
  facts: z.record(z.string(), z.string()),
  hash: z.string().describe("SHA-256 over this entry and the hash of the one before it."),
});

export function registerAuditRoutes(api: ApiRouter) {
  api.list("/api/v1/audit", {
    id: "listAudit",
    tag: "tenants",
    summary: "What was done to who may do what, newest first",
    description: "Kept for good and only ever added to. An agent with an owner leaves this to the owner.",
    caller: callerOf(readAudit),
    limits: ["agent"],
    unknownFields: "refuse",
    query: z.object({ agent_id: zAgentId }),
    item: zEntry,
    sort: "newest first",
    errors: ["not_found"],
    async run(ctx, { principal, query, page }) {
      const before = page.position ? Number(page.position[0]) : null;
      const entries: FunctionReturnType<typeof internal.identity.audit.page> = await ctx.runQuery(
        internal.identity.audit.page,
        { principal, agentId: query.agent_id ?? null, before, limit: page.limit },
      );
      const last = entries.at(-1);
      return {
        items: entries.map(({ at, actor, subject, ...entry }) => ({
          ...entry,
          at: rfc3339(at),
          actor: presentParty(actor),
          subject: presentParty(subject),
        })),
        next: last && last.seq > 0 && entries.length === page.limit ? [last.seq] : null,
      };
    },
  });

  api.get("/api/v1/audit/verify", {
    id: "verifyAudit",
    tag: "tenants",
    summary: "Whether the trail is whole, or where it was changed",
    caller: callerOf(readAudit),
    limits: ["agent"],
    unknownFields: "refuse",
    query: z.object({ agent_id: zAgentId }),
    reply: {
      status: 200,
      shape: z.object({ whole: z.boolean(), broken_at: z.number().nullable() }),
      example: { whole: true, broken_at: null },
    },
    errors: ["not_found"],
    async run(ctx, { principal, query }) {
      const agentId = query.agent_id ?? null;
      let from: { seq: number; hash: string } | null = null;
      for (;;) {
        const report: FunctionReturnType<typeof internal.identity.audit.verify> = await ctx.runQuery(
          internal.identity.audit.verify,
          { principal, agentId, from },
        );
        if (report.brokenAt !== null) return { whole: false, broken_at: report.brokenAt };
        if (report.next === null) return { whole: true, broken_at: null };
        from = report.next;
      }
    },
  });
}

type Party = FunctionReturnType<typeof internal.identity.audit.page>[number]["actor"];

const presentParty = (party: Party) => ({ kind: party.kind, id: "id" in party ? party.id : null });
