import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { DegradedCause } from "../streams/health.values";
import { bring } from "../webhooks/bringing.model";
import type { EventKind, HeardKind } from "./catalogue.model";
import type { vActor, vReasons, vSubject } from "./schema";

export type Actor = Infer<typeof vActor>;

interface Facts {
  tenantId: Id<"tenants">;
  actor: Actor;
  subject: Infer<typeof vSubject>;
  reasons?: Infer<typeof vReasons>;
  cause?: DegradedCause;
}

/** Most events are for nobody in particular; those that concern somebody are in the catalogue. */
export type EventFacts = Facts &
  (
    | { kind: EventKind; audience?: undefined }
    | {
        kind: HeardKind;
        /** The agents whom it concerns: they read it in their inbox, and their webhooks bring it. */
        audience: readonly Id<"agents">[];
      }
  );

/** How long events can be read again by those who missed them. */
export const EVENT_RETENTION_MS = 7 * 24 * 60 * 60 * 1000;

/** Small enough for one quick transaction; a full batch asks for the next one at once. */
const TRIM_BATCH = 500;

/** Says once that something happened. Call it in the mutation that made it happen, and nowhere else. */
export async function recordEvent(
  ctx: MutationCtx,
  { audience = [], ...facts }: EventFacts,
): Promise<Id<"events">> {
  const eventId = await ctx.db.insert("events", facts);
  for (const agentId of audience) await tell(ctx, { eventId, kind: facts.kind as HeardKind }, agentId);
  return eventId;
}

/**
 * Tells one agent of an event that was recorded, where its audience is too large for the transaction that recorded it.
 * The caller sees that nobody is told twice.
 */
export async function tell(
  ctx: MutationCtx,
  { eventId, kind }: { eventId: Id<"events">; kind: HeardKind },
  agentId: Id<"agents">,
): Promise<void> {
  const seq = await takeSeq(ctx, agentId);
  await ctx.db.insert("eventInbox", { agentId, seq, eventId });
  await bring(ctx, agentId, { eventId, seq, kind });
}

/** Taken in the transaction that records the event, so nobody's inbox has a gap that is filled later. */
async function takeSeq(ctx: MutationCtx, agentId: Id<"agents">): Promise<number> {
  const sequence = await findSequence(ctx, agentId);
  if (sequence) await ctx.db.patch(sequence._id, { nextSeq: sequence.nextSeq + 1 });
  else await ctx.db.insert("eventSequences", { agentId, nextSeq: 1 });
  return sequence?.nextSeq ?? 0;
}

export async function findSequence(
  ctx: QueryCtx,
  agentId: Id<"agents">,
): Promise<Doc<"eventSequences"> | null> {
  return await ctx.db
    .query("eventSequences")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .unique();
}

/** Removes a batch of events past their retention; answers whether there may be more. */
export async function trimEvents(ctx: MutationCtx): Promise<boolean> {
  const expiredBefore = Date.now() - EVENT_RETENTION_MS;
  const expired = await ctx.db
    .query("events")
    .withIndex("by_creation_time", (q) => q.lt("_creationTime", expiredBefore))
    .take(TRIM_BATCH);
  for (const event of expired) {
    for await (const entry of ctx.db
      .query("eventInbox")
      .withIndex("by_event", (q) => q.eq("eventId", event._id)))
      await ctx.db.delete(entry._id);
    await ctx.db.delete(event._id);
  }
  return expired.length === TRIM_BATCH;
}
