import { v } from "convex/values";
import { guardedQuery } from "../lib/functions";
import { listAudit, verifyChain } from "./audit.model";
import { readAudit } from "./identity.access";
import { vAuditKind, vAuditParty } from "./schema";

/** A page of the trail of an agent's tenant, newest first: what is numbered below `before`, or everything. */
export const page = guardedQuery({
  policy: readAudit,
  args: { before: v.union(v.number(), v.null()), limit: v.number() },
  returns: v.array(
    v.object({
      seq: v.number(),
      at: v.number(),
      kind: vAuditKind,
      actor: vAuditParty,
      subject: vAuditParty,
      facts: v.record(v.string(), v.string()),
      hash: v.string(),
    }),
  ),
  handler: async (ctx, { before, limit }) => {
    const rows = await listAudit(ctx, ctx.subject.tenantId, {
      before: before ?? Number.POSITIVE_INFINITY,
      limit,
    });
    return rows.map(({ seq, at, kind, actor, subject, facts, hash }) => ({
      ...{ seq, at, kind, actor, subject, facts, hash },
    }));
  },
});

/** Checks a stretch of the chain; `next` is where the following one begins. */
export const verify = guardedQuery({
  policy: readAudit,
  args: { from: v.union(v.object({ seq: v.number(), hash: v.string() }), v.null()) },
  returns: v.object({
    brokenAt: v.union(v.number(), v.null()),
    next: v.union(v.object({ seq: v.number(), hash: v.string() }), v.null()),
  }),
  handler: (ctx, { from }) => verifyChain(ctx, ctx.subject.tenantId, from),
});
