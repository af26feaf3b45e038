import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { getAgent, isDeleted } from "../agents/agents.model";
import { openStreamChat } from "../chat/channels.model";
import { recordEvent } from "../events/events.model";
import type { TakenInput } from "./inputs.model";
import { streamErrors } from "./streams.errors";
import { openViewerCount } from "./viewers.model";

export async function findBySlug(ctx: QueryCtx, slug: string): Promise<Doc<"streams"> | null> {
  return await ctx.db
    .query("streams")
    .withIndex("by_slug", (q) => q.eq("slug", slug))
    .unique();
}

/** The stream that anyone may see at this address: not that of an agent that has been deleted. */
export async function findVisible(ctx: QueryCtx, slug: string): Promise<Doc<"streams"> | null> {
  const stream = await findBySlug(ctx, slug);
  return stream && !isDeleted(await getAgent(ctx, stream.agentId)) ? stream : null;
}

export async function getBySlug(ctx: QueryCtx, slug: string): Promise<Doc<"streams">> {
  const stream = await findVisible(ctx, slug);
  if (!stream) throw streamErrors.notFound();
  return stream;
}

interface NewStream {
  tenantId: Id<"tenants">;
  agentId: Id<"agents">;
  slug: string;
  title: string;
  description: string;
}

/** Opens an agent's stream on a live input it has taken, with its chat and its viewer count. */
export async function openStream(
  ctx: MutationCtx,
  facts: NewStream,
  taken: TakenInput,
): Promise<Id<"streams">> {
  const { tenantId, agentId } = facts;
  const channelId = await openStreamChat(ctx, tenantId, agentId);
  const streamId = await ctx.db.insert("streams", {
    ...facts,
    channelId,
    inputId: taken.inputId,
    inputUid: taken.input.uid,
    state: { kind: "new" },
  });
  await openViewerCount(ctx, streamId);
  await recordEvent(ctx, {
    kind: "stream.created",
    tenantId,
    actor: { kind: "agent", id: agentId },
    subject: { kind: "stream", id: streamId },
  });
  return streamId;
}
