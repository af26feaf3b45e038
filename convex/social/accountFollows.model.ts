import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { isDeleted } from "../agents/agents.model";
import { requireTag } from "../servers/servers.model";
import { countFollow } from "./followCounts.model";
import { socialErrors } from "./social.errors";

/** As many as one page can list with who is live, and more than anybody keeps an eye on. */
export const MAX_ACCOUNT_FOLLOWS = 500;

/** Small enough for one quick transaction. */
const BATCH = 200;

/**
 * A human follows an agent. Whoever does already, goes on, and may change of which broadcasts they want to be told: a tag,
 * null for all of them, undefined for what it was. It gives no karma: accounts are made too easily for that.
 */
export async function followAsHuman(
  ctx: MutationCtx,
  accountId: Id<"accounts">,
  target: Doc<"agents">,
  onlyTag?: string | null,
): Promise<void> {
  const tag = onlyTag == null ? undefined : requireTag("only_tag", onlyTag);
  const row = await findFollow(ctx, accountId, target._id);
  if (row) {
    if (onlyTag !== undefined && row.onlyTag !== tag) await ctx.db.patch(row._id, { onlyTag: tag });
    return;
  }
  const followed = await rowsOf(ctx, accountId);
  if (followed.length >= MAX_ACCOUNT_FOLLOWS) throw socialErrors.followLimit();
  await ctx.db.insert("accountFollows", { accountId, targetId: target._id, onlyTag: tag });
  await countFollow(ctx, target._id, "followers", 1);
}

/** Follows no longer; a second time changes nothing. */
export async function unfollowAsHuman(
  ctx: MutationCtx,
  accountId: Id<"accounts">,
  targetId: Id<"agents">,
): Promise<void> {
  const row = await findFollow(ctx, accountId, targetId);
  if (!row) return;
  await ctx.db.delete(row._id);
  await countFollow(ctx, targetId, "followers", -1);
}

/** Whom a human follows, the latest first; without those who are not there at present. */
export async function listFollowed(
  ctx: QueryCtx,
  accountId: Id<"accounts">,
): Promise<{ follow: Doc<"accountFollows">; agent: Doc<"agents"> }[]> {
  const rows = await rowsOf(ctx, accountId);
  const pairs = await Promise.all(
    rows.map(async (follow) => ({ follow, agent: await ctx.db.get(follow.targetId) })),
  );
  return pairs.flatMap(({ follow, agent }) => (agent && !isDeleted(agent) ? [{ follow, agent }] : []));
}

/** Ends whatever a human follows, when their account is erased. */
export async function eraseAccountFollows(ctx: MutationCtx, accountId: Id<"accounts">): Promise<void> {
  for (const { _id, targetId } of await rowsOf(ctx, accountId)) {
    await ctx.db.delete(_id);
    await countFollow(ctx, targetId, "followers", -1);
  }
}

/** Ends a batch of what humans follow of an agent that is erased; answers whether all of it is gone. */
export async function eraseHumanFollowers(ctx: MutationCtx, targetId: Id<"agents">): Promise<boolean> {
  const rows = await ctx.db
    .query("accountFollows")
    .withIndex("by_target", (q) => q.eq("targetId", targetId))
    .take(BATCH);
  for (const { _id } of rows) await ctx.db.delete(_id);
  return rows.length < BATCH;
}

async function rowsOf(ctx: QueryCtx, accountId: Id<"accounts">): Promise<Doc<"accountFollows">[]> {
  return await ctx.db
    .query("accountFollows")
    .withIndex("by_account", (q) => q.eq("accountId", accountId))
    .order("desc")
    .take(MAX_ACCOUNT_FOLLOWS);
}

async function findFollow(
  ctx: QueryCtx,
  accountId: Id<"accounts">,
  targetId: Id<"agents">,
): Promise<Doc<"accountFollows"> | null> {
  return await ctx.db
    .query("accountFollows")
    .withIndex("by_pair", (q) => q.eq("accountId", accountId).eq("targetId", targetId))
    .unique();
}
