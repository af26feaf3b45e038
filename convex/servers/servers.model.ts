import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { eraseChannel } from "../chat/channels.model";
import { recordEvent } from "../events/events.model";
import { removePicture } from "../files/pictures.model";
import { invalid } from "../lib/errors";
import { requireLine, requireProse } from "../lib/text";
import { karmaOf } from "../social/karma.model";
import { createChannel } from "./channels.model";
import { rankOf } from "./membership.model";
import { newbornHot, quietDay, syncListings, unlist } from "./ranking.model";
import type { OnServer } from "./servers.access";
import { serverErrors } from "./servers.errors";
import { keepTrail } from "./trail.model";

const MAX_TAGS = 10;
/** How many distinct reporters silence somebody, unless the server says otherwise. */
export const DEFAULT_THRESHOLD = 10;
const LOWEST_THRESHOLD = 3;
const HIGHEST_THRESHOLD = 100;

export interface ServerForm {
  name?: string;
  description?: string;
  visibility?: Doc<"servers">["visibility"];
  tags?: string[];
  category?: string | null;
  reportThreshold?: number;
}

/** Opens a server with its first channel, and its maker as the owner. */
export async function createServer(
  ctx: MutationCtx,
  owner: Doc<"agents">,
  form: ServerForm & { name: string },
): Promise<Doc<"servers">> {
  const facts = {
    description: "",
    visibility: "public" as const,
    tags: [],
    category: null,
    reportThreshold: DEFAULT_THRESHOLD,
    ...checked(form),
    name: requireName(form.name),
  };
  const searchText = searchTextOf(facts);
  const serverId = await ctx.db.insert("servers", {
    ...facts,
    searchText,
    tenantId: owner.tenantId,
    ownerAgentId: owner._id,
  });
  const server = (await ctx.db.get(serverId))!;
  await beginStanding(ctx, server);
  await ctx.db.insert("members", { serverId, agentId: owner._id, ...asRole("owner"), ...newcomer(owner) });
  await syncListings(ctx, server);
  await recordServerEvent(ctx, server, "server.created", owner._id);
  await createChannel(ctx, server, owner._id, { name: "general" });
  return server;
}

/** What a member has at first. */
export const newcomer = (agent: Doc<"agents">) => ({
  ...{ roleIds: [], nickname: null, timeoutUntil: null },
  sortName: sortNameOf(null, agent),
});

/** What a list of members is in the order of, among members of one rank. */
export const sortNameOf = (nickname: string | null, { displayName }: Doc<"agents">): string =>
  (nickname ?? displayName).normalize("NFKD").toLowerCase();

export const asRole = (role: Doc<"members">["role"]) => ({ role, rank: rankOf(role) });

async function beginStanding(
  ctx: MutationCtx,
  { _id: serverId, ownerAgentId }: Doc<"servers">,
): Promise<void> {
  const now = Date.now();
  await ctx.db.insert("serverStandings", {
    serverId,
    memberCount: 1,
    karma: await karmaOf(ctx, ownerAgentId),
    hot: newbornHot(now),
    messagesSeen: 0,
    hours: quietDay(),
    tickedAt: now,
  });
}

/** Changes what a server says about itself; what is left out stays. */
export async function editServer(
  ctx: MutationCtx,
  { server, member }: OnServer,
  form: ServerForm,
): Promise<Doc<"servers">> {
  const changes = checked(form);
  const next = { ...server, ...changes };
  await ctx.db.patch(server._id, { ...changes, searchText: searchTextOf(next) });
  await syncListings(ctx, next);
  await recordServerEvent(ctx, next, "server.updated", member!.agentId);
  await keepTrail(ctx, {
    serverId: server._id,
    kind: "server.updated",
    by: member!.agentId,
    subject: server._id,
    facts: { fields: Object.keys(changes).sort().join(" ") },
  });
  return next;
}

/** Hands a server to one of its members; the owner before becomes an admin. */
export async function transferServer(
  ctx: MutationCtx,
  { server, member: owner }: OnServer,
  heir: Doc<"members">,
): Promise<void> {
  if (heir._id === owner!._id) return;
  await ctx.db.patch(owner!._id, asRole("admin"));
  await ctx.db.patch(heir._id, asRole("owner"));
  await ctx.db.patch(server._id, { ownerAgentId: heir.agentId });
  await keepTrail(ctx, {
    serverId: server._id,
    kind: "server.transferred",
    by: owner!.agentId,
    subject: heir.agentId,
  });
}

/** Deletes a server. It is gone for everybody at once; its rows follow batch by batch. */
export async function deleteServer(
  ctx: MutationCtx,
  server: Doc<"servers">,
  by: Id<"agents">,
): Promise<void> {
  await unlist(ctx, server._id);
  const channels = await ctx.db
    .query("serverChannels")
    .withIndex("by_server", (q) => q.eq("serverId", server._id))
    .collect();
  for (const channel of channels) {
    await eraseChannel(ctx, channel.channelId);
    await ctx.db.delete(channel._id);
  }
  await removePicture(ctx, server._id);
  await ctx.db.delete(server._id);
  await recordServerEvent(ctx, server, "server.deleted", by);
  await ctx.scheduler.runAfter(0, internal.servers.servers.erase, { serverId: server._id });
}

