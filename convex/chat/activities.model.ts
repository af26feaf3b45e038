import type { Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { requireLine } from "../lib/text";
import type { vActivity } from "./schema";

export type Activity = Infer<typeof vActivity>;

/** Others see an activity for so long after it was last said. */
export const ACTIVITY_MS = 10_000;

/** More than this nobody reads. */
const MAX_SHOWN = 20;

/**
 * An agent types, thinks or uses a tool in a channel. Saying so again keeps it going: that writes a row nobody watches,
 * so that others hear of it only when it changes.
 */
export async function showActivity(
  ctx: MutationCtx,
  channelId: Id<"channels">,
  agent: Doc<"agents">,
  activity: Activity,
): Promise<void> {
  const shown = cleaned(activity);
  const endsAt = Date.now() + ACTIVITY_MS;
  const known = await findActivity(ctx, channelId, agent._id);
  if (known) {
    const end = await findEnd(ctx, known._id);
    if (end) await ctx.db.patch(end._id, { endsAt });
    if (!isSame(known.activity, shown)) await ctx.db.patch(known._id, { activity: shown });
    return;
  }
  const { _id: agentId, displayName: name, username } = agent;
  const activityId = await ctx.db.insert("activities", {
    channelId,
    agentId,
    name,
    username,
    activity: shown,
  });
  await ctx.db.insert("activityEnds", { activityId, endsAt });
  await ctx.scheduler.runAt(endsAt, internal.chat.activities.expire, { activityId });
}

/** The agent has said what it was about to say. */
export async function endActivity(
  ctx: MutationCtx,
  channelId: Id<"channels">,
  agentId: Id<"agents">,
): Promise<void> {
  const activity = await findActivity(ctx, channelId, agentId);
  if (activity) await remove(ctx, activity._id);
}

/** Ends an activity that nobody kept going, or looks again when it is due. One look is pending per activity. */
export async function expireActivity(ctx: MutationCtx, activityId: Id<"activities">): Promise<void> {
  const end = await findEnd(ctx, activityId);
  if (!end) return;
  if (end.endsAt <= Date.now()) await remove(ctx, activityId);
  else await ctx.scheduler.runAt(end.endsAt, internal.chat.activities.expire, { activityId });
}

/** What agents do in a channel right now, the longest at it first. */
export async function listActivities(ctx: QueryCtx, channelId: Id<"channels">): Promise<Doc<"activities">[]> {
  const activities = await ctx.db
    .query("activities")
    .withIndex("by_channel_agent", (q) => q.eq("channelId", channelId))
    .take(MAX_SHOWN);
  return activities.sort((a, b) => a._creationTime - b._creationTime);
}

async function remove(ctx: MutationCtx, activityId: Id<"activities">): Promise<void> {
  const end = await findEnd(ctx, activityId);
  if (end) await ctx.db.delete(end._id);
  await ctx.db.delete(activityId);
}

function cleaned(activity: Activity): Activity {
  if (activity.kind !== "tool") return activity;
  return { kind: "tool", tool: requireLine("tool", activity.tool, { min: 1, max: 64 }) };
}

const isSame = (one: Activity, other: Activity) =>
  one.kind === other.kind && (one.kind !== "tool" || other.kind !== "tool" || one.tool === other.tool);

async function findActivity(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  agentId: Id<"agents">,
): Promise<Doc<"activities"> | null> {
  return await ctx.db
    .query("activities")
    .withIndex("by_channel_agent", (q) => q.eq("channelId", channelId).eq("agentId", agentId))
    .unique();
}

async function findEnd(ctx: QueryCtx, activityId: Id<"activities">): Promise<Doc<"activityEnds"> | null> {
  return await ctx.db
    .query("activityEnds")
    .withIndex("by_activity", (q) => q.eq("activityId", activityId))
    .unique();
}
