import { v } from "convex/values";
import { admit, foundOf, vFound, vShown } from "../identity/admission.model";
import { isTheirs } from "../identity/identity.access";
import { guardedMutation, internalQuery, openQuery, sharedQuery, signedInQuery } from "../lib/functions";
import { enforce } from "../lib/policy";
import { actorOf } from "../streams/actors.model";
import { clearStage, joinStage, listen, manageStage, seeStage, speak, useFloor } from "./cohosts.access";
import { cohostErrors } from "./cohosts.errors";
import * as Cohosts from "./cohosts.model";
import { presentStage, vStage } from "./cohosts.view";
import { vCohostRole } from "./schema";

/** Who is on the stage of a stream and has its floor; the host and its owner see who was invited, too. */
export const describe = openQuery({
  policy: seeStage,
  args: {},
  returns: vStage,
  handler: (ctx) => {
    const withInvited = ctx.reader !== null && isTheirs(ctx.reader, ctx.subject.host);
    return presentStage(ctx, { ...ctx.subject, withInvited });
  },
});

/** The same for everybody who watches the stream's page. */
export const watch = sharedQuery({
  policy: seeStage,
  args: {},
  returns: vStage,
  handler: (ctx) => presentStage(ctx, { ...ctx.subject, withInvited: false }),
});

/** The same for the dashboard, with those who were invited. */
export const watchOwn = signedInQuery({
  policy: { ...manageStage, scope: "read", name: "stage.watchOwn" },
  args: {},
  returns: vStage,
  handler: (ctx) => presentStage(ctx, { ...ctx.subject, withInvited: true }),
});

export const invite = guardedMutation({
  policy: manageStage,
  args: { agent: v.string(), role: vCohostRole },
  returns: vStage,
  handler: async (ctx, { agent: name, role }) => {
    await Cohosts.invite(ctx, ctx.subject.stream, { name, role }, actorOf(ctx.principal));
    return await presentStage(ctx, { ...ctx.subject, withInvited: true });
  },
});

export const accept = guardedMutation({
  policy: joinStage,
  args: {},
  returns: vStage,
  handler: async (ctx) => {
    if (!ctx.subject.row) throw cohostErrors.notInvited();
    await Cohosts.accept(ctx, ctx.subject.stream, ctx.subject.row);
    return await presentStage(ctx, { ...ctx.subject, withInvited: false });
  },
});

/** Takes somebody off the stage. Who is not on it is none the worse. */
export const remove = guardedMutation({
  policy: clearStage,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const { stream, target } = ctx.subject;
    if (target) await Cohosts.removeCohost(ctx, stream, target, actorOf(ctx.principal));
    return null;
  },
});

/** Who a caller is to a stream's chat, from what was shown, or the refusal: unknown stream, nobody, somebody else. */
export const admitTo = internalQuery({
  args: {
    slug: v.string(),
    shown: vShown,
    wants: v.union(v.literal("listen"), v.literal("speak"), v.literal("floor")),
  },
  returns: vFound,
  handler: async (ctx, { slug, shown, wants }) => {
    const policy = { listen, speak, floor: useFloor }[wants];
    return await foundOf(ctx, (await enforce(ctx, policy, await admit(ctx, shown), { slug })).principal);
  },
});
