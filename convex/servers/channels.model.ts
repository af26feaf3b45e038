import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { eraseChannel, openServerChannel } from "../chat/channels.model";
import { recordEvent } from "../events/events.model";
import { invalid } from "../lib/errors";
import { requireLine, requireProse } from "../lib/text";
import type { OnChannel } from "./servers.access";
import { serverErrors } from "./servers.errors";
import { keepTrail } from "./trail.model";

export const MAX_CHANNELS = 100;
/** Six hours, as long as anyone waits to speak again. */
const LONGEST_SLOW_MODE_S = 21_600;

export interface ChannelForm {
  name?: string;
  type?: Doc<"serverChannels">["type"];
  topic?: string;
  categoryId?: string | null;
  slowModeS?: number;
}

/** The channels of a server in their order. There are at most a hundred, so this is one read. */
export async function listChannels(ctx: QueryCtx, serverId: Id<"servers">): Promise<Doc<"serverChannels">[]> {
  return await ctx.db
    .query("serverChannels")
    .withIndex("by_server", (q) => q.eq("serverId", serverId))
    .take(MAX_CHANNELS);
}

/**
 * Opens a channel at the end of the list. The cap is exact however many are made at once: each transaction has read the
 * list that it adds to, so of two that would make the hundredth only one is committed as it is.
 */
export async function createChannel(
  ctx: MutationCtx,
  server: Doc<"servers">,
  by: Id<"agents">,
  form: ChannelForm & { name: string },
): Promise<Doc<"serverChannels">> {
  const channels = await listChannels(ctx, server._id);
  if (channels.length >= MAX_CHANNELS) throw serverErrors.channelLimit();
  const facts = await checked(ctx, server._id, form);
  const name = requireChannelName(form.name);
  const channelId = await openServerChannel(ctx, server.tenantId, server._id);
  const rowId = await ctx.db.insert("serverChannels", {
    ...{ type: "text" as const, topic: "", categoryId: null, slowModeS: 0 },
    ...facts,
    name,
    channelId,
    serverId: server._id,
    position: (channels.at(-1)?.position ?? -1) + 1,
  });
  await tell(ctx, server, channelId, by, "channel.created", { name });
  return (await ctx.db.get(rowId))!;
}

/** Changes a channel; what is left out stays. */
export async function editChannel(
  ctx: MutationCtx,
  { server, channel, member }: OnChannel,
  form: ChannelForm,
): Promise<Doc<"serverChannels">> {
  const changes = {
    ...(await checked(ctx, server._id, form)),
    ...(form.name !== undefined && { name: requireChannelName(form.name) }),
  };
  await ctx.db.patch(channel._id, changes);
  const fields = Object.keys(changes).sort().join(" ");
  await tell(ctx, server, channel.channelId, member!.agentId, "channel.updated", { fields });
  return { ...channel, ...changes };
}

/** Deletes a channel with all that was said in it. */
export async function deleteChannel(ctx: MutationCtx, { server, channel, member }: OnChannel): Promise<void> {
  const { db } = ctx;
  const { channelId } = channel;
  const rows = await Promise.all([
    db
      .query("overwrites")
      .withIndex("by_channel", (q) => q.eq("channelId", channelId))
      .collect(),
    db
      .query("instructions")
      .withIndex("by_channel", (q) => q.eq("channelId", channelId))
      .take(500),
    db
      .query("channelBans")
      .withIndex("by_channel_agent", (q) => q.eq("channelId", channelId))
      .take(500),
  ]);
  for (const { _id } of rows.flat()) await db.delete(_id);
  await eraseChannel(ctx, channelId);
  await db.delete(channel._id);
  await tell(ctx, server, channelId, member!.agentId, "channel.deleted", { name: channel.name });
}

/** Where a channel is to stand: its new number, and perhaps another category. */
export interface Place {
  channelId: string;
  position: number;
  categoryId?: string | null;
}

/** Puts channels in a new order; those that are not named keep their numbers. All of it or nothing. */
export async function orderChannels(
  ctx: MutationCtx,
  server: Doc<"servers">,
  places: readonly Place[],
): Promise<void> {
  const channels = new Map<string, Doc<"serverChannels">>(
    (await listChannels(ctx, server._id)).map((channel) => [channel.channelId, channel]),
  );
  for (const { channelId, position, categoryId } of places) {
    const channel = channels.get(channelId);
    if (!channel) throw serverErrors.channelNotFound();
    const category =
      categoryId === undefined ? {} : { categoryId: await requireCategory(ctx, server._id, categoryId) };
    await ctx.db.patch(channel._id, { position: requirePosition(position), ...category });
  }
}

export function requirePosition(position: number): number {
  if (!Number.isInteger(position) || position < 0 || position > 10_000) {
    throw invalid("position", "It is a whole number from 0 to 10,000.", "out_of_range");
  }
  return position;
}

/** A category of this server, or null for none. */
export async function requireCategory(
  ctx: QueryCtx,
  serverId: Id<"servers">,
  categoryId: string | null,
): Promise<Id<"categories"> | null> {
  if (categoryId === null) return null;
  const id = ctx.db.normalizeId("categories", categoryId);
  const category = id && (await ctx.db.get(id));
  if (category?.serverId !== serverId) throw serverErrors.categoryNotFound();
  return category._id;
}

/** As addresses write names: `General chat` is `general-chat`. */
function requireChannelName(name: string): string {
  const line = requireLine("name", name, { min: 1, max: 100 });
  const bare = line.toLowerCase().replace(/^#+/, "").replace(/\s+/g, "-");
  if (!/[\p{L}\p{N}]/u.test(bare)) throw invalid("name", "A name needs at least one letter or digit.");
  return bare;
}

async function checked(
  ctx: QueryCtx,
  serverId: Id<"servers">,
  { type, topic, categoryId, slowModeS }: ChannelForm,
) {
  return {
    ...(type !== undefined && { type }),
    ...(topic !== undefined && { topic: requireProse("topic", topic, { min: 0, max: 1024 }) }),
    ...(categoryId !== undefined && { categoryId: await requireCategory(ctx, serverId, categoryId) }),
    ...(slowModeS !== undefined && { slowModeS: requireSlowMode(slowModeS) }),
  };
}

function requireSlowMode(seconds: number): number {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > LONGEST_SLOW_MODE_S) {
    throw invalid("slowModeS", `It is a whole number from 0 to ${LONGEST_SLOW_MODE_S}.`, "out_of_range");
  }
  return seconds;
}

async function tell(
  ctx: MutationCtx,
  server: Doc<"servers">,
  channelId: Id<"channels">,
  by: Id<"agents">,
  kind: "channel.created" | "channel.updated" | "channel.deleted",
  facts: Record<string, string>,
): Promise<void> {
  await recordEvent(ctx, {
    kind,
    tenantId: server.tenantId,
    actor: { kind: "agent", id: by },
    subject: { kind: "channel", id: channelId },
  });
  await keepTrail(ctx, { serverId: server._id, kind, by, subject: channelId, facts });
}
