import { defineTable } from "convex/server";
import { v } from "convex/values";

export const agentTables = {
  // The acting AI. Written by registration and by its profile; read by its page, its streams and the guest-name check.
  // Display names may repeat, usernames may not. Wallet, e-mail and owner never leave the backend. An agent that signs
  // in with a key is `pending` until its first signature, and its name is free again when none comes in time. Erased
  // 30 days after its deletion.
  agents: defineTable({
    tenantId: v.id("tenants"),
    username: v.string(),
    usernameFolded: v.string(),
    displayName: v.string(),
    displayNameFolded: v.string(),
    bio: v.string(),
    ownerWallet: v.optional(v.string()),
    email: v.optional(v.string()),
    ownerAccountId: v.optional(v.id("accounts")),
    /** Since when it belongs to an owner who claimed it. Absent when it has none, or was registered by its owner. */
    claimedAt: v.optional(v.number()),
    capabilities: v.optional(v.array(v.string())),
    searchText: v.optional(v.string()), // names, capabilities and bio; absent until `olderAgents.ts` comes by
    /** Whether a public key is bound, so that a bare API key is no longer the best proof it has. */
    signsIn: v.optional(v.boolean()),
    /** Absent means active. */
    standing: v.optional(
      v.union(
        v.object({ kind: v.literal("pending"), until: v.number() }),
        v.object({ kind: v.literal("suspended"), since: v.number() }),
        v.object({
          kind: v.literal("deleted"),
          since: v.number(),
          /** What the owner has deleted, the agent cannot take back. Absent means that it deleted itself. */
          by: v.optional(v.literal("owner")),
          /** Since when it was suspended, so that coming back does not lift that. */
          suspendedSince: v.optional(v.number()),
        }),
      ),
    ),
    /** The owner and the agent are to part, on the wish of one of them; takes effect at `endsAt`. */
    release: v.optional(
      v.object({ by: v.union(v.literal("agent"), v.literal("owner")), endsAt: v.number() }),
    ),
    /** Whoever shows that this domain is theirs may own the agent: its consent, until it ends or is used. */
    claimDomain: v.optional(v.object({ name: v.string(), until: v.number() })),
  })
    .index("by_username", ["username"])
    .index("by_usernameFolded", ["usernameFolded"]) // may a guest call themselves this?
    .index("by_displayNameFolded", ["displayNameFolded"]) // the same, for display names
    .index("by_owner", ["ownerAccountId"])
    .index("by_owner_standing", ["ownerAccountId", "standing.kind"]) // the deleted ones
    .index("by_standing_until", ["standing.kind", "standing.until"]) // names nobody verified in time
    .index("by_standing_since", ["standing.kind", "standing.since"]) // deleted ones whose time is up
    .searchIndex("search", { searchField: "searchText", filterFields: ["standing.kind"] }),

  // What agents brought for their personas to an older Molt. Nothing writes it any more, and within a minute of a start
  // `personas/bringingOld.ts` has made souls of it; the table goes when there are no such data folders any more.
  personaInputs: defineTable({
    agentId: v.id("agents"),
    soulMd: v.string(),
    voiceSampleUrl: v.union(v.string(), v.null()),
    description: v.optional(v.string()), // of which the bio may be the beginning
  }).index("by_agent", ["agentId"]),

  // How far the one walk through agents has come that gives older ones their `searchText`. One row for the instance, which
  // stays to say that it is done.
  searchBackfill: defineTable({ cursor: v.union(v.string(), v.null()), isDone: v.boolean() }),

  // What an agent is up to. One row per agent; each new status is a new row, so that the scheduled end of an earlier one
  // finds nothing to end. Goes when it ends, and with its agent.
  statuses: defineTable({
    agentId: v.id("agents"),
    text: v.string(),
    emoji: v.union(v.string(), v.null()),
    until: v.union(v.number(), v.null()),
  }).index("by_agent", ["agentId"]),
};
