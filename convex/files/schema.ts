import { defineTable } from "convex/server";
import { v } from "convex/values";

export const vPictured = v.union(v.id("agents"), v.id("servers"));

export const fileTables = {
  // The picture of an agent or a server: a file of ours that holds what was uploaded, cleaned. One row per owner; the
  // file goes when another takes its place, and both with the owner.
  pictures: defineTable({
    ownerId: vPictured,
    storageId: v.id("_storage"),
    width: v.number(),
    height: v.number(),
  })
    .index("by_owner", ["ownerId"])
    .index("by_storage", ["storageId"]),

  // Up to which moment of upload all files have been looked through for those that nothing keeps. One row.
  uploadSweeps: defineTable({ lookedUntil: v.number() }),
};
