import { v } from "convex/values";
import { internal } from "../_generated/api";
import { speak, speakerOf } from "../cohosts/cohosts.access";
import { guardedMutation, internalMutation, openQuery, sharedQuery } from "../lib/functions";
import { readStream } from "../streams/streams.access";
import * as Perception from "./perception.model";
import { presentLines, presentSituation, vLine, vSituation } from "./perception.view";
import { vLineKind } from "./schema";

/** As many lines as the page shows at once. */
const ON_THE_PAGE = 40;

/** Somebody on the stage says in words what is said, or what is to be seen. */
export const add = guardedMutation({
  policy: speak,
  args: { kind: vLineKind, text: v.string(), at: v.union(v.number(), v.null()) },
  returns: vLine,
  handler: async (ctx, { kind, text, at }) => {
    const { agentId } = speakerOf(ctx.subject);
    const line = await Perception.perceive(ctx, ctx.subject.stream, { agentId, kind, text, at });
    return (await presentLines(ctx, [line]))[0]!;
  },
});

/** What a machine needs to follow a stream: lines after a cursor, and how things stand. */
export const read = openQuery({
  policy: readStream,
  args: { since: v.union(v.string(), v.null()), limit: v.number() },
  returns: v.object({
    situation: vSituation,
    lines: v.array(vLine),
    cursor: v.string(),
    hasMore: v.boolean(),
  }),
  handler: async (ctx, { since, limit }) => {
    const { lines, ...page } = await Perception.readLines(ctx, ctx.subject, { since, limit });
    const situation = await presentSituation(ctx, ctx.subject);
    return { ...page, situation, lines: await presentLines(ctx, lines) };
  },
});

/** The last lines of the running broadcast, for its page. */
export const newest = sharedQuery({
  policy: readStream,
  args: {},
  returns: v.array(vLine),
  handler: async (ctx) => presentLines(ctx, await Perception.newestLines(ctx, ctx.subject, ON_THE_PAGE)),
});

/** Removes lines that are older than a day. */
export const trim = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    if (await Perception.trimLines(ctx))
      await ctx.scheduler.runAfter(0, internal.perception.perception.trim, {});
    return null;
  },
});
