import { v } from "convex/values";
import { vPosition } from "../http/listing";
import { openQuery, sharedQuery } from "../lib/functions";
import { readClip, readRecording } from "./recordings.access";
import { requireThere } from "./recordings.model";
import * as Replay from "./replay.model";

/** A page of the chat of a recording: the messages numbered `page * 50` to `page * 50 + 49`, as far as they belong to it. */
export const page = sharedQuery({
  policy: readRecording,
  args: { page: v.number() },
  returns: v.array(Replay.vReplayed),
  handler: async (ctx, { page }) => {
    const recording = requireThere(ctx.subject.recording);
    const fromSeq = Math.max(0, Math.floor(page)) * Replay.REPLAY_PAGE;
    const { items } = await Replay.readReplay(ctx, recording, {
      fromSeq,
      toS: null,
      limit: Replay.REPLAY_PAGE,
    });
    return items.filter(({ message }) => message.seq < fromSeq + Replay.REPLAY_PAGE);
  },
});

/** On which page of the chat a second of a recording is. */
export const find = sharedQuery({
  policy: readRecording,
  args: { atS: v.number() },
  returns: v.number(),
  handler: async (ctx, { atS }) => {
    const spot = await Replay.findSpot(ctx, requireThere(ctx.subject.recording), atS);
    return Math.floor(spot / Replay.REPLAY_PAGE);
  },
});

/** What was said during a clip. */
export const ofClip = sharedQuery({
  policy: readClip,
  args: {},
  returns: v.array(Replay.vReplayed),
  handler: (ctx) => Replay.readClipChat(ctx, ctx.subject.clip),
});

/** A page of the chat of a recording for the API, between two of its seconds. */
export const list = openQuery({
  policy: readRecording,
  args: { fromS: v.number(), toS: v.union(v.number(), v.null()), limit: v.number(), position: vPosition },
  returns: v.object({ items: v.array(Replay.vReplayed), next: vPosition }),
  handler: async (ctx, { fromS, toS, limit, position }) => {
    const recording = requireThere(ctx.subject.recording);
    const fromSeq = position ? Number(position[0]) : await Replay.findSpot(ctx, recording, fromS);
    const { items, next } = await Replay.readReplay(ctx, recording, { fromSeq, toS, limit });
    return { items, next: next === null ? null : [next] };
  },
});
