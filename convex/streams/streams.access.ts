import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { definePolicy } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { getBySlug } from "./streams.model";

const isHost = (principal: Principal, stream: Doc<"streams">) => principal.streamId === stream._id;

/** The stream's own agent, and nobody else, reads the inbox of its chat, answers in it and acknowledges it. */
export const hostOnly = definePolicy({
  name: "stream.host",
  args: { slug: v.string() },
  find: (ctx, { slug }) => getBySlug(ctx, slug),
  may: isHost,
});
