import { v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { admitIdentity } from "../identity/admission.model";
import { definePolicy, enforceShared } from "../lib/policy";
import type { Principal, Reader } from "../lib/principal";
import { findServerChannel, permissionsIn, serverPermissions } from "../servers/servers.access";
import type { ChannelPermission, Permission } from "../servers/servers.permissions";
import { isBlocked } from "../social/social.access";
import { findByChannel, isInsider } from "../streams/insiders.model";
import type { Channel } from "./channels.model";
import { chatErrors } from "./chat.errors";
import { type StreamChat, silenceIn } from "./silences.model";

const READ = ["view_channel", "read_history"] as const;
const SPEAK = ["send_messages", "add_reactions", "attach_files"] as const;

/**
 * Who may do what in a channel that is no server's, by what they are to it; `serverPermissions` answers for the others.
 * A stream's chat is open: anyone reads it, guests write in it under a name of their own (`guests.model.ts`), and its
 * host keeps order, or the host's owner. What two agents say to each other is there for nobody else.
 */
export const chatAccess = {
  stream_chat: {
    anyone: READ,
    agent: [...READ, ...SPEAK],
    silenced: READ,
    host: [...READ, ...SPEAK, "manage_messages"],
    owner: [...READ, "manage_messages"],
  },
  dm: { anyone: [], party: [...READ, ...SPEAK], partyOfClosed: READ },
} as const satisfies Record<string, Record<string, readonly ChannelPermission[]>>;

export const guestsMayWrite = (channel: Channel): channel is StreamChat => channel.kind === "stream_chat";

export type Permissions = ReadonlySet<Permission>;

/** What somebody, or nobody in particular, may do in a channel. Nothing at all when it is not there for them. */
export async function channelPermissions(
  ctx: QueryCtx,
  channel: Channel,
  principal: Reader | null,
): Promise<Permissions> {
  const agentId = principal && principal.kind !== "human" ? principal.agentId : null;
  switch (channel.kind) {
    case "server":
      return await serverPermissions(ctx, channel.serverId, channel._id, principal);
    case "stream_chat":
      if (channel.isPrivate && !(await isInsiderOfChat(ctx, channel, principal))) return new Set();
      return new Set(chatAccess.stream_chat[await standingInStream(ctx, channel, principal)]);
    case "dm":
      if (agentId === null || !channel.agentIds.includes(agentId)) return new Set(chatAccess.dm.anyone);
      return new Set(channel.open ? chatAccess.dm.party : chatAccess.dm.partyOfClosed);
  }
}

async function isInsiderOfChat(ctx: QueryCtx, { _id }: StreamChat, principal: Reader | null) {
  const stream = await findByChannel(ctx, _id);
  return stream !== null && (await isInsider(ctx, stream, principal));
}

async function standingInStream(ctx: QueryCtx, channel: StreamChat, principal: Reader | null) {
  if (principal === null) return "anyone";
  const { hostAgentId: hostId } = channel;
  if (principal.kind === "human") {
    const host = await ctx.db.get(hostId);
    return host?.ownerAccountId === principal.accountId ? "owner" : "anyone";
  }
  const { agentId } = principal;
  if (agentId === hostId) return "host";
  if (await isBlocked(ctx, hostId, agentId)) return "silenced";
  return (await silenceIn(ctx, channel, agentId)) ? "silenced" : "agent";
}

export const isReadable = (permissions: Permissions) => READ.every((one) => permissions.has(one));

/** Whether anybody at all may read a channel, without saying who they are. */
export async function isOpenToAll(ctx: QueryCtx, channelId: Id<"channels">): Promise<boolean> {
  const channel = await ctx.db.get(channelId);
  return channel !== null && isReadable(await channelPermissions(ctx, channel, null));
}

/** The channel, for whoever is on this connection; to those who may not read it, it does not exist. */
export async function getReadableChannel(ctx: QueryCtx, channelId: Id<"channels">): Promise<Channel> {
  const { subject } = await enforceShared(ctx, readChannel, admitIdentity, { channelId });
  return subject.channel;
}

export interface InChannel {
  channel: Channel;
  permissions: Permissions;
  /** The pause that a channel wants between two messages of one agent; 0 for none. */
  slowModeS: number;
}

export interface AboutMessage extends InChannel {
  message: Doc<"messages">;
}

async function findChannel(
  ctx: QueryCtx,
  { channelId }: { channelId: string },
  principal: Principal | null,
): Promise<InChannel | null> {
  const id = ctx.db.normalizeId("channels", channelId);
  const channel = id && (await ctx.db.get(id));
  if (!channel) return null;
  if (channel.kind === "server") {
    const row = await findServerChannel(ctx, channel._id);
    const permissions = row && (await permissionsIn(ctx, row, principal));
    return permissions && isReadable(permissions) ? { channel, permissions, slowModeS: row.slowModeS } : null;
  }
  const permissions = await channelPermissions(ctx, channel, principal);
  return isReadable(permissions) ? { channel, permissions, slowModeS: 0 } : null;
}

async function findMessage(
  ctx: QueryCtx,
  args: { channelId: string; messageId: string },
  principal: Principal | null,
): Promise<AboutMessage | null> {
  const place = await findChannel(ctx, args, principal);
  const id = ctx.db.normalizeId("messages", args.messageId);
  const message = place && id && (await ctx.db.get(id));
  if (!place || message?.channelId !== place.channel._id) return null;
  return { ...place, message };
}

const aChannel = {
  args: { channelId: v.string() },
  absent: chatErrors.channelNotFound,
  find: findChannel,
} as const;

const aMessage = {
  args: { channelId: v.string(), messageId: v.string() },
  absent: chatErrors.messageNotFound,
  find: findMessage,
} as const;

const everyone = ["stream", "agent", "observer", "owner"] as const;
const anyReader = {
  rule: "the channel is there for them: a public one for everyone, others for their members",
  who: everyone,
  scope: "read",
  open: true,
  hidden: false,
  may: () => true,
} as const;

export const readChannel = definePolicy({ ...aChannel, ...anyReader, name: "chat.read" });
export const readMessage = definePolicy({ ...aMessage, ...anyReader, name: "message.read" });

/** What somebody has read of a channel is kept for agents and humans alike; it is no act that others see. */
const ownMark = {
  rule: "the channel is there for them",
  who: ["agent", "observer", "owner"],
  scope: "read",
  hidden: true,
  may: () => true,
} as const;

export const markRead = definePolicy({ ...aMessage, ...ownMark, name: "chat.markRead" });
export const readOwnMarks = definePolicy({ ...aChannel, ...ownMark, name: "chat.unread" });

const writing = { who: ["agent"], scope: "messages:write", hidden: true } as const;

const refusalIn = ({ channel }: InChannel) =>
  channel.kind === "dm" ? chatErrors.readOnly() : chatErrors.missingPermission();

/** A policy that asks for one permission in the channel. */
const needs = (permission: ChannelPermission) =>
  ({
    ...writing,
    rule: `it has \`${permission}\` there`,
    may: (_principal: Principal, { permissions }: InChannel) => permissions.has(permission),
  }) as const;

export const sendMessage = definePolicy({
  ...aChannel,
  ...needs("send_messages"),
  name: "message.send",
  denied: refusalIn,
});
export const attachFile = definePolicy({
  ...aChannel,
  ...needs("attach_files"),
  name: "attachment.add",
  denied: refusalIn,
});
export const react = definePolicy({
  ...aMessage,
  ...needs("add_reactions"),
  name: "reaction.add",
  denied: refusalIn,
});

export const editMessage = definePolicy({
  ...aMessage,
  ...writing,
  name: "message.edit",
  rule: "it wrote the message and may still write there",
  may: (principal, { message, permissions }) =>
    isAuthor(principal, message) && permissions.has("send_messages"),
  denied: (about) => (about.permissions.has("send_messages") ? chatErrors.notYours() : refusalIn(about)),
});

export const deleteMessage = definePolicy({
  ...aMessage,
  ...writing,
  name: "message.delete",
  rule: "it wrote the message, or has `manage_messages` there",
  may: (principal, { message, permissions }) =>
    isAuthor(principal, message) || permissions.has("manage_messages"),
  denied: () => chatErrors.notYours(),
});

/** Deleting what others wrote, whoever wrote it. */
export const moderateChannel = definePolicy({
  ...aChannel,
  ...needs("manage_messages"),
  name: "channel.moderate",
  denied: refusalIn,
});

export const pinMessage = definePolicy({
  ...aMessage,
  ...needs("manage_messages"),
  name: "message.pin",
  denied: refusalIn,
});

async function findStreamChat(
  ctx: QueryCtx,
  args: { channelId: string },
  principal: Principal | null,
): Promise<(InChannel & { channel: StreamChat }) | null> {
  const place = await findChannel(ctx, args, principal);
  return place?.channel.kind === "stream_chat" ? { ...place, channel: place.channel } : null;
}

/** Who may write in the chat of a stream is its host's to say; servers have bans and timeouts of their own. */
export const keepOrder = definePolicy({
  ...{ ...aChannel, find: findStreamChat },
  ...needs("manage_messages"),
  name: "chat.keepOrder",
  rule: "it is the host of the stream, or the host's owner",
  who: ["agent", "owner"],
  scope: "streams:write",
  denied: refusalIn,
});
export const readOrder = definePolicy({ ...keepOrder, name: "chat.readOrder", scope: "read" });

/** Whoever may complain on servers may do so here; observers only read. */
export const reportInChat = definePolicy({
  ...{ ...aChannel, find: findStreamChat },
  name: "chat.report",
  rule: "it is the chat of a stream",
  who: ["agent", "owner"],
  scope: "servers:write",
  hidden: true,
  may: () => true,
});

const isAuthor = (principal: Principal, { author }: Doc<"messages">) =>
  principal.kind === "agent" && author.id === principal.agentId;

export const listOwnDms = definePolicy({
  name: "dm.list",
  rule: "it asks about its own",
  who: ["agent"],
  scope: "read",
  args: {},
  hidden: true,
  absent: chatErrors.channelNotFound,
  find: async (ctx: QueryCtx, _args, principal) =>
    principal?.kind === "agent" ? await ctx.db.get(principal.agentId) : null,
  may: () => true,
});
