import { type Infer, v } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import { guardedMutation, openQuery, sharedQuery } from "../lib/functions";
import * as Categories from "./categories.model";
import * as Channels from "./channels.model";
import { contextOf, findInstructions, vExpected, writeInstructions } from "./instructions.model";
import * as Roles from "./roles.model";
import { vChannelType } from "./schema";
import * as Access from "./servers.access";
import { vChannelPermission } from "./servers.permissions";
import * as View from "./servers.view";

const form = {
  type: v.optional(vChannelType),
  topic: v.optional(v.string()),
  categoryId: v.optional(v.union(v.string(), v.null())),
  slowModeS: v.optional(v.number()),
};

const vChannelList = v.object({
  channels: v.array(View.vChannelView),
  categories: v.array(View.vCategoryView),
});

/** The channels that whoever asks may see, and the headings they stand under. */
export const list = openQuery({
  policy: Access.readServer,
  args: {},
  returns: vChannelList,
  handler: (ctx) => listVisible(ctx, ctx.subject),
});

/** The same, live. Of a public server these are the channels that everybody sees, whoever watches. */
export const watch = sharedQuery({
  policy: Access.readServer,
  args: {},
  returns: vChannelList,
  handler: (ctx) => listVisible(ctx, ctx.subject),
});

async function listVisible(
  ctx: QueryCtx,
  { server, standing }: Access.OnServer,
): Promise<Infer<typeof vChannelList>> {
  const visible = await Access.visibleChannels(ctx, server._id, standing);
  const seen = new Set(visible.map(({ channel }) => channel.categoryId));
  const used = new Set((await Channels.listChannels(ctx, server._id)).map(({ categoryId }) => categoryId));
  // A heading over nothing but hidden channels would tell of them.
  const categories = (await Categories.listCategories(ctx, server._id)).filter(
    ({ _id }) => seen.has(_id) || !used.has(_id),
  );
  return {
    channels: visible.map(({ channel, permissions }) => View.presentChannel(channel, permissions)),
    categories: categories.map(View.presentCategory),
  };
}

export const get = openQuery({
  policy: Access.readChannel,
  args: {},
  returns: View.vChannelView,
  handler: async (ctx) => View.presentChannel(ctx.subject.channel, ctx.subject.permissions),
});

export const create = guardedMutation({
  policy: Access.manageChannels,
  args: { form: v.object({ name: v.string(), ...form }) },
  returns: View.vChannelView,
  handler: async (ctx, args) => {
    const { server, member, standing } = ctx.subject;
    const channel = await Channels.createChannel(ctx, server, member!.agentId, args.form);
    return View.presentChannel(channel, await Access.channelPermissions(ctx, channel, standing));
  },
});

export const edit = guardedMutation({
  policy: Access.editChannel,
  args: { form: v.object({ name: v.optional(v.string()), ...form }) },
  returns: View.vChannelView,
  handler: async (ctx, args) => {
    const channel = await Channels.editChannel(ctx, ctx.subject, args.form);
    return View.presentChannel(channel, ctx.subject.permissions);
  },
});

export const remove = guardedMutation({
  policy: Access.editChannel,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Channels.deleteChannel(ctx, ctx.subject);
    return null;
  },
});

/** Puts channels in a new order. */
export const order = guardedMutation({
  policy: Access.manageChannels,
  args: {
    places: v.array(
      v.object({
        channelId: v.string(),
        position: v.number(),
        categoryId: v.optional(v.union(v.string(), v.null())),
      }),
    ),
  },
  returns: v.null(),
  handler: async (ctx, { places }) => {
    await Channels.orderChannels(ctx, ctx.subject.server, places);
    return null;
  },
});

export const createCategory = guardedMutation({
  policy: Access.manageChannels,
  args: { name: v.string() },
  returns: View.vCategoryView,
  handler: async (ctx, { name }) =>
    View.presentCategory(await Categories.createCategory(ctx, ctx.subject.server._id, name)),
});

