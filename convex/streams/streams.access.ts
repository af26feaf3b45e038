import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { definePolicy } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { streamErrors } from "./streams.errors";
import { findVisible } from "./streams.model";

const isHost = (principal: Principal, stream: Doc<"streams">) =>
  (principal.kind === "stream" && principal.streamId === stream._id) ||
  (principal.kind === "agent" && principal.agentId === stream.agentId);

/** The stream's own agent, and nobody else, reads the inbox of its chat, answers in it and acknowledges it. */
export const hostOnly = definePolicy({
  name: "stream.host",
  rule: "it is the stream's own agent",
  who: ["stream", "agent"],
  scope: "chat:write",
  args: { slug: v.string() },
  hidden: false,
  absent: streamErrors.notFound,
  find: (ctx, { slug }) => findVisible(ctx, slug),
  may: isHost,
});
