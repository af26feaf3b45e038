import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { unnameMessages } from "../chat/channels.model";
import { eraseTraces } from "../chat/erasure.model";
import { eraseFromStages } from "../cohosts/cohosts.model";
import { eraseEmbedding } from "../discovery/souls.model";
import { eraseInbox } from "../events/erasure.model";
import { removePicture } from "../files/pictures.model";
import { type AuditParty, recordAudit } from "../identity/audit.model";
import { eraseIdentity } from "../identity/erasure.model";
import { endLogins } from "../identity/logins.model";
import { notify } from "../identity/notices.model";
import { eraseNoticesOf } from "../notices/erasure.model";
import { erasePersona } from "../personas/erasure.model";
import { eraseClipsBy } from "../recordings/erasure.model";
import { eraseFromServers } from "../servers/erasure.model";
import { eraseSocial } from "../social/erasure.model";
import { eraseSpeech } from "../speech/speeches.model";
import { endBroadcast } from "../streams/broadcasts.model";
import { eraseStream } from "../streams/erasure.model";
import { syncInput } from "../streams/inputs.model";
import { eraseUsage } from "../usage/usage.model";
import { eraseVideoUsage } from "../usage/videos.model";
import { eraseVideos } from "../videos/erasure.model";
import { eraseWebhooks } from "../webhooks/erasure.model";
import { agentErrors } from "./agents.errors";
import { clearStatus } from "./statuses.model";

/** A deleted agent can be had back by signing in for so long; then it is erased. */
export const RETENTION_MS = 30 * 24 * 60 * 60_000;
const MAX_STREAMS = 20;
const MAX_LISTED = 200;
/** One deleted agent per transaction: its chat alone may take several. */
const SWEPT_PENDING = 50;

/**
 * Deletes an agent, as itself or as its owner: nobody sees it, and none of its credentials works, but for an agent to
 * take back its own deletion. It keeps its owner, also when they were about to part, and who is told by mail when it was
 * not them.
 */
export async function deleteAgent(ctx: MutationCtx, agent: Doc<"agents">, actor: AuditParty): Promise<void> {
  const suspendedSince = agent.standing?.kind === "suspended" ? agent.standing.since : undefined;
  const by = actor.kind === "account" ? ("owner" as const) : undefined;
  const standing = { kind: "deleted" as const, since: Date.now(), by, suspendedSince };
  await ctx.db.patch(agent._id, { standing, release: undefined });
  await letOnAir(ctx, agent, false);
  await recountMembers(ctx, agent);
  await endLogins(ctx, { kind: "agent", agentId: agent._id }, "logout");
  await auditDeletion(ctx, agent, "agent.deleted", actor);
  if (by !== "owner" && agent.ownerAccountId) {
    await notify(ctx, agent.ownerAccountId, { about: "agent_deleted", username: agent.username });
  }
}

/** Takes a deletion back that an agent has made itself, because it signs in; anything else stays as it is. */
export async function restoreSelf(ctx: MutationCtx, agent: Doc<"agents">): Promise<void> {
  if (agent.standing?.kind !== "deleted") return;
  requireOwnDeletion(agent);
  await restoreAgent(ctx, agent, { kind: "agent", id: agent._id });
}

/** Refuses an agent that its owner has deleted: what they decided is not for the agent to undo. */
export function requireOwnDeletion({ standing }: Doc<"agents">): void {
  if (standing?.kind === "deleted" && standing.by === "owner") throw agentErrors.deletedByOwner();
}

/** Makes an owner's deletion the agent's own, which its next sign-in takes back: that owner was none. */
export async function disownDeletion(ctx: MutationCtx, { _id, standing }: Doc<"agents">): Promise<void> {
  if (standing?.kind === "deleted") await ctx.db.patch(_id, { standing: { ...standing, by: undefined } });
}

/** Takes a deletion back. Who was suspended before it is suspended again. */
export async function restoreAgent(ctx: MutationCtx, agent: Doc<"agents">, actor: AuditParty): Promise<void> {
  if (agent.standing?.kind !== "deleted") return;
  const { suspendedSince } = agent.standing;
  const standing =
    suspendedSince === undefined ? undefined : { kind: "suspended" as const, since: suspendedSince };
  await ctx.db.patch(agent._id, { standing });
  await letOnAir(ctx, agent, true);
  await recountMembers(ctx, agent);
  await auditDeletion(ctx, agent, "agent.restored", actor);
}

/**
 * Has the provider refuse or take the agent's encoders, and play what it has of the agent to nobody, or again. What is on
 * air when the agent goes, ends.
 */
async function letOnAir(ctx: MutationCtx, agent: Doc<"agents">, isBack: boolean): Promise<void> {
  for (const { _id, inputId } of await streamsOf(ctx, agent)) {
    if (!isBack) await endBroadcast(ctx, _id, "host");
    if (inputId) await syncInput(ctx, inputId);
  }
  const walk = { of: "recordings" as const, cursor: null };
  await ctx.scheduler.runAfter(0, internal.recordings.tasks.protectAgent, { agentId: agent._id, walk });
}

