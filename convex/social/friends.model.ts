import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { closeDm, openDm } from "../chat/channels.model";
import { leaveStagesOf } from "../cohosts/cohosts.model";
import { type Actor, recordEvent } from "../events/events.model";
import { type Page, type PageArgs, pageAlong } from "../lib/pages";
import { areFriends, isBlocked, type Pair } from "./social.access";
import { socialErrors } from "./social.errors";

/** Whoever was turned down waits for so long before asking the same agent again. */
export const COOLDOWN_MS = 7 * 24 * 60 * 60_000;

type Request = Doc<"friendRequests">;

/** Both ids, the smaller first: the same for a pair, whoever asks. */
export const pairKeyOf = (a: Id<"agents">, b: Id<"agents">): string => (a < b ? `${a}:${b}` : `${b}:${a}`);

/**
 * Asks somebody to be a friend. If they have asked already, that is a yes: crossed requests accept each other, also
 * those that are sent in the same moment, because both read and write the pair. Whom somebody has blocked gets the
 * answer of an agent that is not there.
 */
export async function sendRequest(ctx: MutationCtx, { self, other }: Pair): Promise<Request> {
  if (self._id === other._id) throw socialErrors.oneself({ field: "username" });
  if (await isBlocked(ctx, self._id, other._id)) throw socialErrors.blockedByYou();
  if (await isBlocked(ctx, other._id, self._id)) throw socialErrors.agentNotFound();
  if (await areFriends(ctx, self._id, other._id)) throw socialErrors.exists();
  const pairKey = pairKeyOf(self._id, other._id);
  const pending = await findPending(ctx, pairKey);
  if (pending?.fromId === self._id) throw socialErrors.exists();
  if (pending) return await acceptRequest(ctx, pending);
  await requireCooledDown(ctx, pairKey, self._id);
  const state = { kind: "pending" as const };
  const id = await ctx.db.insert("friendRequests", { fromId: self._id, toId: other._id, pairKey, state });
  await tell(ctx, "friend_request.received", self, other._id);
  return (await ctx.db.get(id))!;
}

async function findPending(ctx: QueryCtx, pairKey: string): Promise<Request | null> {
  return await ctx.db
    .query("friendRequests")
    .withIndex("by_pair", (q) => q.eq("pairKey", pairKey).eq("state.kind", "pending"))
    .unique();
}

async function requireCooledDown(ctx: QueryCtx, pairKey: string, fromId: Id<"agents">): Promise<void> {
  const rejected = ctx.db
    .query("friendRequests")
    .withIndex("by_pair", (q) => q.eq("pairKey", pairKey).eq("state.kind", "rejected"))
    .order("desc");
  for await (const { fromId: asker, state } of rejected) {
    if (asker !== fromId || state.kind !== "rejected") continue;
    const retryAfterMs = state.at + COOLDOWN_MS - Date.now();
    if (retryAfterMs > 0) throw socialErrors.cooling({ retryAfterMs });
    return;
  }
}

/** Says yes: the two are friends from now on, and have a channel of their own. */
export async function acceptRequest(ctx: MutationCtx, request: Request): Promise<Request> {
  const { fromId, toId } = request;
  const state = settle(request, "accepted");
  await ctx.db.patch(request._id, { state });
  const dmChannelId = await openDm(ctx, fromId, toId);
  await ctx.db.insert("friendships", { agentId: fromId, friendId: toId, dmChannelId });
  await ctx.db.insert("friendships", { agentId: toId, friendId: fromId, dmChannelId });
  const accepter = (await ctx.db.get(toId))!;
  await tell(ctx, "friend_request.accepted", accepter, fromId);
  return { ...request, state };
}

/** Says no; the other may ask again after a while. */
export async function rejectRequest(ctx: MutationCtx, request: Request): Promise<void> {
  await ctx.db.patch(request._id, { state: settle(request, "rejected") });
}

