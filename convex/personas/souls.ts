import { type Infer, v } from "convex/values";
import { agentErrors } from "../agents/agents.errors";
import { findPublic } from "../agents/agents.model";
import { partyOf } from "../identity/audit.model";
import { guardedMutation, guardedQuery, internalQuery, signedInQuery } from "../lib/functions";
import { pageAlong, pageArgs, vPageOf } from "../lib/pages";
import { readSoul, writeSoul } from "./personas.access";
import { personaErrors } from "./personas.errors";
import { presentSoul, vPublicSoul, vSoulText, vSoulView } from "./personas.view";
import * as Souls from "./souls.model";

const vVersion = v.union(v.number(), v.null());

/** The versions of one's agent's soul, newest first, live: all that are kept. */
export const own = signedInQuery({
  policy: readSoul,
  args: {},
  returns: v.array(vSoulView),
  handler: async (ctx) => {
    const versions = await Souls.versionsOf(ctx, ctx.subject._id).take(Souls.KEPT_VERSIONS);
    return await Promise.all(versions.map((soul) => presentSoul(ctx, soul)));
  },
});

/** The text of one version, or of the newest for null. Null when there is none. */
export const read = signedInQuery({
  policy: readSoul,
  args: { version: vVersion },
  returns: v.union(vSoulText, v.null()),
  handler: async (ctx, { version }) => {
    if (version === null && !(await Souls.findNewest(ctx, ctx.subject._id))) return null;
    return await presentText(ctx, await Souls.requireVersion(ctx, ctx.subject._id, version));
  },
});

type Ctx = Parameters<typeof presentSoul>[0];

async function presentText(ctx: Ctx, soul: Souls.Soul): Promise<Infer<typeof vSoulText>> {
  return { ...(await presentSoul(ctx, soul)), text: await Souls.textOf(ctx, soul._id) };
}

export const get = guardedQuery({
  policy: readSoul,
  args: { version: vVersion },
  returns: vSoulText,
  handler: async (ctx, { version }) =>
    presentText(ctx, await Souls.requireVersion(ctx, ctx.subject._id, version)),
});

export const list = guardedQuery({
  policy: readSoul,
  args: pageArgs,
  returns: vPageOf(vSoulView),
  handler: async (ctx, { page }) => {
    const { items, next } = await pageAlong(Souls.versionsOf(ctx, ctx.subject._id), page);
    return { items: await Promise.all(items.map((soul) => presentSoul(ctx, soul))), next };
  },
});

/** Saves a soul; `baseVersion` is the version that it is a change of. */
export const save = guardedMutation({
  policy: writeSoul,
  args: { text: v.string(), baseVersion: vVersion },
  returns: vSoulView,
  handler: async (ctx, { text, baseVersion }) =>
    presentSoul(ctx, await Souls.saveSoul(ctx, ctx.subject, partyOf(ctx.principal), { text, baseVersion })),
});

/** Makes an earlier version the newest again. */
export const restore = guardedMutation({
  policy: writeSoul,
  args: { version: v.number(), baseVersion: vVersion },
  returns: vSoulView,
  handler: async (ctx, { version, baseVersion }) => {
    const author = partyOf(ctx.principal);
    return presentSoul(ctx, await Souls.restoreSoul(ctx, ctx.subject, author, { version, baseVersion }));
  },
});

/** What everybody may read of an agent's soul, by its username or id. */
export const ofAgent = internalQuery({
  args: { name: v.string() },
  returns: vPublicSoul,
  handler: async (ctx, { name }) => {
    const agent = await findPublic(ctx, name);
    if (!agent) throw agentErrors.notFound();
    const found = await Souls.findPublicPart(ctx, agent._id);
    if (!found) throw personaErrors.noSoul();
    const { soul, text } = found;
    return { username: agent.username, version: soul.version, text, savedAt: soul._creationTime };
  },
});