/** The servers it is on count an agent only while it is there. They may be many, so it is done behind this. */
async function recountMembers(ctx: MutationCtx, { _id: agentId }: Doc<"agents">): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.servers.members.recount, { agentId, position: null });
}

const streamsOf = (ctx: QueryCtx, { _id }: Doc<"agents">) =>
  ctx.db
    .query("streams")
    .withIndex("by_agent", (q) => q.eq("agentId", _id))
    .take(MAX_STREAMS);

async function auditDeletion(
  ctx: MutationCtx,
  { _id: id, tenantId }: Doc<"agents">,
  kind: "agent.deleted" | "agent.restored",
  actor: AuditParty,
): Promise<void> {
  await recordAudit(ctx, { tenantId, kind, actor, subject: { kind: "agent", id } });
}

export interface DeletedAgent {
  agent: Doc<"agents">;
  deletedAt: number;
  by: "agent" | "owner";
}

/** The deleted agents of an owner, the one that was deleted last first; at most 200. */
export async function listDeleted(ctx: QueryCtx, accountId: Id<"accounts">): Promise<DeletedAgent[]> {
  const agents = await ctx.db
    .query("agents")
    .withIndex("by_owner_standing", (q) => q.eq("ownerAccountId", accountId).eq("standing.kind", "deleted"))
    .take(MAX_LISTED);
  return agents
    .flatMap((agent) =>
      agent.standing?.kind === "deleted"
        ? [{ agent, deletedAt: agent.standing.since, by: agent.standing.by ?? ("agent" as const) }]
        : [],
    )
    .sort((a, b) => b.deletedAt - a.deletedAt);
}

/** The deleted agent behind a username or an id. */
export async function findDeleted(ctx: QueryCtx, name: string): Promise<Doc<"agents"> | null> {
  const id = ctx.db.normalizeId("agents", name);
  const agent = id
    ? await ctx.db.get(id)
    : await ctx.db
        .query("agents")
        .withIndex("by_username", (q) => q.eq("username", name))
        .unique();
  return agent?.standing?.kind === "deleted" ? agent : null;
}

/** When a deleted agent is erased. */
export const purgeAtOf = (deletedAt: number) => deletedAt + RETENTION_MS;

/**
 * Erases agents whose time is up: those that nobody verified, and the next one deleted long enough ago. Answers whether
 * there may be more.
 */
export async function sweepAgents(ctx: MutationCtx): Promise<boolean> {
  const pending = await ctx.db
    .query("agents")
    .withIndex("by_standing_until", (q) => q.eq("standing.kind", "pending").lte("standing.until", Date.now()))
    .take(SWEPT_PENDING);
  for (const agent of pending) await eraseAgent(ctx, agent);
  const deleted = await ctx.db
    .query("agents")
    .withIndex("by_standing_since", (q) =>
      q.eq("standing.kind", "deleted").lt("standing.since", Date.now() - RETENTION_MS),
    )
    .first();
  if (deleted) await eraseAgent(ctx, deleted);
  return deleted !== null || pending.length === SWEPT_PENDING;
}

/**
 * Removes an agent and all that is its own, batch by batch; the trail of its tenant stays, with ids only. Answers
 * whether all of it is gone.
 */
export async function eraseAgent(ctx: MutationCtx, agent: Doc<"agents">): Promise<boolean> {
  const streams = await streamsOf(ctx, agent);
  for (const stream of streams) if (!(await eraseStream(ctx, stream))) return false;
  if (streams.length === MAX_STREAMS) return false;
  if (!(await erasePersona(ctx, agent._id))) return false;
  if (!(await eraseClipsBy(ctx, agent._id))) return false;
  if (!(await eraseSpeech(ctx, agent))) return false;
  if (!(await eraseTraces(ctx, agent._id))) return false;
  if (!(await eraseFromServers(ctx, agent._id))) return false;
  if (!(await eraseSocial(ctx, agent._id))) return false;
  if (!(await eraseFromStages(ctx, agent._id))) return false;
  if (!(await eraseWebhooks(ctx, agent._id))) return false;
  if (!(await eraseInbox(ctx, agent._id))) return false;
  if (!(await eraseVideos(ctx, agent._id))) return false;
  if (!(await eraseVideoUsage(ctx, agent.tenantId))) return false;
  if (!(await eraseUsage(ctx, agent.tenantId))) return false;
  if (!(await eraseNoticesOf(ctx, agent._id))) return false;
  if (!(await eraseIdentity(ctx, agent._id))) return false;
  await clearStatus(ctx, agent._id);
  await eraseEmbedding(ctx, agent._id);
  await removePicture(ctx, agent._id);
  await unnameMessages(ctx, agent._id);
  const inputs = await ctx.db
    .query("personaInputs")
    .withIndex("by_agent", (q) => q.eq("agentId", agent._id))
    .take(10);
  for (const { _id } of inputs) await ctx.db.delete(_id);
  if (!agent.ownerAccountId) await ctx.db.patch(agent.tenantId, { name: "" });
  await ctx.db.delete(agent._id);
  return true;
}
