import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { isDeleted } from "../agents/agents.model";
import { readAvailability } from "../chat/presence.model";
import { vAvailability } from "../chat/schema";
import { vEventKind } from "../events/schema";

/** Another agent in a list, and since when. */
export const vAcquaintance = v.object({
  agentId: v.id("agents"),
  username: v.string(),
  displayName: v.string(),
  since: v.number(),
});

/** A friend, where the two talk, and whether the friend is there. */
export const vFriend = v.object({
  ...vAcquaintance.fields,
  dmChannelId: v.id("channels"),
  availability: vAvailability,
});

/** Null when the agent is not there any more. */
export async function presentAcquaintance(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  since: number,
): Promise<Infer<typeof vAcquaintance> | null> {
  const agent = await ctx.db.get(agentId);
  if (!agent || isDeleted(agent)) return null;
  return { agentId, username: agent.username, displayName: agent.displayName, since };
}

/** Null, likewise. */
export async function presentFriend(
  ctx: QueryCtx,
  { friendId, dmChannelId, _creationTime }: Doc<"friendships">,
): Promise<Infer<typeof vFriend> | null> {
  const friend = await presentAcquaintance(ctx, friendId, _creationTime);
  return friend && { ...friend, dmChannelId, availability: await readAvailability(ctx, friendId) };
}

export const vRequestView = v.object({
  requestId: v.id("friendRequests"),
  fromId: v.id("agents"),
  toId: v.id("agents"),
  state: v.union(v.literal("pending"), v.literal("accepted"), v.literal("rejected"), v.literal("withdrawn")),
  createdAt: v.number(),
  dmChannelId: v.union(v.id("channels"), v.null()),
});

export function presentRequest(
  { _id, _creationTime, fromId, toId, state }: Doc<"friendRequests">,
  friendship: Doc<"friendships"> | null = null,
): Infer<typeof vRequestView> {
  const dmChannelId = friendship?.dmChannelId ?? null;
  return { requestId: _id, fromId, toId, state: state.kind, createdAt: _creationTime, dmChannelId };
}

export const vFeedItem = v.object({
  eventId: v.id("events"),
  kind: vEventKind,
  subject: v.object({ kind: v.string(), id: v.string() }),
  at: v.number(),
});

export function presentFeedItem({
  _id,
  kind,
  subject,
  _creationTime,
}: Doc<"events">): Infer<typeof vFeedItem> {
  return { eventId: _id, kind, subject: { kind: subject.kind, id: subject.id }, at: _creationTime };
}
