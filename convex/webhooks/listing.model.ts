import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { findLane } from "./lanes.model";
import { MAX_WEBHOOKS } from "./webhooks.errors";

/**
 * Whether a webhook brings anything now: it is active, its agent neither deleted nor suspended, and the owner who made it,
 * if one did, not about to be deleted. Whoever comes back in time finds it as it was; the next event sets it going.
 */
export async function isBringing(ctx: QueryCtx, webhook: Doc<"webhooks"> | null): Promise<boolean> {
  if (webhook?.state.kind !== "active") return false;
  const agent = await ctx.db.get(webhook.agentId);
  const standing = agent?.standing?.kind;
  if (!agent || standing === "deleted" || standing === "suspended") return false;
  const { by } = webhook;
  if (by?.kind === "agent") return true;
  // Those of before it was kept who made them count as the owner's.
  const maker = by ? by.id : agent.ownerAccountId;
  return maker === undefined || (await ctx.db.get(maker))?.deletedAt === null;
}

/** The webhooks of an agent, oldest first. */
export async function listWebhooks(ctx: QueryCtx, agentId: Id<"agents">): Promise<Doc<"webhooks">[]> {
  return await ctx.db
    .query("webhooks")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(MAX_WEBHOOKS);
}

/** When each of an agent's wakes went out since a moment, at most `most`. What goes to several webhooks is one wake. */
export async function listBroughtSince(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  since: number,
  most: number,
): Promise<number[]> {
  const wakes = new Map<string, number>();
  for (const { _id: webhookId } of await listWebhooks(ctx, agentId)) {
    const deliveries = await ctx.db
      .query("webhookDeliveries")
      .withIndex("by_webhook", (q) => q.eq("webhookId", webhookId).gte("_creationTime", since))
      .take(most);
    for (const { _id, parcel, attempts } of deliveries) {
      const [first] = attempts;
      if (first && parcel.kind !== "test")
        wakes.set(parcel.kind === "event" ? parcel.eventId : _id, first.at);
    }
  }
  return [...wakes.values()].slice(0, most);
}

/** So many entries of an inbox are looked through, to say how many wait. */
const MOST_SCANNED = 200;

/** What gathers in an agent's digests: for each, how many events of its types, and when it may go. */
export async function listWaiting(
  ctx: QueryCtx,
  agentId: Id<"agents">,
): Promise<{ events: number; until: number }[]> {
  const waiting: { events: number; until: number }[] = [];
  for (const webhook of await listWebhooks(ctx, agentId)) {
    const lane = await findLane(ctx, webhook._id);
    const digest = lane?.openDigest ? await ctx.db.get(lane.openDigest) : null;
    if (digest?.parcel.kind !== "digest") continue;
    const { fromSeq } = digest.parcel;
    const entries = await ctx.db
      .query("eventInbox")
      .withIndex("by_agent_seq", (q) => q.eq("agentId", agentId).gte("seq", fromSeq))
      .take(MOST_SCANNED);
    const events = await Promise.all(entries.map(({ eventId }) => ctx.db.get(eventId)));
    const fitting = events.filter((event) => event !== null && webhook.types.includes(event.kind));
    waiting.push({ events: fitting.length, until: digest.state.at });
  }
  return waiting;
}
