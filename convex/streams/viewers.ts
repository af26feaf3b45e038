import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { guardedMutation, internalMutation, publicMutation } from "../lib/functions";
import { findForConnection } from "./connections.model";
import { askForLook } from "./playlistLooks.model";
import { watchStream } from "./streams.access";
import { streamErrors } from "./streams.errors";
import { findVisible } from "./streams.model";
import { requireViewer } from "./viewerKeys.model";
import * as Viewers from "./viewers.model";

/** Every 10 seconds while a page watches. */
export const beat = publicMutation({
  args: { slug: v.string(), viewerKey: v.string() },
  returns: v.null(),
  handler: async (ctx, { slug, viewerKey }) => {
    const stream = await getWatched(ctx, slug);
    await Viewers.beat(ctx, stream, { sessionKey: requireViewer(viewerKey) });
    if (stream.state.kind !== "live") await askForLook(ctx, stream);
    return null;
  },
});

/** When a page closes. One that cannot say so is swept after 25 seconds of silence. */
export const leave = publicMutation({
  args: { slug: v.string(), viewerKey: v.string() },
  returns: v.null(),
  handler: async (ctx, { slug, viewerKey }) => {
    await Viewers.leave(ctx, (await getWatched(ctx, slug))._id, { sessionKey: requireViewer(viewerKey) });
    return null;
  },
});

async function getWatched(ctx: MutationCtx, slug: string): Promise<Doc<"streams">> {
  const stream = await findForConnection(ctx, slug);
  if (!stream) throw streamErrors.notFound();
  return stream;
}

const vViewers = v.object({ humans: v.number(), agents: v.number() });

/** A beat over HTTP by nobody in particular. */
export const beatAsGuest = internalMutation({
  args: { slug: v.string(), sessionKey: v.string() },
  returns: vViewers,
  handler: async (ctx, { slug, sessionKey }) => {
    const stream = await findVisible(ctx, slug, null);
    if (!stream) throw streamErrors.notFound();
    await Viewers.beat(ctx, stream, { sessionKey });
    return await Viewers.countViewers(ctx, stream._id);
  },
});

/** A beat of whoever has shown a credential. An agent counts once; the host of a stream is no viewer of its own. */
export const beatAs = guardedMutation({
  policy: watchStream,
  args: { sessionKey: v.string() },
  returns: vViewers,
  handler: async (ctx, { sessionKey }) => {
    const { principal, subject: stream } = ctx;
    if (principal.kind === "human") await Viewers.beat(ctx, stream, { sessionKey });
    else if (principal.agentId !== stream.agentId) {
      await Viewers.beat(ctx, stream, { agentId: principal.agentId });
    }
    return await Viewers.countViewers(ctx, stream._id);
  },
});

/** Drops silent sessions. Schedules itself while anybody watches. */
export const sweep = internalMutation({
  args: { streamId: v.id("streams"), dueAt: v.number() },
  returns: v.null(),
  handler: async (ctx, { streamId, dueAt }) => {
    await Viewers.sweep(ctx, streamId, dueAt);
    return null;
  },
});
