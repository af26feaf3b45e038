import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { definePolicy } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { streamErrors } from "./streams.errors";
import { findVisible } from "./streams.model";

const isHost = (principal: Principal, stream: Doc<"streams">) =>
  (principal.kind === "stream" && principal.streamId === stream._id) ||
  (principal.kind === "agent" && principal.agentId === stream.agentId);

/** A new secret for a stream. Whoever holds only the old one cannot make it, or a thief could lock the agent out. */
export const changeSecret = definePolicy({
  name: "stream.changeSecret",
  rule: "it is the stream's agent, or the agent's owner, and could write in the chat itself",
  who: ["agent", "owner"],
  scope: "keys:write",
  fresh: true,
  args: { slug: v.string() },
  hidden: true,
  absent: streamErrors.notFound,
  find: async (ctx, { slug }) => {
    const stream = await findVisible(ctx, slug);
    const agent = stream && (await ctx.db.get(stream.agentId));
    return stream && agent ? { stream, agent } : null;
  },
  may: (principal, { agent }) =>
    principal.kind === "human"
      ? agent.ownerAccountId === principal.accountId
      : principal.agentId === agent._id,
});

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
