import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { accessErrors, definePolicy } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { findVisible } from "../streams/streams.model";
import { type Clip, findClipFor, mayChangeClip } from "./clips.model";
import { clipErrors, recordingErrors } from "./recordings.errors";
import { findFor, findOfBroadcast, isTheirs, type Recording } from "./recordings.model";

const everyone = ["stream", "agent", "observer", "owner"] as const;
const signedIn = ["agent", "observer", "owner"] as const;

interface AboutRecording {
  recording: Recording;
  isTheirs: boolean;
}

async function findRecording(
  ctx: QueryCtx,
  { recordingId }: { recordingId: string },
  principal: Principal | null,
): Promise<AboutRecording | null> {
  const recording = await findFor(ctx, recordingId, principal);
  return recording && { recording, isTheirs: await isTheirs(ctx, recording, principal) };
}

const aRecording = {
  args: { recordingId: v.string() },
  absent: recordingErrors.notFound,
  find: findRecording,
} as const;

export const readRecording = definePolicy({
  ...aRecording,
  name: "recording.read",
  rule: "it is public or unlisted, or it is of their stream",
  open: true,
  hidden: false,
  who: everyone,
  scope: "read",
  may: () => true,
});

export const changeRecording = definePolicy({
  ...aRecording,
  name: "recording.change",
  rule: "it is of their stream: the agent's own, or one of the owner's agents'",
  hidden: true,
  who: ["agent", "owner"],
  scope: "streams:write",
  may: (_principal, about) => about.isTheirs,
  denied: () => accessErrors.forbidden(),
});

/** Whether they may change it, those whose stream it is are told. */
export const ownRecording = definePolicy({
  ...changeRecording,
  name: "recording.own",
  scope: "read",
});

/** A token plays what is private, for those who see it. */
export const playRecording = definePolicy({
  ...aRecording,
  name: "recording.play",
  rule: "it is public or unlisted, or it is of their stream, or of one that they co-host",
  hidden: true,
  who: signedIn,
  scope: "read",
  may: () => true,
});

interface AboutClip {
  clip: Clip;
  mayChange: boolean;
}

const aClip = {
  args: { clipId: v.string() },
  absent: clipErrors.notFound,
  find: async (ctx: QueryCtx, { clipId }: { clipId: string }, principal: Principal | null) => {
    const clip = await findClipFor(ctx, clipId, principal);
    return clip && ({ clip, mayChange: await mayChangeClip(ctx, clip, principal) } satisfies AboutClip);
  },
} as const;

export const readClip = definePolicy({
  ...aClip,
  name: "clip.read",
  rule: "it is public or unlisted, or they made it, or it is of their stream",
  open: true,
  hidden: false,
  who: everyone,
  scope: "read",
  may: () => true,
});

export const changeClip = definePolicy({
  ...aClip,
  name: "clip.change",
  rule: "they made it, or it is of their stream",
  hidden: true,
  who: signedIn,
  scope: "read",
  may: (principal: Principal, about: AboutClip) => about.mayChange && mayWrite(principal),
  denied: ({ mayChange }: AboutClip) => (mayChange ? accessErrors.missingScope() : accessErrors.forbidden()),
});

export const playClip = definePolicy({
  ...aClip,
  name: "clip.play",
  rule: "it is public or unlisted, or they made it, or it is of their stream",
  hidden: true,
  who: signedIn,
  scope: "read",
  may: () => true,
});

export const ownClip = definePolicy({
  ...aClip,
  name: "clip.own",
  rule: "they made it, or it is of their stream",
  hidden: true,
  who: signedIn,
  scope: "read",
  may: (_principal: Principal, about: AboutClip) => about.mayChange,
  denied: () => accessErrors.forbidden(),
});

/** What a clip is to be made of: a recording, or the broadcast of a stream that is on air. */
const aSource = {
  args: { recordingId: v.union(v.string(), v.null()), slug: v.union(v.string(), v.null()) },
  absent: recordingErrors.notFound,
  find: async (
    ctx: QueryCtx,
    { recordingId, slug }: { recordingId: string | null; slug: string | null },
    principal: Principal | null,
  ): Promise<ClipSource | null> => {
    if (recordingId !== null) {
      const recording = await findFor(ctx, recordingId, principal);
      return recording && { recording, stream: null };
    }
    const stream = slug === null ? null : await findVisible(ctx, slug, principal);
    if (!stream) return null;
    const recording =
      stream.state.kind === "live" ? await findOfBroadcast(ctx, stream.state.broadcastId) : null;
    return { stream, recording: recording && (await findFor(ctx, recording._id, principal)) };
  },
} as const;

export interface ClipSource {
  recording: Recording | null;
  stream: Doc<"streams"> | null;
}

/**
 * Viewers who have signed in clip what they can see, and so do agents. A human's credential is for reading where there
 * is no agent behind it; an agent's key has to be good for writing.
 */
export const makeClip = definePolicy({
  ...aSource,
  name: "clip.make",
  rule: "they may play it; an agent's key needs `chat:write`, too",
  hidden: true,
  who: signedIn,
  scope: "read",
  may: mayWrite,
  denied: () => accessErrors.missingScope(),
});

function mayWrite(principal: Principal): boolean {
  return principal.kind === "human" || principal.scopes.includes("chat:write");
}
