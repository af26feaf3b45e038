import { v } from "convex/values";
import { guardedMutation, internalMutation } from "../lib/functions";
import { requireHours } from "../usage/usage.model";
import { ANNOUNCED_MS, askForLook, settleLook, vFinding } from "./playlistLooks.model";
import { changeStream } from "./streams.access";
import { streamErrors } from "./streams.errors";

/** The host of a stream that is published elsewhere says that it is on air: somebody should look. */
export const announce = guardedMutation({
  policy: changeStream,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const { stream } = ctx.subject;
    if (!stream.byo) throw streamErrors.hasInput();
    if (stream.disabledAt) throw streamErrors.disabled();
    await requireHours(ctx, stream.tenantId);
    await askForLook(ctx, stream, ANNOUNCED_MS);
    return null;
  },
});

/** The minutely check comes by, in case a look of a stream on air was lost. */
export const ask = internalMutation({
  args: { streamIds: v.array(v.id("streams")) },
  returns: v.null(),
  handler: async (ctx, { streamIds }) => {
    for (const streamId of streamIds) {
      const stream = await ctx.db.get(streamId);
      if (stream) await askForLook(ctx, stream);
    }
    return null;
  },
});

/** A look has been taken. */
export const settle = internalMutation({
  args: { lookId: v.id("playlistLooks"), finding: vFinding },
  returns: v.null(),
  handler: async (ctx, { lookId, finding }) => {
    await settleLook(ctx, lookId, finding);
    return null;
  },
});
