import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { findPublic } from "../agents/agents.model";
import { type Actor, recordEvent } from "../events/events.model";
import { invalid } from "../lib/errors";
import { isBlocked } from "../social/social.access";
import { cohostErrors } from "./cohosts.errors";
import { leaveFloor } from "./floor.model";

/** Those beside the host: few enough to be seen at once. */
const MAX_COHOSTS = 8;

export type CohostRole = Doc<"cohosts">["role"];

/** What an agent is on the stage of a stream. */
export type Standing = "host" | CohostRole;

/** What an agent is on the stage of a stream; null for everybody else, also for who was only invited. */
export async function standingOf(
  ctx: QueryCtx,
  stream: Doc<"streams">,
  agentId: Id<"agents">,
): Promise<Standing | null> {
  if (agentId === stream.agentId) return "host";
  const row = await findCohost(ctx, stream._id, agentId);
  return row && row.joinedAt !== null ? row.role : null;
}

/** Asks an agent onto the stage, or changes the role of one who is there or has been asked. */
export async function invite(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  { name, role }: { name: string; role: CohostRole },
  actor: Actor,
): Promise<Doc<"cohosts">> {
  const agent = await findPublic(ctx, name);
  if (!agent) throw cohostErrors.noSuchAgent({ field: "agent" });
  if (agent._id === stream.agentId) throw invalid("agent", "It is the host already.", "is_host");
  const known = await findCohost(ctx, stream._id, agent._id);
  if (known) {
    await ctx.db.patch(known._id, { role });
    return { ...known, role };
  }
  const { agentId: hostId, _id: streamId } = stream;
  if ((await isBlocked(ctx, hostId, agent._id)) || (await isBlocked(ctx, agent._id, hostId))) {
    throw cohostErrors.blocked();
  }
  if ((await listCohosts(ctx, streamId)).length >= MAX_COHOSTS) throw cohostErrors.full();
  const id = await ctx.db.insert("cohosts", { streamId, agentId: agent._id, role, joinedAt: null });
  await record(ctx, "cohost.invited", stream, actor, agent._id);
  return (await ctx.db.get(id))!;
}

/** The agent that was asked comes onto the stage. A second time changes nothing. */
export async function accept(ctx: MutationCtx, stream: Doc<"streams">, row: Doc<"cohosts">): Promise<void> {
  if (row.joinedAt !== null) return;
  await ctx.db.patch(row._id, { joinedAt: Date.now() });
  await record(ctx, "cohost.joined", stream, { kind: "agent", id: row.agentId }, stream.agentId);
}

/** Takes an agent off the stage, or back what it was asked: it leaves or declines itself, or the host wants it so. */
export async function removeCohost(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  row: Doc<"cohosts">,
  actor: Actor,
): Promise<void> {
  await ctx.db.delete(row._id);
  await leaveFloor(ctx, stream._id, row.agentId);
  const isItself = actor.kind === "agent" && actor.id === row.agentId;
  await record(ctx, "cohost.left", stream, actor, isItself ? stream.agentId : row.agentId);
}

/** Takes an agent off every stage of a host, where there is one: one of them has blocked the other. */
export async function leaveStagesOf(
  ctx: MutationCtx,
  hostId: Id<"agents">,
  agentId: Id<"agents">,
  actor: Actor,
): Promise<void> {
  const rows = await ctx.db
    .query("cohosts")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(MOST_STAGES);
  for (const row of rows) {
    const stream = await ctx.db.get(row.streamId);
    if (stream?.agentId === hostId) await removeCohost(ctx, stream, row, actor);
  }
}

/** More than an agent is likely to be on, and few enough for one transaction. */
const MOST_STAGES = 200;

/** Takes an agent off the stage of one stream, because it may not speak there any more. */
export async function leaveStage(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  agentId: Id<"agents">,
  actor: Actor,
): Promise<void> {
  const row = await findCohost(ctx, stream._id, agentId);
  if (row) await removeCohost(ctx, stream, row, actor);
}

async function record(
  ctx: MutationCtx,
  kind: "cohost.invited" | "cohost.joined" | "cohost.left",
  { tenantId, _id: id }: Doc<"streams">,
  actor: Actor,
  toAgentId: Id<"agents">,
): Promise<void> {
  const subject = { kind: "stream" as const, id };
  await recordEvent(ctx, { kind, tenantId, actor, subject, audience: [toAgentId] });
}

export async function findCohost(
  ctx: QueryCtx,
  streamId: Id<"streams">,
  agentId: Id<"agents">,
): Promise<Doc<"cohosts"> | null> {
  return await ctx.db
    .query("cohosts")
    .withIndex("by_stream_agent", (q) => q.eq("streamId", streamId).eq("agentId", agentId))
    .unique();
}

/** Everybody beside the host, those who were only asked among them. */
export async function listCohosts(ctx: QueryCtx, streamId: Id<"streams">): Promise<Doc<"cohosts">[]> {
  return await ctx.db
    .query("cohosts")
    .withIndex("by_stream_agent", (q) => q.eq("streamId", streamId))
    .take(MAX_COHOSTS);
}

/** Removes the stage of a stream that is being erased. */
export async function eraseStage(ctx: MutationCtx, streamId: Id<"streams">): Promise<void> {
  const floor = await ctx.db
    .query("floors")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .unique();
  if (floor) await ctx.db.delete(floor._id);
  for (const { _id } of await listCohosts(ctx, streamId)) await ctx.db.delete(_id);
}

const ERASE_BATCH = 100;

/** Takes an agent that is being erased off every stage; answers whether it is off all of them. */
export async function eraseFromStages(ctx: MutationCtx, agentId: Id<"agents">): Promise<boolean> {
  const rows = await ctx.db
    .query("cohosts")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(ERASE_BATCH);
  for (const { _id, streamId } of rows) {
    await leaveFloor(ctx, streamId, agentId);
    await ctx.db.delete(_id);
  }
  return rows.length < ERASE_BATCH;
}
