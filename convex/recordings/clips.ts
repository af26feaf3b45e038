import { v } from "convex/values";
import { internal } from "../_generated/api";
import {
  guardedMutation,
  guardedQuery,
  internalMutation,
  openQuery,
  publicMutation,
  publicQuery,
  sharedQuery,
  signedInQuery,
} from "../lib/functions";
import { pageArgs, requireLimit, requirePage, vPageOf } from "../lib/pages";
import { vVisibility } from "../streams/streams.values";
import * as Clips from "./clips.model";
import { playedFrom, presentClip, presentClipPage, vClipPage, vClipView } from "./clips.view";
import { eraseClipsBy } from "./erasure.model";
import * as Listing from "./listing.model";
import { changeClip, makeClip, ownClip, playClip, readClip } from "./recordings.access";
import { clipErrors } from "./recordings.errors";
import { requireThere } from "./recordings.model";
import * as Views from "./views.model";

/** A clip's page, or that it is gone. */
export const watch = sharedQuery({
  policy: readClip,
  args: {},
  returns: vClipPage,
  handler: (ctx) => presentClipPage(ctx, ctx.subject.clip),
});

/** Whether whoever is signed in may change a clip. Refused to everybody else. */
export const rights = signedInQuery({
  policy: ownClip,
  args: {},
  returns: v.object({ mayChange: v.boolean() }),
  handler: async () => ({ mayChange: true }),
});

/** Public clips of a recording, a stream, or an agent, newest first. */
export const listed = sharedQuery({
  policy: Listing.browseClips,
  args: pageArgs,
  returns: vPageOf(vClipView),
  handler: (ctx, { page, ...heading }) => Listing.listClips(ctx, heading, ctx.reader, requirePage(page)),
});

/** The newest public clips of everybody. */
export const newest = publicQuery({
  args: { limit: v.number() },
  returns: v.array(vClipView),
  handler: async (ctx, { limit }) => {
    const page = { limit: requireLimit(limit), position: null };
    return (await Listing.listClips(ctx, { recording: null, slug: null, agent: null }, null, page)).items;
  },
});

/** That a page plays a clip: counted once a day. */
export const noteView = publicMutation({
  args: { clipId: v.string(), viewerKey: v.string() },
  returns: v.null(),
  handler: async (ctx, { clipId, viewerKey }) => {
    await Views.noteView(ctx, clipId, viewerKey);
    return null;
  },
});

/** A page of clips for the API. */
export const list = openQuery({
  policy: Listing.browse,
  args: {
    recording: v.union(v.string(), v.null()),
    slug: v.union(v.string(), v.null()),
    agent: v.union(v.string(), v.null()),
    ...pageArgs,
  },
  returns: vPageOf(vClipView),
  handler: (ctx, { recording, slug, agent, page }) =>
    Listing.listClips(ctx, { recording, slug, agent }, ctx.reader, page),
});

/** One clip for the API; refuses one that is gone. */
export const describe = openQuery({
  policy: readClip,
  args: {},
  returns: vClipView,
  handler: async (ctx) => {
    const view = await presentClip(ctx, Clips.requireClipThere(ctx.subject.clip));
    if (!view) throw clipErrors.notFound();
    return view;
  },
});

export const make = guardedMutation({
  policy: makeClip,
  args: {
    title: v.string(),
    stretch: v.union(
      v.object({ startS: v.number(), durationS: v.number() }),
      v.object({ lastS: v.number() }),
    ),
  },
  returns: vClipView,
  handler: async (ctx, { title, stretch }) => {
    const { recording, stream } = ctx.subject;
    if (!recording) throw stream?.state.kind === "live" ? clipErrors.notRecorded() : clipErrors.notOnAir();
    const maker = Clips.makerOf(ctx.principal);
    const clipId = await Clips.makeClip(ctx, requireThere(recording), maker, { title, stretch });
    return (await presentClip(ctx, await Clips.getClip(ctx, clipId)))!;
  },
});

export const change = guardedMutation({
  policy: changeClip,
  args: { title: v.optional(v.string()), visibility: v.optional(vVisibility) },
  returns: vClipView,
  handler: async (ctx, { title, visibility }) => {
    const clip = Clips.requireClipThere(ctx.subject.clip);
    await Clips.changeClip(ctx, clip, { title, visibility }, ctx.principal);
    return (await presentClip(ctx, await Clips.getClip(ctx, clip._id)))!;
  },
});

export const remove = guardedMutation({
  policy: changeClip,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Clips.removeClip(ctx, Clips.requireClipThere(ctx.subject.clip));
    return null;
  },
});

/** Which video a token is to be for, when whoever asks may play what is private. */
export const playable = guardedQuery({
  policy: playClip,
  args: {},
  returns: v.object({
    videoUid: v.string(),
    startS: v.number(),
    durationS: v.number(),
    isWhole: v.boolean(),
  }),
  handler: async (ctx) => {
    const clip = Clips.requireClipThere(ctx.subject.clip);
    await Clips.requirePlayable(ctx, clip, ctx.principal);
    const { startS, durationS, state } = clip;
    return { videoUid: playedFrom(clip), startS, durationS, isWhole: state.kind === "ready" };
  },
});

/** Goes on cutting what waited for a recording. */
export const cutWaiting = internalMutation({
  args: { recordingId: v.id("recordings") },
  returns: v.null(),
  handler: async (ctx, { recordingId }) => {
    await Clips.cutWaitingClips(ctx, recordingId);
    return null;
  },
});

/** Goes on deleting the clips of a recording that was deleted with them. */
export const removeOf = internalMutation({
  args: { recordingId: v.id("recordings") },
  returns: v.null(),
  handler: async (ctx, { recordingId }) => {
    await Clips.removeClipsOf(ctx, recordingId);
    return null;
  },
});

/** Removes the clips that an account made which has been erased, batch by batch. */
export const eraseOf = internalMutation({
  args: { accountId: v.id("accounts") },
  returns: v.null(),
  handler: async (ctx, { accountId }): Promise<null> => {
    if (!(await eraseClipsBy(ctx, accountId)))
      await ctx.scheduler.runAfter(0, internal.recordings.clips.eraseOf, { accountId });
    return null;
  },
});

/** Forgets who has watched what, a day later, batch by batch. */
export const sweepViewers = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    if (await Views.sweepViewers(ctx))
      await ctx.scheduler.runAfter(0, internal.recordings.clips.sweepViewers, {});
    return null;
  },
});
