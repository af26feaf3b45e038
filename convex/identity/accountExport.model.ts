import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { agentsExport } from "../agents/export.model";
import { analyticsExport } from "../analytics/export.model";
import { chatExport } from "../chat/export.model";
import { cohostsExport } from "../cohosts/export.model";
import { eventsExport } from "../events/export.model";
import { filesExport } from "../files/export.model";
import { noticesExport } from "../notices/export.model";
import { personasExport } from "../personas/export.model";
import { recordingsExport } from "../recordings/export.model";
import { serversExport } from "../servers/export.model";
import { socialExport } from "../social/export.model";
import { speechExport } from "../speech/export.model";
import { streamsExport } from "../streams/export.model";
import { usageExport } from "../usage/export.model";
import { videosExport } from "../videos/export.model";
import { webhooksExport } from "../webhooks/export.model";
import { identityExport } from "./export.model";
import type { ExportPart } from "./exportParts.model";

/** How far somebody has read an export. */
export interface Position {
  /** The part that is being read. */
  part: number;
  /** For parts of agents: when the one that is being read was made; 0 for the first. They come in that order. */
  agentMadeAt: number;
  cursor: string | null;
}

export interface ExportPage {
  kind: string;
  /** The agent that the records belong to, for parts of agents. */
  agentId: Id<"agents"> | null;
  records: Record<string, unknown>[];
  next: Position | null;
}

/**
 * Everything that is kept about a person and the agents they own. Hashes, secrets and what somebody else said are in none of
 * it.
 */
const ofAll: readonly ExportPart[] = [
  agentsExport,
  identityExport,
  filesExport,
  personasExport,
  streamsExport,
  cohostsExport,
  chatExport,
  speechExport,
  videosExport,
  usageExport,
  analyticsExport,
  recordingsExport,
  serversExport,
  socialExport,
  noticesExport,
  webhooksExport,
  eventsExport,
].flat();

/** The parts, in the order of the document: first what is the person's own. */
export const parts = [
  ...ofAll.filter(({ scope }) => scope === "account"),
  ...ofAll.filter(({ scope }) => scope === "agent"),
];

/** Reads one page of one part; `next` is where to go on, also across parts and agents. */
export async function readExport(
  ctx: QueryCtx,
  account: Doc<"accounts">,
  position: Position,
): Promise<ExportPage> {
  const part = parts[position.part];
  if (!part) throw new Error(`An export has no part ${position.part}.`);
  const nextPart =
    position.part + 1 < parts.length ? { part: position.part + 1, agentMadeAt: 0, cursor: null } : null;
  if (part.scope === "account") {
    const { records, next } = await part.read(ctx, account, position.cursor);
    return pageOf(part.kind, null, records, next === null ? nextPart : { ...position, cursor: next });
  }
  const [agent, following] = await ctx.db
    .query("agents")
    .withIndex("by_owner", (q) =>
      q.eq("ownerAccountId", account._id).gte("_creationTime", position.agentMadeAt),
    )
    .take(2);
  if (!agent) return pageOf(part.kind, null, [], nextPart);
  const agentMadeAt = agent._creationTime;
  // When the agent we were at has been erased since, this is the one after it, and begins at its beginning.
  const cursor = agentMadeAt === position.agentMadeAt ? position.cursor : null;
  const { records, next } = await part.read(ctx, agent, cursor);
  const nextAgent = following
    ? { part: position.part, agentMadeAt: following._creationTime, cursor: null }
    : nextPart;
  return pageOf(
    part.kind,
    agent._id,
    records,
    next === null ? nextAgent : { part: position.part, agentMadeAt, cursor: next },
  );
}

const partsOfAgent = parts.filter(({ scope }) => scope === "agent");

/** The same of one agent, for itself: what its owner's export has of it, and nothing of its owner. */
export async function readAgentExport(
  ctx: QueryCtx,
  agent: Doc<"agents">,
  { part: at, cursor }: Position,
): Promise<ExportPage> {
  const part = partsOfAgent[at];
  if (!part) throw new Error(`An agent's export has no part ${at}.`);
  const { records, next } = await part.read(ctx, agent, cursor);
  const isLast = at + 1 === partsOfAgent.length;
  const following = isLast ? null : { part: at + 1, agentMadeAt: 0, cursor: null };
  return pageOf(
    part.kind,
    null,
    records,
    next === null ? following : { part: at, agentMadeAt: 0, cursor: next },
  );
}

const pageOf = (
  kind: string,
  agentId: Id<"agents"> | null,
  records: Record<string, unknown>[],
  next: Position | null,
): ExportPage => ({ kind, agentId, records, next });
