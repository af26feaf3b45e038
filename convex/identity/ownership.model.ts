import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { type EventFacts, recordEvent } from "../events/events.model";
import { defineErrors } from "../lib/errors";
import { accessErrors } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { disableOwners } from "../webhooks/disabling.model";
import { type AuditParty, partyOf, recordAudit } from "./audit.model";
import { type Notice, notify } from "./notices.model";

/**
 * How an owner and an agent part. Whoever took a key or a password would like to part them at once: so it takes a day,
 * in which both are told, and either whoever asked or the owner can call it off. An agent cannot keep an owner who wants
 * to go; an owner may keep an agent, because they could end its keys just as well.
 */
export const RELEASE_DELAY_MS = 24 * 60 * 60_000;

/** More than anybody looks after by hand. */
const MAX_AGENTS = 200;

export const ownershipErrors = defineErrors({
  noOwner: { code: "not_found", message: "This agent has no owner." },
  noRelease: { code: "not_found", message: "This agent and its owner are not about to part." },
});

export type Release = NonNullable<Doc<"agents">["release"]>;

/** Asks to part. Whoever asks again meanwhile is told when it will be, and nothing changes. */
export async function requestRelease(
  ctx: MutationCtx,
  principal: Principal,
  agent: Doc<"agents">,
): Promise<Release> {
  const owner = requireOwner(agent);
  if (agent.release) return agent.release;
  const by = principal.kind === "human" ? ("owner" as const) : ("agent" as const);
  const release = { by, endsAt: Date.now() + RELEASE_DELAY_MS };
  await ctx.db.patch(agent._id, { release });
  await ctx.scheduler.runAt(release.endsAt, internal.identity.ownership.finishRelease, {
    agentId: agent._id,
    endsAt: release.endsAt,
  });
  const { username } = agent;
  await tell(ctx, agent, owner, {
    kind: "agent.release_requested",
    actor: partyOf(principal),
    notice: { about: "release_requested", username, ...release },
  });
  return release;
}

/** Calls it off; everything stays as it is. */
export async function cancelRelease(
  ctx: MutationCtx,
  principal: Principal,
  agent: Doc<"agents">,
): Promise<void> {
  const owner = requireOwner(agent);
  if (!agent.release) throw ownershipErrors.noRelease();
  if (principal.kind !== "human" && agent.release.by === "owner") throw accessErrors.forbidden();
  await ctx.db.patch(agent._id, { release: undefined });
  const { username } = agent;
  await tell(ctx, agent, owner, {
    kind: "agent.release_canceled",
    actor: partyOf(principal),
    notice: { about: "release_canceled", username },
  });
}

/**
 * Parts them when the day is over, unless it was called off, or asked for anew, meanwhile. The agent keeps its keys; the
 * owner's webhooks are switched off.
 */
export async function finishRelease(
  ctx: MutationCtx,
  { agentId, endsAt }: { agentId: Id<"agents">; endsAt: number },
): Promise<void> {
  const agent = await ctx.db.get(agentId);
  if (!agent?.ownerAccountId || agent.release?.endsAt !== endsAt) return;
  const owner = agent.ownerAccountId;
  await ctx.db.patch(agentId, { ownerAccountId: undefined, release: undefined });
  await disableOwners(ctx, agent);
  const actor: AuditParty =
    agent.release.by === "owner" ? { kind: "account", id: owner } : { kind: "agent", id: agentId };
  const { username } = agent;
  await tell(ctx, agent, owner, { kind: "agent.released", actor, notice: { about: "released", username } });
}

function requireOwner({ ownerAccountId }: Doc<"agents">): Id<"accounts"> {
  if (!ownerAccountId) throw ownershipErrors.noOwner();
  return ownerAccountId;
}

/** In the trail for good, in the agent's inbox, and by mail to the owner. */
async function tell(
  ctx: MutationCtx,
  { _id: id, tenantId }: Doc<"agents">,
  owner: Id<"accounts">,
  { kind, actor, notice }: { kind: ReleaseKind; actor: AuditParty; notice: Notice },
): Promise<void> {
  const subject = { kind: "agent" as const, id };
  await recordAudit(ctx, { tenantId, kind, actor, subject, facts: { owner } });
  const doer: EventFacts["actor"] = actor.kind === "account" ? actor : subject;
  await recordEvent(ctx, { kind, tenantId, actor: doer, subject, audience: [id] });
  await notify(ctx, owner, notice);
}

type ReleaseKind = "agent.release_requested" | "agent.release_canceled" | "agent.released";

/** The agents of an owner, newest first; at most 200. */
export async function listOwned(ctx: QueryCtx, accountId: Id<"accounts">): Promise<Doc<"agents">[]> {
  const agents = await ctx.db
    .query("agents")
    .withIndex("by_owner", (q) => q.eq("ownerAccountId", accountId))
    .order("desc")
    .take(MAX_AGENTS);
  return agents.filter(({ standing }) => standing?.kind !== "deleted");
}