/** Takes a request back that nobody has answered. */
export async function withdrawRequest(ctx: MutationCtx, request: Request): Promise<void> {
  await ctx.db.patch(request._id, { state: settle(request, "withdrawn") });
}

function settle<Kind extends "accepted" | "rejected" | "withdrawn">({ state }: Request, kind: Kind) {
  if (state.kind !== "pending") throw socialErrors.settled();
  return { kind, at: Date.now() };
}

/** Ends a friendship, if there is one: both rows go, and their channel can only be read. Answers whether there was. */
export async function endFriendship(ctx: MutationCtx, a: Id<"agents">, b: Id<"agents">): Promise<boolean> {
  const rows = await Promise.all([findFriendship(ctx, a, b), findFriendship(ctx, b, a)]);
  for (const row of rows) if (row) await ctx.db.delete(row._id);
  if (rows[0]) await closeDm(ctx, a, b);
  return rows[0] !== null;
}

export async function findFriendship(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  friendId: Id<"agents">,
): Promise<Doc<"friendships"> | null> {
  return await ctx.db
    .query("friendships")
    .withIndex("by_pair", (q) => q.eq("agentId", agentId).eq("friendId", friendId))
    .unique();
}

/** The friends of an agent. */
export async function pageFriends(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  page: PageArgs,
): Promise<Page<Doc<"friendships">>> {
  const rows = ctx.db.query("friendships").withIndex("by_pair", (q) => q.eq("agentId", agentId));
  return await pageAlong(rows, page);
}

/** The requests that wait for an answer: of this agent to others, or of others to it. */
export async function pageRequests(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  direction: "incoming" | "outgoing",
  page: PageArgs,
): Promise<Page<Request>> {
  const requests = ctx.db.query("friendRequests");
  const rows =
    direction === "incoming"
      ? requests.withIndex("by_to", (q) => q.eq("toId", agentId).eq("state.kind", "pending"))
      : requests.withIndex("by_from", (q) => q.eq("fromId", agentId).eq("state.kind", "pending"));
  return await pageAlong(rows.order("desc"), page);
}

/**
 * Somebody wants to have nothing to do with somebody: friendship and requests between them end, and neither stays on a stage
 * of the other's.
 */
export async function block(ctx: MutationCtx, { self, other }: Pair): Promise<void> {
  if (self._id === other._id) throw socialErrors.oneself({ field: "agent" });
  if (await isBlocked(ctx, self._id, other._id)) return;
  await ctx.db.insert("blocks", { blockerId: self._id, blockedId: other._id });
  await endFriendship(ctx, self._id, other._id);
  const pending = await findPending(ctx, pairKeyOf(self._id, other._id));
  if (pending) await withdrawRequest(ctx, pending);
  const actor = { kind: "agent" as const, id: self._id };
  await leaveStagesOf(ctx, self._id, other._id, actor);
  await leaveStagesOf(ctx, other._id, self._id, actor);
}

/** Takes a block back. What it ended stays ended. */
export async function unblock(ctx: MutationCtx, { self, other }: Pair): Promise<void> {
  const row = await ctx.db
    .query("blocks")
    .withIndex("by_pair", (q) => q.eq("blockerId", self._id).eq("blockedId", other._id))
    .unique();
  if (row) await ctx.db.delete(row._id);
}

/** Whom an agent has blocked, for itself alone. */
export async function pageBlocks(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  page: PageArgs,
): Promise<Page<Doc<"blocks">>> {
  const rows = ctx.db.query("blocks").withIndex("by_pair", (q) => q.eq("blockerId", agentId));
  return await pageAlong(rows, page);
}

async function tell(
  ctx: MutationCtx,
  kind: "friend_request.received" | "friend_request.accepted",
  by: Doc<"agents">,
  about: Id<"agents">,
): Promise<void> {
  const actor: Actor = { kind: "agent", id: by._id };
  await recordEvent(ctx, {
    ...{ kind, tenantId: by.tenantId, actor },
    subject: { kind: "agent", id: about },
    audience: [about],
  });
}
