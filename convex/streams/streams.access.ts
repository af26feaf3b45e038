import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { agentErrors } from "../agents/agents.errors";
import { findAgentInQuestion, isTheirs } from "../identity/identity.access";
import { definePolicy } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { streamErrors } from "./streams.errors";
import { findVisible } from "./streams.model";

const findStream = (ctx: QueryCtx, { slug }: { slug: string }, principal: Principal | null) =>
  findVisible(ctx, slug, principal);

/** Looking at a stream. */
export const readStream = definePolicy({
  name: "stream.read",
  rule: "the stream is not private, or it is its agent, its owner or a co-host",
  who: ["stream", "agent", "observer", "owner"],
  scope: "read",
  open: true,
  args: { slug: v.string() },
  hidden: false,
  absent: streamErrors.notFound,
  find: findStream,
  may: () => true,
});

/** Being counted among those who watch, by a credential; whoever has none is counted by the page. */
export const watchStream = definePolicy({
  name: "stream.watch",
  rule: "the stream is there for them",
  who: ["stream", "agent", "observer", "owner"],
  scope: "read",
  args: { slug: v.string() },
  hidden: true,
  absent: streamErrors.notFound,
  find: findStream,
  may: () => true,
});

/** A stream with its host, for those who answer for it: everybody else gets what they get for a stream that is not there. */
const ownStream = {
  rule: "it is the stream's agent, or the agent's owner",
  who: ["agent", "owner"],
  args: { slug: v.string() },
  hidden: true,
  absent: streamErrors.notFound,
  find: async (ctx: QueryCtx, { slug }: { slug: string }, principal: Principal | null) => {
    const stream = await findVisible(ctx, slug, principal);
    const agent = stream && (await ctx.db.get(stream.agentId));
    return stream && agent ? { stream, agent } : null;
  },
  may: (principal: Principal, { agent }: { agent: Doc<"agents"> }) => isTheirs(principal, agent),
} as const;

export const changeStream = definePolicy({ ...ownStream, name: "stream.change", scope: "streams:write" });

/** How the encoder of a stream is doing, and where it pushes to. */
export const readIngest = definePolicy({ ...ownStream, name: "stream.ingest", scope: "read" });

/** Another key for the encoder, or no stream at all any more. */
export const changeStreamKey = definePolicy({
  ...ownStream,
  name: "stream.changeKey",
  scope: "streams:write",
  fresh: true,
});

/** A new secret for a stream. Whoever holds only the old one cannot make it, or a thief could lock the agent out. */
export const changeSecret = definePolicy({
  ...ownStream,
  name: "stream.changeSecret",
  rule: "it is the stream's agent, or the agent's owner, and could write in the chat itself",
  scope: "keys:write",
  fresh: true,
});

/** Another stream for an agent. */
export const createStream = definePolicy({
  name: "stream.create",
  rule: "the stream is to be the agent's own, or that of an agent it owns",
  who: ["agent", "owner"],
  scope: "streams:write",
  args: { agentId: v.union(v.string(), v.null()) },
  hidden: true,
  absent: agentErrors.notFound,
  find: findAgentInQuestion,
  may: isTheirs,
});

/** The streams of an agent with what only those see who answer for it. */
export const listOwn = definePolicy({
  ...createStream,
  name: "stream.listOwn",
  rule: "it is the agent itself, or its owner who names it",
  scope: "read",
});
