import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vEventKind } from "../events/schema";

export const vMode = v.union(v.literal("offline_only"), v.literal("always"));

/** What its receiver reads: our own events, or messages as Discord's webhooks take them. */
export const vFormat = v.union(v.literal("standard"), v.literal("discord"));

/**
 * Why a webhook brings nothing: somebody wanted that, its address said 410, it failed for too long, or it was an owner's
 * who owns the agent no more.
 */
export const vDisabledReason = v.union(
  v.literal("asked"),
  v.literal("gone"),
  v.literal("failing"),
  v.literal("ownership_ended"),
);

/** Who stands for where a webhook leads: the agent itself, or an owner, with whose ownership it ends. */
export const vMaker = v.union(
  v.object({ kind: v.literal("agent") }),
  v.object({ kind: v.literal("account"), id: v.id("accounts") }),
);

export const vWebhookState = v.union(
  v.object({ kind: v.literal("pending") }), // nobody has answered the challenge at its address yet
  v.object({ kind: v.literal("active"), since: v.number() }),
  v.object({ kind: v.literal("disabled"), since: v.number(), reason: vDisabledReason }),
);

/** What is brought: one event, several that have gathered since `fromSeq` of the inbox, or a sample. */
export const vParcel = v.union(
  v.object({ kind: v.literal("event"), eventId: v.id("events"), seq: v.number(), type: vEventKind }),
  // What is in a digest is settled when it is first sent, so that a repetition says the same.
  v.object({ kind: v.literal("digest"), fromSeq: v.number(), toSeq: v.union(v.number(), v.null()) }),
  v.object({ kind: v.literal("test"), type: vEventKind }),
);

export const vAttempt = v.object({
  at: v.number(),
  durationMs: v.number(),
  /** The status of the answer, or in a word why there was none. */
  outcome: v.union(
    v.object({ kind: v.literal("answered"), status: v.number() }),
    v.object({ kind: v.literal("failed"), fault: v.string() }),
  ),
  /** The beginning of what the other side said, as plain text. */
  excerpt: v.string(),
});

export const webhookTables = {
  // Where an agent wants to be told what concerns it. Written by the agent or its owner; read whenever an event has the
  // agent in its audience. Its secret is not here: it follows from the instance's signing secret, the id and
  // `secretVersion`. Kept until it is deleted; goes with its agent.
  webhooks: defineTable({
    agentId: v.id("agents"),
    /** Who named the address. Absent in rows of before this was kept, which count as an owner's. */
    by: v.optional(vMaker),
    url: v.string(),
    description: v.string(),
    types: v.array(vEventKind),
    mode: vMode,
    format: v.optional(vFormat), // standard in rows of before there were others
    filter: v.optional(v.object({ channelId: v.id("channels") })), // what happens elsewhere is not brought
    state: vWebhookState,
    secretVersion: v.number(),
    /** The secret before this one still signs, too, so that a receiver can change over at leisure. */
    overlap: v.optional(v.object({ version: v.number(), until: v.number() })),
  }).index("by_agent", ["agentId"]),

  // The way to one webhook, which changes with every delivery: when there is something to do on it, who is on it, and
  // how it went lately. One row per webhook, and goes with it.
  webhookLanes: defineTable({
    webhookId: v.id("webhooks"),
    /** When the courier has to look here; null when there is nothing to bring. */
    nextAt: v.union(v.number(), v.null()),
    /** A courier is on its way until then; afterwards it has got lost, and another one may go. */
    claim: v.union(v.object({ number: v.number(), until: v.number() }), v.null()),
    claims: v.number(),
    /** Deliveries in a row that failed; 0 after a success. */
    failures: v.number(),
    /** There while its latest answers were slow: it has to share its room with those that fail. */
    slow: v.optional(v.literal(true)),
    /** Not to be gone on before. */
    restsUntil: v.number(),
    failingSince: v.union(v.number(), v.null()),
    /** Deliveries given up since the last success. */
    lost: v.number(),
    /** The digest that is still gathering events. */
    openDigest: v.union(v.id("webhookDeliveries"), v.null()),
  })
    .index("by_webhook", ["webhookId"])
    .index("by_nextAt", ["nextAt"])
    .index("by_failures_slow_nextAt", ["failures", "slow", "nextAt"]), // what is due where all is well

  // Something on its way to a webhook, or that has arrived or was given up, with every attempt. Written with the event
  // that it brings, in one transaction, and by the courier. What arrived or became needless goes away after seven
  // days, what was given up after thirty.
  webhookDeliveries: defineTable({
    webhookId: v.id("webhooks"),
    parcel: vParcel,
    state: v.object({
      kind: v.union(v.literal("due"), v.literal("delivered"), v.literal("dead"), v.literal("needless")),
      /** When it is due, or since when it is in this state. */
      at: v.number(),
    }),
    /** How often it was tried since it was put on its way, which says how long the next pause is. */
    tries: v.number(),
    attempts: v.array(vAttempt),
  })
    .index("by_webhook", ["webhookId"]) // the log
    .index("by_webhook_state", ["webhookId", "state.kind", "state.at"]) // what is due on a lane; the dead letters
    .index("by_state", ["state.kind", "state.at"]), // what is old

  // The one who carries all of it, if there is one now. A single row: who finds it alive need not call another.
  couriers: defineTable({
    number: v.number(),
    aliveUntil: v.number(),
    /** When the next one rises by itself, for what is due later. */
    risesAt: v.union(v.number(), v.null()),
  }),
};
