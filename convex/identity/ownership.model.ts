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

/**
 * For so long after a claim, recovering the agent ends the ownership as well. Whoever found a key can claim the agent by
 * it, and would stay when the key is replaced; but nobody is to lose an agent that has long been theirs.
 */
const CONTESTABLE_MS = 30 * 24 * 60 * 60_000;

/** What an agent without an owner has none of. */
export const NO_OWNER = { ownerAccountId: undefined, claimedAt: undefined, release: undefined };

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
  await ctx.db.patch(agentId, NO_OWNER);
  await disableOwners(ctx, agent);
  const actor: AuditParty =
    agent.release.by === "owner" ? { kind: "account", id: owner } : { kind: "agent", id: agentId };
  const { username } = agent;
  await tell(ctx, agent, owner, { kind: "agent.released", actor, notice: { about: "released", username } });
}

/**
 * Takes back what a lost key may have done to the ownership of an agent that is recovered by something bound since
 * `boundAt`: a claim within thirty days that came later ends at once, because a day would be enough for its owner to
 * delete the agent; and a parting that the agent has asked for is called off. Answers whether the claim has ended.
 */
export async function recoverOwnership(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  boundAt: number,
): Promise<boolean> {
  const { _id: id, ownerAccountId: owner, release, username } = agent;
  if (!owner) return false;
  const actor: AuditParty = { kind: "agent", id };
  if (isContestable(agent, boundAt)) {
    await ctx.db.patch(id, NO_OWNER);
    await tell(ctx, agent, owner, {
      kind: "agent.released",
      actor,
      notice: { about: "recovered", username },
    });
    return true;
  }
  if (release?.by !== "agent") return false;
  await ctx.db.patch(id, { release: undefined });
  const notice: Notice = { about: "release_canceled", username };
  await tell(ctx, agent, owner, { kind: "agent.release_canceled", actor, notice });
  return false;
}

const isContestable = ({ claimedAt }: Doc<"agents">, boundAt: number): boolean =>
  claimedAt !== undefined && claimedAt >= boundAt && claimedAt > Date.now() - CONTESTABLE_MS;

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
