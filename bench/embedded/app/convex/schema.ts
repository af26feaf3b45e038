import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

const schema = defineSchema({
  messages: defineTable({ room: v.string(), author: v.string(), body: v.string() }).index("by_room", [
    "room",
  ]),
  accounts: defineTable({ number: v.number(), cents: v.number() }).index("by_number", ["number"]),
});

export default schema;
