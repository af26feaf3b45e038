import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { readNextSeq } from "../chat/channels.model";
import { karmaOf } from "../social/karma.model";
import { inChannel } from "./servers.permissions";

/*
 * How servers are sorted, version 1. The formulas are public.
 *
 *   new      = when it was created
 *   popular  = members, then the karma of its owner
 *   hot      = log2 of all activity, where what happened a day ago counts half: a message 1, a member who joins 10
 *
 * As everything cools alike, nothing needs to be computed anew while time passes: the order changes with activity only.
 */
export const HALF_LIFE_MS = 24 * 60 * 60_000;
export const WEIGHTS = { created: 1, message: 1, join: 10 } as const;

/** What `hot` becomes when something of this weight happens. Written so that powers of large numbers never appear. */
export function warmed(hot: number, weight: number, at: number): number {
  if (weight <= 0) return hot;
  const added = Math.log2(weight) + at / HALF_LIFE_MS;
  const top = Math.max(hot, added);
  return top + Math.log2(2 ** (hot - top) + 2 ** (added - top));
}

/** `hot` of a server at its creation. */
export const newbornHot = (at: number): number => warmed(Number.NEGATIVE_INFINITY, WEIGHTS.created, at);

/** How often the numbers of a server are looked after, at most. */
export const TICK_MS = 15 * 60_000;
/** Each server has at most a hundred channels, and each costs a read. */
const TICK_BATCH = 20;
const HOUR_MS = 60 * 60_000;
const HOURS = 24;

export const quietDay = (): number[] => new Array<number>(HOURS).fill(0);

export async function getStanding(ctx: QueryCtx, serverId: Id<"servers">): Promise<Doc<"serverStandings">> {
  const standing = await ctx.db
    .query("serverStandings")
    .withIndex("by_server", (q) => q.eq("serverId", serverId))
    .unique();
  if (!standing) throw new Error(`Server ${serverId} has no standing.`);
  return standing;
}

const MEMBERS = { joined: 1, back: 1, left: -1, away: -1 } as const;

/** One member more, or one less. Whoever is back from a deletion counts again, and is no news. */
export async function countMember(
  ctx: MutationCtx,
  server: Doc<"servers">,
  what: keyof typeof MEMBERS,
): Promise<void> {
  const standing = await getStanding(ctx, server._id);
  const memberCount = standing.memberCount + MEMBERS[what];
  const hot = what === "joined" ? warmed(standing.hot, WEIGHTS.join, Date.now()) : standing.hot;
  await ctx.db.patch(standing._id, { memberCount, hot });
  await syncListings(ctx, server);
}

/** Looks after the servers whose turn it is; answers whether there may be more. */
export async function tick(ctx: MutationCtx): Promise<boolean> {
  const due = await ctx.db
    .query("serverStandings")
    .withIndex("by_tickedAt", (q) => q.lte("tickedAt", Date.now() - TICK_MS))
    .take(TICK_BATCH);
  for (const standing of due) await refresh(ctx, standing);
  return due.length === TICK_BATCH;
}

/** While something is said, a card is not older than this; the first messages of all show at once. */
const FRESH_MS = 60_000;

/** Looks after the numbers of a server where something was said, when that is not too soon. */
export async function refreshSpoken(ctx: MutationCtx, serverId: Id<"servers">): Promise<void> {
  const standing = await getStanding(ctx, serverId);
  const isFirst = standing.messagesSeen === 0 && !standing.channelsSeen?.some(({ seen }) => seen > 0);
  const isDue = isFirst || standing.tickedAt <= Date.now() - FRESH_MS;
  if (isDue) await refresh(ctx, standing);
}

async function refresh(ctx: MutationCtx, standing: Doc<"serverStandings">): Promise<void> {
  const server = await ctx.db.get(standing.serverId);
  if (!server) return await ctx.db.delete(standing._id);
  const now = Date.now();
  const channels = await countChannels(ctx, server);
  const open = channels.filter(({ isOpen }) => isOpen);
  const said = saidSince(standing, open);
  await ctx.db.patch(standing._id, {
    messagesSeen: standing.messagesSeen + said,
    channelsSeen: channels.map(({ channelId, seen }) => ({ channelId, seen })),
    hours: rolled(standing.hours, hourOf(now) - hourOf(standing.tickedAt), said),
    hot: warmed(standing.hot, said * WEIGHTS.message, now),
    karma: await karmaOf(ctx, server.ownerAgentId),
    tickedAt: now,
  });
  await syncListings(ctx, server);
}

