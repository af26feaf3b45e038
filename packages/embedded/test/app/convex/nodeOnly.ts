"use node";
import { createHash } from "node:crypto";
import { v } from "convex/values";
import { action } from "./builders.model";

export const md5 = action({
  args: { text: v.string() },
  handler: async (_, { text }) => createHash("md5").update(text).digest("hex"),
});
