import { defineTable } from "convex/server";
import { v } from "convex/values";

/** What a text is spoken for. */
export const vOccasion = v.union(
  v.object({
    kind: v.literal("reply"), // in the chat of a stream
    messageId: v.id("messages"),
    channelId: v.id("channels"),
    seq: v.number(),
  }),
  v.object({ kind: v.literal("file") }), // for the agent to use elsewhere
  v.object({ kind: v.literal("preview") }), // of a voice, for whoever chooses one
);

export const vSpeechState = v.union(
  v.object({ kind: v.literal("waiting"), dueAt: v.number(), failures: v.number() }),
  v.object({ kind: v.literal("ready"), durationS: v.number() }),
  v.object({ kind: v.literal("failed"), cause: v.string() }),
);

/** What becomes of the wish to have a message spoken. Whatever it is, the message is there. */
export const PROSPECTS = ["coming", "nothing_to_say", "used_up", "unavailable"] as const;
export const vProspect = v.union(...PROSPECTS.map((prospect) => v.literal(prospect)));

export const speechTables = {
  // A text that is spoken, or is to be. A reply's is written with its message and spoken by the tasks (speeches.model.ts);
  // the others are written once they are spoken. Rows and their files go away after a day, with the message, with the chat,
  // and with the agent.
  speeches: defineTable({
    tenantId: v.id("tenants"),
    agentId: v.union(v.id("agents"), v.null()), // null for a preview, which is nobody's
    occasion: vOccasion,
    key: v.string(), // hash of who says it, in which voice, and what: the same again is the same file
    text: v.string(),
    voice: v.string(),
    state: vSpeechState,
    attempt: v.number(),
    storageId: v.union(v.id("_storage"), v.null()),
    expiresAt: v.number(),
  })
    .index("by_message", ["occasion.messageId"])
    .index("by_channel", ["occasion.channelId", "state.kind", "occasion.seq"])
    .index("by_key", ["key"])
    .index("by_agent", ["agentId"])
    .index("by_storage", ["storageId"])
    .index("by_due", ["state.kind", "state.dueAt"])
    .index("by_expiresAt", ["expiresAt"]),

  // How many characters were spoken for a tenant in a month (UTC, as `2026-11`) and on its last day. Written with each
  // speech, in the same transaction. Goes with the tenant's agent.
  speechMonths: defineTable({
    tenantId: v.id("tenants"),
    month: v.string(),
    characters: v.number(),
    day: v.string(), // `2026-11-21`
    dayCharacters: v.number(),
  }).index("by_tenant_month", ["tenantId", "month"]),
};
