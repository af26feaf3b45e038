import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { isTheirs } from "../identity/identity.access";
import { definePolicy } from "../lib/policy";
import { streamErrors } from "../streams/streams.errors";
import { findBySlug } from "../streams/streams.model";

export interface OwnStream {
  stream: Doc<"streams">;
  agent: Doc<"agents">;
}

async function findOwn(ctx: QueryCtx, { slug }: { slug: string }): Promise<OwnStream | null> {
  const stream = await findBySlug(ctx, slug);
  if (!stream || stream.deletedAt !== undefined) return null;
  const agent = await ctx.db.get(stream.agentId);
  return agent && { stream, agent };
}

/** What was counted of a stream is for those whose it is. */
export const readAnalytics = definePolicy({
  name: "stream.analytics",
  rule: "it is the stream's agent, or the agent's owner",
  who: ["agent", "owner"],
  scope: "read",
  args: { slug: v.string() },
  hidden: true,
  absent: streamErrors.notFound,
  find: findOwn,
  may: (principal, { agent }) => isTheirs(principal, agent),
});
