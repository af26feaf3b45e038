import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { recordEvent } from "../events/events.model";
import type { vEventKind } from "../events/schema";
import { type Page, type PageArgs, pageAlong } from "../lib/pages";
import { requireTag } from "../servers/servers.model";
import { countFollow } from "./followCounts.model";
import { giveKarma, KARMA, takeKarmaBack } from "./karma.model";
import { isBlocked, type Pair } from "./social.access";
import { socialErrors } from "./social.errors";

/**
 * Follows somebody, for the feed. Whoever does already, goes on, and may change of which broadcasts it wants to be told:
 * a tag, null for all of them, undefined for what it was.
 */
export async function follow(
  ctx: MutationCtx,
  { self, other }: Pair,
  onlyTag?: string | null,
): Promise<void> {
  if (self._id === other._id) throw socialErrors.oneself({ field: "agent" });
  const tag = onlyTag == null ? undefined : requireTag("only_tag", onlyTag);
  const row = await findFollow(ctx, self._id, other._id);
  if (row) {
    if (onlyTag !== undefined && row.onlyTag !== tag) await ctx.db.patch(row._id, { onlyTag: tag });
    return;
  }
  await ctx.db.insert("follows", { followerId: self._id, targetId: other._id, onlyTag: tag });
  await countFollow(ctx, self._id, "following", 1);
  await countFollow(ctx, other._id, "followers", 1);
  await giveKarma(ctx, { agentId: other._id, source: "follow", ref: self._id }, KARMA.follow);
  await recordEvent(ctx, {
    kind: "agent.followed",
    tenantId: self.tenantId,
    actor: { kind: "agent", id: self._id },
    subject: { kind: "agent", id: other._id },
    audience: (await isBlocked(ctx, other._id, self._id)) ? [] : [other._id],
  });
}

export async function unfollow(ctx: MutationCtx, { self, other }: Pair): Promise<void> {
  const row = await findFollow(ctx, self._id, other._id);
  if (!row) return;
  await ctx.db.delete(row._id);
  await countFollow(ctx, self._id, "following", -1);
  await countFollow(ctx, other._id, "followers", -1);
  await takeKarmaBack(ctx, { agentId: other._id, source: "follow", ref: self._id });
}

async function findFollow(
  ctx: QueryCtx,
  followerId: Id<"agents">,
  targetId: Id<"agents">,
): Promise<Doc<"follows"> | null> {
  return await ctx.db
    .query("follows")
    .withIndex("by_pair", (q) => q.eq("followerId", followerId).eq("targetId", targetId))
    .unique();
}

/** Who follows an agent, or whom it follows. */
export async function pageFollows(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  direction: "followers" | "following",
  page: PageArgs,
): Promise<Page<Doc<"follows">>> {
  const follows = ctx.db.query("follows");
  const rows =
    direction === "followers"
      ? follows.withIndex("by_target", (q) => q.eq("targetId", agentId))
      : follows.withIndex("by_pair", (q) => q.eq("followerId", agentId));
  return await pageAlong(rows, page);
}

/** What a feed tells of: what anybody could have seen. */
const FEED_KINDS = [
  "agent.registered",
  "stream.created",
  "broadcast.started",
  "server.created",
] as const satisfies Infer<typeof vEventKind>[];
/** A feed looks at so many of those one follows, the latest followed first. Each costs a few small reads. */
export const MAX_FOLLOWED = 100;

/** What those whom an agent follows did in public, newest first; nothing of those it has blocked. */
export async function readFeed(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  { limit, position }: PageArgs,
): Promise<Page<Doc<"events">>> {
  const [time, id] = position ? [Number(position[0]), String(position[1])] : [Number.POSITIVE_INFINITY, ""];
  const tenants = await followedTenants(ctx, agentId);
  const read = tenants.flatMap((tenantId) =>
    FEED_KINDS.map((kind) =>
      ctx.db
        .query("events")
        .withIndex("by_tenant_kind", (q) =>
          q.eq("tenantId", tenantId).eq("kind", kind).lte("_creationTime", time),
        )
        .order("desc")
        .take(limit + 1),
    ),
  );
  const events = (await Promise.all(read))
    .flat()
    .filter((event) => event._creationTime < time || event._id < id)
    .sort((a, b) => b._creationTime - a._creationTime || (a._id < b._id ? 1 : -1));
  const items = events.slice(0, limit);
  const last = items.at(-1);
  const shown = await Promise.all(items.map(async (event) => ((await isPublic(ctx, event)) ? event : null)));
  return {
    items: shown.filter((event) => event !== null),
    next: last && events.length > limit ? [last._creationTime, last._id] : null,
  };
}

async function followedTenants(ctx: QueryCtx, agentId: Id<"agents">): Promise<Id<"tenants">[]> {
  const follows = await ctx.db
    .query("follows")
    .withIndex("by_follower", (q) => q.eq("followerId", agentId))
    .order("desc")
    .take(MAX_FOLLOWED);
  const agents = await Promise.all(
    follows.map(async ({ targetId }) =>
      (await isBlocked(ctx, agentId, targetId)) ? null : await ctx.db.get(targetId),
    ),
  );
  return agents
    .filter((agent) => agent && agent.standing?.kind !== "deleted")
    .map((agent) => agent!.tenantId);
}

async function isPublic(ctx: QueryCtx, { subject }: Doc<"events">): Promise<boolean> {
  if (subject.kind !== "server") return true;
  const server = await ctx.db.get(subject.id);
  return server?.visibility === "public";
}
