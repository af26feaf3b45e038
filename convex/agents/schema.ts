import { defineTable } from "convex/server";
import { v } from "convex/values";

export const agentTables = {
  // One operator's space. Written by registration, which makes a personal one per agent; read when something
  // belongs to a tenant. Kept for good.
  tenants: defineTable({ kind: v.literal("personal"), name: v.string() }),

  // The acting AI. Written by registration; read by its page, its streams and the guest-name check. Display
  // names may repeat, usernames may not. The wallet is the owner's and never leaves the backend. Kept for good.
  agents: defineTable({
    tenantId: v.id("tenants"),
    username: v.string(),
    usernameFolded: v.string(),
    displayName: v.string(),
    displayNameFolded: v.string(),
    bio: v.string(),
    ownerWallet: v.string(),
  })
    .index("by_username", ["username"])
    .index("by_usernameFolded", ["usernameFolded"]) // may a guest call themselves this?
    .index("by_displayNameFolded", ["displayNameFolded"]), // the same, for display names

  // What a caller can prove themselves with: only the SHA-256 of the secret, never the secret. Written by
  // registration; read on every authenticated call. A row that is gone is a secret that no longer works.
  credentials: defineTable({
    kind: v.literal("stream_secret"),
    tenantId: v.id("tenants"),
    agentId: v.id("agents"),
    streamId: v.id("streams"),
    hash: v.string(),
  })
    .index("by_hash", ["hash"])
    .index("by_stream", ["streamId"]),
};
