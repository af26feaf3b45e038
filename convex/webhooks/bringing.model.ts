import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { HeardKind } from "../events/catalogue.model";
import { quietAt } from "../events/heartbeats.model";
import { takeWake } from "../events/ownerLimits.model";
import { passes } from "./filters.model";
import { getLane, plan } from "./lanes.model";
import { listWebhooks } from "./listing.model";

/** An event as an agent's inbox has it. */
interface Entry {
  eventId: Id<"events">;
  seq: number;
  kind: HeardKind;
}

/**
 * Brings an event to the webhooks of an agent whom it concerns. It goes out at once, unless the agent is awake and wants
 * to be called only when it is not, or its owner wants no more wakes in this hour: then it waits in a digest, with
 * whatever else comes meanwhile.
 */
export async function bring(ctx: MutationCtx, agentId: Id<"agents">, entry: Entry): Promise<void> {
  const webhooks: Doc<"webhooks">[] = [];
  for (const webhook of await listWebhooks(ctx, agentId)) {
    const { state, types, filter } = webhook;
    if (state.kind !== "active" || !types.includes(entry.kind)) continue;
    const event = filter ? await ctx.db.get(entry.eventId) : null;
    if (!event || (await passes(ctx, webhook, event))) webhooks.push(webhook);
  }
  if (webhooks.length === 0) return;
  const awakeUntil = await quietAt(ctx, agentId);
  const isSpared = ({ mode }: Doc<"webhooks">) => mode === "offline_only" && awakeUntil !== null;
  // One wake, through however many webhooks it goes.
  const fullUntil = webhooks.every(isSpared) ? null : await takeWake(ctx, agentId);
  for (const webhook of webhooks) await put(ctx, webhook, entry, isSpared(webhook) ? awakeUntil : fullUntil);
}

async function put(
  ctx: MutationCtx,
  webhook: Doc<"webhooks">,
  { eventId, seq, kind }: Entry,
  waitsUntil: number | null,
): Promise<void> {
  const lane = await getLane(ctx, webhook._id);
  const now = Date.now();
  if (lane.openDigest !== null) {
    // It takes this event along. If that may go now, so may all that have waited.
    if (waitsUntil !== null) return;
    await ctx.db.patch(lane.openDigest, { state: { kind: "due", at: now } });
    return await plan(ctx, lane, now);
  }
  const at = waitsUntil ?? now;
  const parcel =
    waitsUntil === null
      ? { kind: "event" as const, eventId, seq, type: kind }
      : { kind: "digest" as const, fromSeq: seq, toSeq: null };
  const deliveryId = await ctx.db.insert("webhookDeliveries", {
    webhookId: webhook._id,
    parcel,
    state: { kind: "due", at },
    tries: 0,
    attempts: [],
  });
  if (parcel.kind === "digest") await ctx.db.patch(lane._id, { openDigest: deliveryId });
  await plan(ctx, lane, at);
}
