import { v } from "convex/values";
import { readSelf } from "../agents/agents.access";
import { guardedQuery } from "../lib/functions";
import { type ExportPage, readAgentExport, readExport } from "./accountExport.model";
import { exportAccount } from "./identity.access";

const vPosition = v.object({
  part: v.number(),
  agentMadeAt: v.number(),
  cursor: v.union(v.string(), v.null()),
});

/** The records are JSON, as they go out. */
const vPage = v.object({
  kind: v.string(),
  agentId: v.union(v.id("agents"), v.null()),
  records: v.array(v.string()),
  next: v.union(vPosition, v.null()),
});

/** A page of everything that is kept about a person and their agents. */
export const page = guardedQuery({
  policy: exportAccount,
  args: { position: vPosition },
  returns: vPage,
  handler: async (ctx, { position }) => inJson(await readExport(ctx, ctx.subject, position)),
});

/** A page of everything that is kept about an agent, for itself. */
export const pageOfAgent = guardedQuery({
  policy: readSelf,
  args: { position: vPosition },
  returns: vPage,
  handler: async (ctx, { position }) => inJson(await readAgentExport(ctx, ctx.subject, position)),
});

const inJson = ({ records, ...page }: ExportPage) => ({
  ...page,
  records: records.map((record) => JSON.stringify(record)),
});
