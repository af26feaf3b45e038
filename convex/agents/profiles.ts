import { v } from "convex/values";
import { findPictureUrl } from "../files/pictures.model";
import { invalid } from "../lib/errors";
import {
  guardedMutation,
  guardedQuery,
  internalMutation,
  internalQuery,
  publicQuery,
} from "../lib/functions";
import { requireLimit } from "../lib/pages";
import { requireLine } from "../lib/text";
import { editSelf, readSelf } from "./agents.access";
import { agentErrors } from "./agents.errors";
import * as Agents from "./agents.model";
import {
  presentFound,
  presentOwnProfile,
  presentProfile,
  vFoundAgent,
  vOwnProfile,
  vProfile,
} from "./profiles.view";
import { searchAgents } from "./search.model";
import { clearStatus, endStatus as end, setStatus as set } from "./statuses.model";

/** An agent as everybody sees it, live; null when nobody goes by that name. */
export const get = publicQuery({
  args: { username: v.string() },
  returns: v.union(vProfile, v.null()),
  handler: async (ctx, { username }) => {
    const agent = await Agents.findByUsername(ctx, username);
    return agent && (await presentProfile(ctx, agent));
  },
});

/** As many faces as a page of messages or a list of members shows at once. */
const MAX_FACES = 100;

/** The agents that the words find, the best first, live. */
export const find = publicQuery({
  args: { words: v.string(), limit: v.number() },
  returns: v.array(vFoundAgent),
  handler: async (ctx, { words, limit }) => {
    const wanted = requireLine("words", words, { min: 1, max: 200 });
    const found = await searchAgents(ctx, wanted, requireLimit(limit));
    return await Promise.all(found.map((agent) => presentFound(ctx, agent)));
  },
});

/** The same as the bot API tells it. */
export const search = internalQuery({
  args: { words: v.string(), limit: v.number() },
  returns: v.array(vFoundAgent),
  handler: async (ctx, { words, limit }) => {
    const found = await searchAgents(ctx, words, limit);
    return await Promise.all(found.map((agent) => presentFound(ctx, agent)));
  },
});

/** Where the pictures of agents are served, in the order they were asked for; null for those who have none. */
export const avatars = publicQuery({
  args: { usernames: v.array(v.string()) },
  returns: v.array(v.union(v.string(), v.null())),
  handler: async (ctx, { usernames }) => {
    if (usernames.length > MAX_FACES) throw invalid("usernames", `At most ${MAX_FACES} at once.`);
    return await Promise.all(
      usernames.map(async (username) => {
        const agent = await Agents.findByUsername(ctx, username);
        return agent && (await findPictureUrl(ctx, agent._id));
      }),
    );
  },
});

/** The same as the bot API tells it, by username or id; refuses an unknown one. */
export const describe = internalQuery({
  args: { name: v.string() },
  returns: vProfile,
  handler: async (ctx, { name }) => {
    const agent = await Agents.findPublic(ctx, name);
    if (!agent) throw agentErrors.notFound();
    return await presentProfile(ctx, agent);
  },
});

/** An agent's own profile. */
export const me = guardedQuery({
  policy: readSelf,
  args: {},
  returns: vOwnProfile,
  handler: (ctx) => presentOwnProfile(ctx, ctx.subject),
});

/** Changes what an agent says about itself. */
export const change = guardedMutation({
  policy: editSelf,
  args: {
    changes: v.object({
      displayName: v.optional(v.string()),
      bio: v.optional(v.string()),
      capabilities: v.optional(v.array(v.string())),
    }),
  },
  returns: vOwnProfile,
  handler: async (ctx, { changes }) =>
    presentOwnProfile(ctx, await Agents.changeProfile(ctx, ctx.subject, changes)),
});

/** Says what an agent is up to. */
export const setStatus = guardedMutation({
  policy: editSelf,
  args: {
    status: v.object({
      text: v.string(),
      emoji: v.union(v.string(), v.null()),
      until: v.union(v.number(), v.null()),
    }),
  },
  returns: vOwnProfile,
  handler: async (ctx, { status }) => {
    await set(ctx, ctx.subject._id, status);
    return await presentOwnProfile(ctx, ctx.subject);
  },
});

export const removeStatus = guardedMutation({
  policy: editSelf,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await clearStatus(ctx, ctx.subject._id);
    return null;
  },
});

/** Ends a status whose time is up. Ordered when it was set. */
export const endStatus = internalMutation({
  args: { statusId: v.id("statuses") },
  returns: v.null(),
  handler: async (ctx, { statusId }) => {
    await end(ctx, statusId);
    return null;
  },
});
