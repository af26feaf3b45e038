import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { readmit } from "../identity/admission.model";
import { internalMutation, publicMutation } from "../lib/functions";
import { enforceOpen } from "../lib/policy";
import { vPrincipal } from "../lib/principal";
import { findForConnection } from "./connections.model";
import { readStream } from "./streams.access";
import { streamErrors } from "./streams.errors";
import * as Viewers from "./viewers.model";

/** Every 10 seconds while a page watches. */
export const beat = publicMutation({
  args: { slug: v.string(), sessionKey: v.string(), visitorKey: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, { slug, ...page }) => {
    await Viewers.beat(ctx, await getWatched(ctx, slug), page);
    return null;
  },
});

/** When a page closes. One that cannot say so is swept after 25 seconds of silence. */
export const leave = publicMutation({
  args: { slug: v.string(), sessionKey: v.string() },
  returns: v.null(),
  handler: async (ctx, { slug, sessionKey }) => {
    await Viewers.leave(ctx, (await getWatched(ctx, slug))._id, { sessionKey });
    return null;
  },
});

async function getWatched(ctx: MutationCtx, slug: string): Promise<Doc<"streams">> {
  const stream = await findForConnection(ctx, slug);
  if (!stream) throw streamErrors.notFound();
  return stream;
}

/**
 * A beat over HTTP, as whoever called. An agent is known by its credential, and the host of a stream is nobody's viewer of
 * its own; everybody else brings a session key.
 */
export const beatAs = internalMutation({
  args: { slug: v.string(), principal: v.union(vPrincipal, v.null()), sessionKey: v.string() },
  returns: v.object({ humans: v.number(), agents: v.number() }),
  handler: async (ctx, { slug, principal, sessionKey }) => {
    const admitted = principal && (await readmit(ctx, principal));
    if (admitted && "refusal" in admitted) throw admitted.refusal;
    const { subject: stream } = await enforceOpen(ctx, readStream, principal, { slug });
    if (!principal || principal.kind === "human") await Viewers.beat(ctx, stream, { sessionKey });
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