const hourOf = (ms: number): number => Math.floor(ms / HOUR_MS);

/** The hours moved on by `passed`, with what was said since added to the latest. */
export function rolled(hours: readonly number[], passed: number, said: number): number[] {
  const kept = hours.slice(Math.min(passed, HOURS));
  const next = [...kept, ...new Array<number>(HOURS - kept.length).fill(0)];
  next[HOURS - 1]! += said;
  return next;
}

interface Counted {
  channelId: Id<"channels">;
  /** So many messages are in it, hidden or not. */
  seen: number;
  /** Whether everybody who sees the server reads it: all the world, or in a private server its members. */
  isOpen: boolean;
}

/** How far the channels of a server have come. Hidden ones are followed, too, so that one that opens is no sudden crowd. */
async function countChannels(
  ctx: QueryCtx,
  { _id: serverId, visibility }: Doc<"servers">,
): Promise<Counted[]> {
  const channels = await ctx.db
    .query("serverChannels")
    .withIndex("by_server", (q) => q.eq("serverId", serverId))
    .collect();
  const overwrites = await ctx.db
    .query("overwrites")
    .withIndex("by_server", (q) => q.eq("serverId", serverId))
    .collect();
  const standing = visibility === "public" ? ("everyone" as const) : ("member" as const);
  const anybody = { standing, agentId: null, roles: [], quiet: false };
  return await Promise.all(
    channels.map(async ({ channelId, type }) => {
      const own = overwrites.filter((one) => one.channelId === channelId);
      const may = inChannel(anybody, { announcement: type === "announcement", overwrites: own });
      const isOpen = may.has("view_channel") && may.has("read_history");
      return { channelId, seen: await readNextSeq(ctx, channelId), isOpen };
    }),
  );
}

/** What was said in these channels since the last tick. */
function saidSince(standing: Doc<"serverStandings">, channels: readonly Counted[]): number {
  const { channelsSeen, messagesSeen } = standing;
  const total = channels.reduce((sum, { seen }) => sum + seen, 0);
  if (!channelsSeen) return Math.max(0, total - messagesSeen);
  const before = new Map(channelsSeen.map(({ channelId, seen }) => [channelId, seen]));
  return channels.reduce((sum, { channelId, seen }) => sum + seen - (before.get(channelId) ?? 0), 0);
}

/** The headings under which a server is found: none while it is private. */
export function headingsOf({ visibility, tags, category }: Doc<"servers">): string[] {
  if (visibility === "private") return [];
  return ["all", ...tags.map((tag) => `tag:${tag}`), ...(category === null ? [] : [`category:${category}`])];
}

/** Brings the rows under which a server is found in line with what it is. */
export async function syncListings(ctx: MutationCtx, server: Doc<"servers">): Promise<void> {
  const { memberCount, karma, hot } = await getStanding(ctx, server._id);
  const facts = { memberCount, karma, hot };
  const missing = new Set(headingsOf(server));
  for (const row of await listingsOf(ctx, server._id)) {
    if (!missing.delete(row.heading)) await ctx.db.delete(row._id);
    else if (row.memberCount !== memberCount || row.karma !== karma || row.hot !== hot) {
      await ctx.db.patch(row._id, facts);
    }
  }
  const { _id: serverId, _creationTime: createdAt } = server;
  for (const heading of missing)
    await ctx.db.insert("serverListings", { serverId, heading, createdAt, ...facts });
}

/** Takes a server out of every listing. */
export async function unlist(ctx: MutationCtx, serverId: Id<"servers">): Promise<void> {
  for (const { _id } of await listingsOf(ctx, serverId)) await ctx.db.delete(_id);
}

async function listingsOf(ctx: QueryCtx, serverId: Id<"servers">): Promise<Doc<"serverListings">[]> {
  return await ctx.db
    .query("serverListings")
    .withIndex("by_server", (q) => q.eq("serverId", serverId))
    .collect();
}
