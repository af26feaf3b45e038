import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { partyOf } from "../identity/audit.model";
import { guardedMutation, guardedQuery, internalMutation } from "../lib/functions";
import { pageArgs, vPageOf } from "../lib/pages";
import { keepOrder, readOrder } from "./chat.access";
import { vSilenced } from "./schema";
import * as Silences from "./silences.model";

export const vSilenceView = v.object({
  target: vSilenced,
  reason: v.string(),
  until: v.union(v.number(), v.null()),
  at: v.number(),
});

const present = ({
  target,
  reason,
  until,
  _creationTime: at,
}: Doc<"silences">): Infer<typeof vSilenceView> => ({
  ...{ target, reason, until, at },
});

/** Lets somebody read and not write in the chat of a stream. */
export const set = guardedMutation({
  policy: keepOrder,
  args: {
    target: v.string(),
    form: v.object({ reason: v.string(), until: v.union(v.number(), v.null()), purgeS: v.number() }),
  },
  returns: vSilenceView,
  handler: async (ctx, { target, form }) =>
    present(await Silences.silence(ctx, ctx.subject.channel, target, form, partyOf(ctx.principal))),
});

export const lift = guardedMutation({
  policy: keepOrder,
  args: { target: v.string() },
  returns: v.null(),
  handler: async (ctx, { target }) => {
    await Silences.liftSilence(ctx, ctx.subject.channel, target, partyOf(ctx.principal));
    return null;
  },
});

export const list = guardedQuery({
  policy: readOrder,
  args: pageArgs,
  returns: vPageOf(vSilenceView),
  handler: async (ctx, { page }) => {
    const { items, next } = await Silences.pageSilences(ctx, ctx.subject.channel._id, page);
    return { items: items.map(present), next };
  },
});

/** Ends a silence whose time is up. Ordered when it was set. */
export const end = internalMutation({
  args: { silenceId: v.id("silences") },
  returns: v.null(),
  handler: async (ctx, { silenceId }) => {
    await Silences.endSilence(ctx, silenceId, { kind: "system" });
    return null;
  },
});
