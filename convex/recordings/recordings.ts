import { v } from "convex/values";
import { internal } from "../_generated/api";
import { findByUsername, getAgent } from "../agents/agents.model";
import { presentAgentName } from "../agents/agents.view";
import {
  guardedMutation,
  guardedQuery,
  internalMutation,
  openQuery,
  publicQuery,
  sharedQuery,
  signedInQuery,
} from "../lib/functions";
import { pageArgs, requireLimit, requirePage, vPageOf } from "../lib/pages";
import { readStream } from "../streams/streams.access";
import { vVisibility } from "../streams/streams.values";
import * as Listing from "./listing.model";
import { changeRecording, ownRecording, playRecording, readRecording } from "./recordings.access";
import * as Recordings from "./recordings.model";
import { presentRecording, vGoneRecording, vRecordingCard, vRecordingView } from "./recordings.view";
import { vChapter } from "./schema";

/** A recording's page, or what became of it. */
export const watch = sharedQuery({
  policy: readRecording,
  args: {},
  returns: v.union(vRecordingView, vGoneRecording, v.null()),
  handler: async (ctx) => {
    const { recording } = ctx.subject;
    if (recording.state.kind !== "gone") return await presentRecording(ctx, recording);
    const stream = await ctx.db.get(recording.streamId);
    const { why, at } = recording.state;
    return {
      recordingId: recording._id,
      status: "gone" as const,
      ...{ why, at },
      agent: presentAgentName(await getAgent(ctx, recording.agentId)),
      streamSlug: stream?.slug ?? "",
    };
  },
});

/** Whether whoever is signed in may change a recording. Refused to everybody else. */
export const rights = signedInQuery({
  policy: ownRecording,
  args: {},
  returns: v.object({ mayChange: v.boolean() }),
  handler: async () => ({ mayChange: true }),
});

/** What is being recorded of a stream that is on air; null when nothing is, or the provider has not told yet. */
export const running = sharedQuery({
  policy: readStream,
  args: {},
  returns: v.union(v.object({ recordingId: v.id("recordings"), startedAt: v.number() }), v.null()),
  handler: async (ctx) => {
    const { state } = ctx.subject;
    const recording = state.kind === "live" ? await Recordings.findOfBroadcast(ctx, state.broadcastId) : null;
    if (!recording || recording.videoUid === null) return null;
    return { recordingId: recording._id, startedAt: recording.startedAt };
  },
});

/** The public recordings of a stream, newest first; of a private stream, all of them, for those whose stream it is. */
export const ofStream = sharedQuery({
  policy: readStream,
  args: pageArgs,
  returns: vPageOf(vRecordingCard),
  handler: (ctx, { slug, page }) => Listing.listOfStream(ctx, slug, ctx.reader, requirePage(page)),
});

/** The public recordings of an agent, of all its streams, newest first. */
export const ofAgent = publicQuery({
  args: { username: v.string(), ...pageArgs },
  returns: vPageOf(vRecordingCard),
  handler: async (ctx, { username, page }) => {
    const agent = await findByUsername(ctx, username);
    return agent ? await Listing.listOfAgent(ctx, agent, null, requirePage(page)) : { items: [], next: null };
  },
});

/** The newest public recordings of everybody. */
export const newest = publicQuery({
  args: { limit: v.number() },
  returns: v.array(vRecordingCard),
  handler: async (ctx, { limit }) =>
    (await Listing.listAll(ctx, { limit: requireLimit(limit), position: null })).items,
});

/** A page of recordings for the API: what the reader may see of a stream, an agent, or everybody. */
export const list = openQuery({
  policy: Listing.browse,
  args: {
    slug: v.union(v.string(), v.null()),
    agent: v.union(v.string(), v.null()),
    ...pageArgs,
  },
  returns: vPageOf(vRecordingCard),
  handler: (ctx, { slug, agent, page }) => Listing.listFor(ctx, { slug, agent }, ctx.reader, page),
});

/** One recording for the API; refuses one that is gone. */
export const describe = openQuery({
  policy: readRecording,
  args: {},
  returns: vRecordingView,
  handler: async (ctx) => {
    const recording = Recordings.requireThere(ctx.subject.recording);
    const view = await presentRecording(ctx, recording);
    if (!view) throw readRecording.absent();
    return view;
  },
});

export const change = guardedMutation({
  policy: changeRecording,
  args: {
    title: v.optional(v.string()),
    visibility: v.optional(vVisibility),
    retentionDays: v.optional(v.union(v.number(), v.null())),
    chapters: v.optional(v.array(vChapter)),
  },
  returns: vRecordingView,
  handler: async (ctx, { title, visibility, retentionDays, chapters }) => {
    const recording = Recordings.requireThere(ctx.subject.recording);
    await Recordings.change(ctx, recording, { title, visibility, retentionDays, chapters });
    const view = await presentRecording(ctx, (await ctx.db.get(recording._id))!);
    if (!view) throw readRecording.absent();
    return view;
  },
});

export const remove = guardedMutation({
  policy: changeRecording,
  args: { clips: v.union(v.literal("keep"), v.literal("delete")) },
  returns: v.null(),
  handler: async (ctx, { clips }) => {
    await Recordings.retire(ctx, Recordings.requireThere(ctx.subject.recording), "deleted", clips);
    return null;
  },
});

/** Which video a token is to be for, when whoever asks may play it. */
export const playable = guardedQuery({
  policy: playRecording,
  args: {},
  returns: v.union(v.string(), v.null()),
  handler: async (ctx) => {
    const { state, videoUid } = Recordings.requireThere(ctx.subject.recording);
    return state.kind === "ready" ? videoUid : null;
  },
});

/** Retires what has been kept long enough, batch by batch. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    if (await Recordings.sweepExpired(ctx))
      await ctx.scheduler.runAfter(0, internal.recordings.recordings.sweep, {});
    return null;
  },
});
