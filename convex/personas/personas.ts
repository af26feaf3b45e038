import { v } from "convex/values";
import { partyOf } from "../identity/audit.model";
import { guardedMutation, guardedQuery, signedInQuery } from "../lib/functions";
import * as Access from "./personas.access";
import * as Personas from "./personas.model";
import { presentPersona, vPersonaView } from "./personas.view";
import { requireVoice } from "./voices.model";

/** How one's agent talks, live; null while it has no persona yet. */
export const own = signedInQuery({
  policy: Access.readPersonas,
  args: {},
  returns: v.union(vPersonaView, v.null()),
  handler: async (ctx) => {
    const persona = await Personas.findPersona(ctx, ctx.subject._id);
    return persona && (await presentPersona(ctx, persona));
  },
});

export const list = guardedQuery({
  policy: Access.readPersonas,
  args: {},
  returns: v.array(vPersonaView),
  handler: async (ctx) => {
    const persona = await Personas.findPersona(ctx, ctx.subject._id);
    return persona ? [await presentPersona(ctx, persona)] : [];
  },
});

export const get = guardedQuery({
  policy: Access.readPersona,
  args: {},
  returns: vPersonaView,
  handler: (ctx) => presentPersona(ctx, ctx.subject.thing),
});

const vChanges = v.object({
  includesPrivate: v.optional(v.boolean()),
  context: v.optional(v.string()),
  /** Of a voice, the provider's or the agent's own; null for the one that goes by its name. */
  voiceId: v.optional(v.union(v.string(), v.null())),
});

/** Has a persona made, or made again when it had failed. */
export const make = guardedMutation({
  policy: Access.makePersonas,
  args: { changes: vChanges },
  returns: vPersonaView,
  handler: async (ctx, { changes: { voiceId, ...changes } }) => {
    const voice = voiceId === undefined ? undefined : await requireVoice(ctx, ctx.subject, voiceId);
    await Personas.retryPersona(ctx, await Personas.ensurePersona(ctx, ctx.subject));
    const author = partyOf(ctx.principal);
    return presentPersona(ctx, await Personas.changePersona(ctx, ctx.subject, author, { ...changes, voice }));
  },
});

export const change = guardedMutation({
  policy: Access.changePersona,
  args: { changes: vChanges },
  returns: vPersonaView,
  handler: async (ctx, { changes: { voiceId, ...changes } }) => {
    const { agent } = ctx.subject;
    const voice = voiceId === undefined ? undefined : await requireVoice(ctx, agent, voiceId);
    const author = partyOf(ctx.principal);
    return presentPersona(ctx, await Personas.changePersona(ctx, agent, author, { ...changes, voice }));
  },
});

export const remove = guardedMutation({
  policy: Access.changePersona,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Personas.removePersona(ctx, ctx.subject.thing);
    return null;
  },
});