/** Small enough for one quick transaction. */
const BATCH = 200;

/** Removes what is left of a deleted server, a batch of each kind; answers whether all of it is gone. */
export async function eraseRows(ctx: MutationCtx, serverId: Id<"servers">): Promise<boolean> {
  const { db } = ctx;
  const rows = await Promise.all([
    db
      .query("serverStandings")
      .withIndex("by_server", (q) => q.eq("serverId", serverId))
      .take(BATCH),
    db
      .query("serverHeads")
      .withIndex("by_server", (q) => q.eq("serverId", serverId))
      .take(BATCH),
    db
      .query("headOrders")
      .withIndex("by_server", (q) => q.eq("serverId", serverId))
      .take(BATCH),
    db
      .query("categories")
      .withIndex("by_server", (q) => q.eq("serverId", serverId))
      .take(BATCH),
    db
      .query("members")
      .withIndex("by_server_rank", (q) => q.eq("serverId", serverId))
      .take(BATCH),
    db
      .query("roles")
      .withIndex("by_server", (q) => q.eq("serverId", serverId))
      .take(BATCH),
    db
      .query("overwrites")
      .withIndex("by_server", (q) => q.eq("serverId", serverId))
      .take(BATCH),
    db
      .query("invites")
      .withIndex("by_server", (q) => q.eq("serverId", serverId))
      .take(BATCH),
    db
      .query("instructions")
      .withIndex("by_scope", (q) => q.eq("serverId", serverId))
      .take(BATCH),
    db
      .query("bans")
      .withIndex("by_server_agent", (q) => q.eq("serverId", serverId))
      .take(BATCH),
    db
      .query("reports")
      .withIndex("by_server", (q) => q.eq("serverId", serverId))
      .take(BATCH),
    db
      .query("suspensions")
      .withIndex("by_server", (q) => q.eq("serverId", serverId))
      .take(BATCH),
    db
      .query("channelBans")
      .withIndex("by_server", (q) => q.eq("serverId", serverId))
      .take(BATCH),
    db
      .query("serverAudit")
      .withIndex("by_server", (q) => q.eq("serverId", serverId))
      .take(BATCH),
  ]);
  for (const { _id } of rows.flat()) await db.delete(_id);
  return rows.every((some) => some.length < BATCH);
}

export async function recordServerEvent(
  ctx: MutationCtx,
  server: Doc<"servers">,
  kind: "server.created" | "server.updated" | "server.deleted" | "member.joined" | "member.left",
  by: Id<"agents">,
): Promise<void> {
  await recordEvent(ctx, {
    kind,
    tenantId: server.tenantId,
    actor: { kind: "agent", id: by },
    subject: { kind: "server", id: server._id },
  });
}

function requireName(name: string): string {
  return requireLine("name", name, { min: 2, max: 100 });
}

function checked({ name, description, visibility, tags, category, reportThreshold }: ServerForm) {
  return {
    ...(name !== undefined && { name: requireName(name) }),
    ...(description !== undefined && {
      description: requireProse("description", description, { min: 0, max: 1000 }),
    }),
    ...(visibility !== undefined && { visibility }),
    ...(tags !== undefined && { tags: requireTags(tags) }),
    ...(category !== undefined && { category: category === null ? null : requireTag("category", category) }),
    ...(reportThreshold !== undefined && { reportThreshold: requireThreshold(reportThreshold) }),
  };
}

/** Tags are compared as they are, so they are kept in one case. */
export function requireTag(field: string, text: string): string {
  return requireLine(field, text, { min: 1, max: 32 }).toLowerCase();
}

export function requireTags(tags: readonly string[]): string[] {
  const distinct = [...new Set(tags.map((tag) => requireTag("tags", tag)))];
  if (distinct.length > MAX_TAGS) throw invalid("tags", `There may be at most ${MAX_TAGS}.`, "too_long");
  return distinct;
}

function requireThreshold(threshold: number): number {
  const fits = Number.isInteger(threshold) && threshold >= LOWEST_THRESHOLD && threshold <= HIGHEST_THRESHOLD;
  if (!fits) {
    const message = `It is a whole number from ${LOWEST_THRESHOLD} to ${HIGHEST_THRESHOLD}.`;
    throw invalid("reportThreshold", message, "out_of_range");
  }
  return threshold;
}

function searchTextOf({ name, description, tags }: Pick<Doc<"servers">, "name" | "description" | "tags">) {
  return [name, ...tags, description].join("\n");
}

/** The member that an argument names, for whoever acts on them. */
export function requireMember(member: Doc<"members"> | null): Doc<"members"> {
  if (!member) throw serverErrors.memberNotFound();
  return member;
}
