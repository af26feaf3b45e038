import { v } from "convex/values";
import { guardedQuery } from "../lib/functions";
import { readExport } from "./accountExport.model";
import { exportAccount } from "./identity.access";

const vPosition = v.object({
  part: v.number(),
  agentMadeAt: v.number(),
  cursor: v.union(v.string(), v.null()),
});

/** A page of everything that is kept about a person and their agents. The records are JSON, as they go out. */
export const page = guardedQuery({
  policy: exportAccount,
  args: { position: vPosition },
  returns: v.object({
    kind: v.string(),
    agentId: v.union(v.id("agents"), v.null()),
    records: v.array(v.string()),
    next: v.union(vPosition, v.null()),
  }),
  handler: async (ctx, { position }) => {
    const { kind, agentId, records, next } = await readExport(ctx, ctx.subject, position);
    return { kind, agentId, records: records.map((record) => JSON.stringify(record)), next };
  },
});