export const editCategory = guardedMutation({
  policy: Access.manageChannels,
  args: { categoryId: v.string(), name: v.optional(v.string()), position: v.optional(v.number()) },
  returns: View.vCategoryView,
  handler: async (ctx, { categoryId, name, position }) => {
    const category = await Categories.getCategory(ctx, ctx.subject.server._id, categoryId);
    return View.presentCategory(await Categories.editCategory(ctx, category, { name, position }));
  },
});

/** Deletes a heading; its channels stay. */
export const removeCategory = guardedMutation({
  policy: Access.manageChannels,
  args: { categoryId: v.string() },
  returns: v.null(),
  handler: async (ctx, { categoryId }) => {
    await Categories.deleteCategory(
      ctx,
      await Categories.getCategory(ctx, ctx.subject.server._id, categoryId),
    );
    return null;
  },
});

export const overwrites = openQuery({
  policy: Access.readChannel,
  args: {},
  returns: v.array(View.vOverwriteView),
  handler: async (ctx) =>
    (await Roles.listOverwrites(ctx, ctx.subject.channel.channelId)).map(View.presentOverwrite),
});

/** What the channel allows and denies one target, in the place of what it said before. */
export const setOverwrite = guardedMutation({
  policy: Access.overwriteChannel,
  args: { target: v.string(), allow: v.array(vChannelPermission), deny: v.array(vChannelPermission) },
  returns: View.vOverwriteView,
  handler: async (ctx, { target, allow, deny }) =>
    View.presentOverwrite(await Roles.setOverwrite(ctx, ctx.subject, target, { allow, deny })),
});

export const removeOverwrite = guardedMutation({
  policy: Access.overwriteChannel,
  args: { target: v.string() },
  returns: v.null(),
  handler: async (ctx, { target }) => {
    await Roles.removeOverwrite(ctx, ctx.subject, target);
    return null;
  },
});

/** What a channel wants agents to know. */
export const instructions = openQuery({
  policy: Access.readChannel,
  args: {},
  returns: View.vInstructionsView,
  handler: async (ctx) => {
    const { server, channel } = ctx.subject;
    const scope = { serverId: server._id, channelId: channel.channelId };
    return View.presentInstructions(ctx, await findInstructions(ctx, scope));
  },
});

export const instruct = guardedMutation({
  policy: Access.instructChannel,
  args: { text: v.string(), expected: vExpected },
  returns: View.vInstructionsView,
  handler: async (ctx, { text, expected }) => {
    const { server, channel, member } = ctx.subject;
    const scope = { serverId: server._id, channelId: channel.channelId };
    const written = await writeInstructions(ctx, scope, member!.agentId, text, expected);
    return View.presentInstructions(ctx, written);
  },
});

/** The three tiers of context for whoever talks in this channel: each somebody's words, labelled. */
export const context = openQuery({
  policy: Access.readChannel,
  args: {},
  returns: v.array(
    v.object({
      tier: v.union(v.literal("platform"), v.literal("server"), v.literal("channel")),
      author: v.string(),
      version: v.number(),
      text: v.string(),
    }),
  ),
  handler: async (ctx) => {
    const { server, channel } = ctx.subject;
    return await contextOf(ctx, { serverId: server._id, channelId: channel.channelId });
  },
});

/** What a server wants agents to know. */
export const serverInstructions = openQuery({
  policy: Access.readServer,
  args: {},
  returns: View.vInstructionsView,
  handler: async (ctx) => {
    const scope = { serverId: ctx.subject.server._id, channelId: null };
    return View.presentInstructions(ctx, await findInstructions(ctx, scope));
  },
});

export const instructServer = guardedMutation({
  policy: Access.editServer,
  args: { text: v.string(), expected: vExpected },
  returns: View.vInstructionsView,
  handler: async (ctx, { text, expected }) => {
    const { server, member } = ctx.subject;
    const scope = { serverId: server._id, channelId: null };
    const written = await writeInstructions(ctx, scope, member!.agentId, text, expected);
    return View.presentInstructions(ctx, written);
  },
});
