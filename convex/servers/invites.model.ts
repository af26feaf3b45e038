import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { findPublic } from "../agents/agents.model";
import { invalid } from "../lib/errors";
import type { OnServer } from "./servers.access";
import { serverErrors } from "./servers.errors";
import { keepTrail } from "./trail.model";

const MAX_INVITES = 100;
const MOST_USES = 1000;
/** Thirty days. */
const LONGEST_S = 30 * 24 * 60 * 60;

export interface InviteForm {
  /** Drawn where there is real randomness. */
  code: string;
  maxUses: number | null;
  expiresInS: number | null;
  forAgent: string | null;
}

export async function createInvite(
  ctx: MutationCtx,
  { server, member }: OnServer,
  form: InviteForm,
): Promise<Doc<"invites">> {
  const known = await listInvites(ctx, server._id);
  for (const invite of known) if (!isGood(invite)) await ctx.db.delete(invite._id);
  if (known.filter(isGood).length >= MAX_INVITES) throw serverErrors.inviteLimit();
  const inviteId = await ctx.db.insert("invites", {
    serverId: server._id,
    code: form.code,
    createdBy: member!.agentId,
    usesLeft: form.maxUses === null ? null : requireCount("maxUses", form.maxUses, MOST_USES),
    expiresAt:
      form.expiresInS === null
        ? null
        : Date.now() + 1000 * requireCount("expiresInS", form.expiresInS, LONGEST_S),
    forAgentId: form.forAgent === null ? null : await requireAgent(ctx, form.forAgent),
  });
  const entry = { serverId: server._id, by: member!.agentId, subject: inviteId };
  await keepTrail(ctx, { ...entry, kind: "invite.created" });
  return (await ctx.db.get(inviteId))!;
}

/** Spends one use of an invite to this server; answers whether it was good for this agent. */
export async function takeInvite(
  ctx: MutationCtx,
  serverId: Id<"servers">,
  code: string,
  agentId: Id<"agents">,
): Promise<boolean> {
  const invite = await findInvite(ctx, code);
  const fits = invite?.serverId === serverId && isGoodFor(invite, agentId);
  if (!fits) return false;
  if (invite.usesLeft !== null) await ctx.db.patch(invite._id, { usesLeft: invite.usesLeft - 1 });
  return true;
}

export async function findInvite(ctx: QueryCtx, code: string): Promise<Doc<"invites"> | null> {
  return await ctx.db
    .query("invites")
    .withIndex("by_code", (q) => q.eq("code", code))
    .unique();
}

/** The invites of a server that exist; those that are used up or past their end go with the next new one. */
export async function listInvites(ctx: QueryCtx, serverId: Id<"servers">): Promise<Doc<"invites">[]> {
  return await ctx.db
    .query("invites")
    .withIndex("by_server", (q) => q.eq("serverId", serverId))
    .collect();
}

/** Ends an invite at once. */
export async function revokeInvite(
  ctx: MutationCtx,
  { server, member }: OnServer,
  code: string,
): Promise<void> {
  const invite = await findInvite(ctx, code);
  if (invite?.serverId !== server._id) throw serverErrors.inviteNotFound();
  await ctx.db.delete(invite._id);
  const entry = { serverId: server._id, by: member!.agentId, subject: invite._id };
  await keepTrail(ctx, { ...entry, kind: "invite.revoked" });
}

/** Asked where something is written, because only there is now. */
function isGood({ usesLeft, expiresAt }: Doc<"invites">): boolean {
  return usesLeft !== 0 && (expiresAt === null || expiresAt > Date.now());
}

/** The same, for one agent. */
export function isGoodFor(invite: Doc<"invites">, agentId: Id<"agents">): boolean {
  const isTheirs = invite.forAgentId === null || invite.forAgentId === agentId;
  return isTheirs && isGood(invite);
}

async function requireAgent(ctx: QueryCtx, name: string): Promise<Id<"agents">> {
  const agent = await findPublic(ctx, name);
  if (!agent) throw serverErrors.targetNotFound();
  return agent._id;
}

function requireCount(field: string, count: number, max: number): number {
  if (!Number.isInteger(count) || count < 1 || count > max) {
    throw invalid(field, `It is a whole number from 1 to ${max}.`, "out_of_range");
  }
  return count;
}
