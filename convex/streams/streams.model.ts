import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { getAgent, isDeleted } from "../agents/agents.model";
import { openStreamChat } from "../chat/channels.model";
import { type Actor, recordEvent } from "../events/events.model";
import type { Reader } from "../lib/principal";
import { onStreamChanged } from "./broadcasts.effects";
import { endBroadcast, findRunning } from "./broadcasts.model";
import { syncInput, type TakenInput } from "./inputs.model";
import { isInsider } from "./insiders.model";
import { settingsOf } from "./settings.model";
import { streamErrors } from "./streams.errors";
import { keepTrail } from "./trail.model";
import { openViewerCount } from "./viewers.model";

export { cutEncoder, endBroadcast } from "./broadcasts.model";

export async function findBySlug(ctx: QueryCtx, slug: string): Promise<Doc<"streams"> | null> {
  return await ctx.db
    .query("streams")
    .withIndex("by_slug", (q) => q.eq("slug", slug))
    .unique();
}

/**
 * The stream that somebody, or nobody in particular, sees at this address: not one that is deleted or whose agent is,
 * and a private one only for its agent, its owner and its co-hosts.
 */
export async function findVisible(
  ctx: QueryCtx,
  slug: string,
  principal: Reader | null,
): Promise<Doc<"streams"> | null> {
  const stream = await findBySlug(ctx, slug);
  return stream && (await isVisible(ctx, stream, principal)) ? stream : null;
}

/** Whether a stream is there for somebody. */
export async function isVisible(
  ctx: QueryCtx,
  stream: Doc<"streams">,
  principal: Reader | null,
): Promise<boolean> {
  if (stream.deletedAt || isDeleted(await getAgent(ctx, stream.agentId))) return false;
  return settingsOf(stream).visibility !== "private" || (await isInsider(ctx, stream, principal));
}

interface NewStream {
  tenantId: Id<"tenants">;
  agentId: Id<"agents">;
  slug: string;
  title: string;
  description: string;
}

/** What plays on a stream: a live input it has taken, or a playlist that is published elsewhere. */
export type Source = TakenInput | { playbackUrl: string };

/** Opens a stream with its chat and its viewer count. */
export async function openStream(
  ctx: MutationCtx,
  facts: NewStream & Partial<Doc<"streams">>,
  source: Source,
): Promise<Doc<"streams">> {
  const { tenantId, agentId } = facts;
  const channelId = await openStreamChat(ctx, tenantId, agentId);
  const streamId = await ctx.db.insert("streams", {
    ...facts,
    channelId,
    ...("playbackUrl" in source
      ? { inputId: null, inputUid: null, byo: { playbackUrl: source.playbackUrl } }
      : { inputId: source.inputId, inputUid: source.input.uid }),
    state: { kind: "new" },
  });
  await openViewerCount(ctx, streamId);
  await recordEvent(ctx, {
    kind: "stream.created",
    tenantId,
    actor: { kind: "agent", id: agentId },
    subject: { kind: "stream", id: streamId },
  });
  const stream = (await ctx.db.get(streamId))!;
  await onStreamChanged(ctx, stream);
  return stream;
}

/**
 * Deletes a stream: nobody sees it from now on, its encoder is refused, and its rows follow batch by batch. One that is
 * on air goes when that is meant.
 */
export async function deleteStream(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  force: boolean,
  actor: Actor,
): Promise<void> {
  if (!force && stream.state.kind === "live") throw streamErrors.live();
  await endBroadcast(ctx, stream._id, "host", actor);
  await ctx.db.patch(stream._id, { deletedAt: Date.now() });
  await keepTrail(ctx, stream, "stream.deleted", actor);
  if (stream.inputId) await syncInput(ctx, stream.inputId);
  await recordEvent(ctx, {
    kind: "stream.deleted",
    tenantId: stream.tenantId,
    actor,
    subject: { kind: "stream", id: stream._id },
  });
  await onStreamChanged(ctx, (await ctx.db.get(stream._id))!);
  await ctx.scheduler.runAfter(0, internal.streams.streams.erase, { streamId: stream._id });
}

/** Keeps a stream off air, or lets it on again. A broadcast that is running ends. */
export async function setDisabled(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  isDisabled: boolean,
  actor: Actor,
): Promise<Doc<"streams">> {
  if (((stream.disabledAt ?? null) !== null) === isDisabled) return stream;
  await ctx.db.patch(stream._id, { disabledAt: isDisabled ? Date.now() : null });
  if (isDisabled) await endBroadcast(ctx, stream._id, "host", actor);
  if (stream.inputId) await syncInput(ctx, stream.inputId);
  await recordEvent(ctx, {
    kind: "stream.updated",
    tenantId: stream.tenantId,
    actor,
    subject: { kind: "stream", id: stream._id },
    audience: [stream.agentId],
  });
  const next = (await ctx.db.get(stream._id))!;
  await onStreamChanged(ctx, next);
  return next;
}

/** Whether a stream has something on air, or waits to resume it. */
export const isRunning = async (ctx: QueryCtx, stream: Doc<"streams">) =>
  (await findRunning(ctx, stream)) !== null;
