import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { type ApiEvent, eventExample, presentEvent } from "../events/events.resource";
import { quietAt, readUpToOf } from "../events/heartbeats.model";
import { presentFor } from "../events/presenting.model";
import { rfc3339 } from "../http/fields";
import { bodyOf, type Letter } from "./discord.format";
import { passes } from "./filters.model";
import { findLane } from "./lanes.model";

/** So many events fit into one digest; `has_more` says that the inbox has others. */
const LARGEST_DIGEST = 50;
/** So many entries of the inbox are looked through for them. */
const MOST_SCANNED = 500;

/** Something to be sent, ready but for its signature. */
export const vPacked = v.object({
  deliveryId: v.id("webhookDeliveries"),
  url: v.string(),
  /** The `webhook-id`: of the event itself, or of the delivery if it brings several. */
  id: v.string(),
  body: v.string(),
  signers: v.object({ webhookId: v.string(), versions: v.array(v.number()) }),
});

export type Packed = Infer<typeof vPacked>;

type Delivery = Doc<"webhookDeliveries">;

/**
 * Makes a body of what is to be brought, as its agent may see it at this moment. Null when there is nothing to bring any
 * more, or not yet: the event is no longer kept, the agent has read it meanwhile, or it is awake.
 */
export async function pack(
  ctx: MutationCtx,
  webhook: Doc<"webhooks">,
  delivery: Delivery,
): Promise<Packed | null> {
  const letter = await write(ctx, webhook, delivery);
  if (!letter) return null;
  const { overlap, secretVersion } = webhook;
  const versions = overlap && overlap.until > Date.now() ? [secretVersion, overlap.version] : [secretVersion];
  return {
    deliveryId: delivery._id,
    url: webhook.url,
    id: letter.id,
    body: bodyOf(letter, webhook.format ?? "standard"),
    signers: { webhookId: webhook._id, versions },
  };
}

async function write(ctx: MutationCtx, webhook: Doc<"webhooks">, delivery: Delivery): Promise<Letter | null> {
  const { parcel } = delivery;
  switch (parcel.kind) {
    case "test":
      return sampleOf(parcel.type, delivery._id);
    case "event": {
      const event = await ctx.db.get(parcel.eventId);
      const isRead =
        webhook.mode === "offline_only" && parcel.seq <= (await readUpToOf(ctx, webhook.agentId));
      // Sent again by hand it goes out, read or not.
      const isAsked = delivery.attempts.length > delivery.tries;
      if (event && (!isRead || isAsked)) return await tell(ctx, webhook, event);
      await settleAs(ctx, delivery._id, "needless");
      return null;
    }
    case "digest":
      return await gather(ctx, webhook, delivery, parcel);
  }
}

/** What an event of a kind looks like; the ids in it lead nowhere. */
export function sampleOf(type: string, id: string): ApiEvent & { test: true } {
  const isAboutMessage = /^(dm|mention|reply)\./.test(type);
  const data = isAboutMessage ? eventExample.data : { message: null };
  const subject = isAboutMessage ? eventExample.subject : eventExample.actor;
  return { ...eventExample, id, type, subject, data, test: true };
}

async function tell(ctx: MutationCtx, { agentId }: Doc<"webhooks">, event: Doc<"events">): Promise<ApiEvent> {
  return presentEvent(await presentFor(ctx, { kind: "agent", agentId }, event));
}

/** What has gathered for an agent since the first event that was not brought at once. */
async function gather(
  ctx: MutationCtx,
  webhook: Doc<"webhooks">,
  delivery: Delivery,
  parcel: Extract<Delivery["parcel"], { kind: "digest" }>,
): Promise<Letter | null> {
  const { agentId, mode, types } = webhook;
  const awakeUntil = mode === "offline_only" ? await quietAt(ctx, agentId) : null;
  const readUpTo = mode === "offline_only" ? await readUpToOf(ctx, agentId) : -1;
  const isFirstTry = parcel.toSeq === null;
  if (isFirstTry && awakeUntil !== null) {
    await ctx.db.patch(delivery._id, { state: { kind: "due", at: awakeUntil } });
    return null;
  }
  const entries = await ctx.db
    .query("eventInbox")
    .withIndex("by_agent_seq", (q) => q.eq("agentId", agentId).gte("seq", parcel.fromSeq))
    .take(MOST_SCANNED);
  const within = entries.filter(
    ({ seq }) => seq > readUpTo && (parcel.toSeq === null || seq <= parcel.toSeq),
  );
  const events: ApiEvent[] = [];
  let toSeq = parcel.toSeq ?? entries.at(-1)?.seq ?? parcel.fromSeq;
  let hasMore = entries.length === MOST_SCANNED;
  for (const { eventId, seq } of within) {
    const event = await ctx.db.get(eventId);
    if (!event || !types.includes(event.kind) || !(await passes(ctx, webhook, event))) continue;
    if (events.length === LARGEST_DIGEST) {
      hasMore = true;
      break;
    }
    events.push(await tell(ctx, webhook, event));
    toSeq = seq;
  }
  if (isFirstTry) await close(ctx, webhook._id, delivery._id, { ...parcel, toSeq });
  if (events.length === 0) {
    await settleAs(ctx, delivery._id, "needless");
    return null;
  }
  const id = delivery._id;
  return {
    ...{ id, type: "events.digest", version: 1 },
    data: { events, has_more: hasMore },
    created_at: rfc3339(delivery._creationTime),
  };
}

/** From now on the digest stays as it is, and what comes next begins another. */
async function close(
  ctx: MutationCtx,
  webhookId: Id<"webhooks">,
  deliveryId: Id<"webhookDeliveries">,
  parcel: Delivery["parcel"],
): Promise<void> {
  await ctx.db.patch(deliveryId, { parcel });
  const lane = await findLane(ctx, webhookId);
  if (lane?.openDigest === deliveryId) await ctx.db.patch(lane._id, { openDigest: null });
}

async function settleAs(ctx: MutationCtx, id: Id<"webhookDeliveries">, kind: "needless"): Promise<void> {
  await ctx.db.patch(id, { state: { kind, at: Date.now() } });
}
