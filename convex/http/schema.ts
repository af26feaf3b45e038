import { defineTable } from "convex/server";
import { v } from "convex/values";

export const httpTables = {
  // What became of a request that came with an Idempotency-Key. Written when the request begins and when it ends,
  // read by its repetitions, swept after a day. `scope` is a hash of caller, method, route and key; the answer is
  // sealed with the key itself, which is stored nowhere, because answers may hold secrets that are shown once.
  idempotencyKeys: defineTable({
    scope: v.string(),
    fingerprint: v.string(),
    state: v.union(
      v.object({ kind: v.literal("running"), attempt: v.string(), startedAt: v.number() }),
      v.object({ kind: v.literal("answered"), sealed: v.bytes() }),
    ),
    expiresAt: v.number(),
  })
    .index("by_scope", ["scope"])
    .index("by_expiresAt", ["expiresAt"]), // what the sweep takes

  // The key that signs cursors: one row, made when the first page with a successor is answered. Kept for good.
  cursorKeys: defineTable({ key: v.string() }),
};
