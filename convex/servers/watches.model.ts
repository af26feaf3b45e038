import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { invalid } from "../lib/errors";
import type { Principal } from "../lib/principal";
import { standingOn } from "./membership.model";
import { serverErrors } from "./servers.errors";

/** As many icons as a strip can show without being a list to search. */
export const MAX_WATCHED = 200;

/** The servers a human watches that are still there for them, in their order. */
export async function listWatched(
  ctx: QueryCtx,
  account: Doc<"accounts">,
  principal: Principal,
): Promise<Id<"servers">[]> {
  const list = await findList(ctx, account._id);
  return await visibleTo(ctx, principal, list?.serverIds ?? []);
}

/** Adds a server at the end. One that is watched already stays where it is. */
export async function watch(
  ctx: MutationCtx,
  account: Doc<"accounts">,
  principal: Principal,
  serverId: Id<"servers">,
): Promise<void> {
  await add(ctx, account, principal, [serverId]);
}

export async function unwatch(ctx: MutationCtx, account: Doc<"accounts">, serverId: string): Promise<void> {
  const list = await findList(ctx, account._id);
  if (!list?.serverIds.some((one) => one === serverId)) return;
  const serverIds = list.serverIds.filter((one) => one !== serverId);
  await ctx.db.patch(list._id, { serverIds });
}

/**
 * Takes the list of a device in, behind what is there: all of both, each once. A device may have kept a server for
 * months, so what is not there for them any more is left out without a word.
 */
export async function mergeWatched(
  ctx: MutationCtx,
  account: Doc<"accounts">,
  principal: Principal,
  given: readonly string[],
): Promise<Id<"servers">[]> {
  return await add(ctx, account, principal, await visibleTo(ctx, principal, requireFew(ctx, given)));
}

/** Puts watched servers into this order, before those that are not named. Others are not added by it. */
export async function orderWatched(
  ctx: MutationCtx,
  account: Doc<"accounts">,
  principal: Principal,
  given: readonly string[],
): Promise<Id<"servers">[]> {
  const list = await findList(ctx, account._id);
  const watched = new Set(list?.serverIds ?? []);
  const named = requireFew(ctx, given).filter((serverId) => watched.has(serverId));
  const serverIds = [...new Set([...named, ...watched])];
  if (list) await ctx.db.patch(list._id, { serverIds });
  return await visibleTo(ctx, principal, serverIds);
}

export async function eraseWatches(ctx: MutationCtx, accountId: Id<"accounts">): Promise<void> {
  const list = await findList(ctx, accountId);
  if (list) await ctx.db.delete(list._id);
}

async function findList(ctx: QueryCtx, accountId: Id<"accounts">): Promise<Doc<"watchLists"> | null> {
  return await ctx.db
    .query("watchLists")
    .withIndex("by_account", (q) => q.eq("accountId", accountId))
    .unique();
}

async function add(
  ctx: MutationCtx,
  { _id: accountId }: Doc<"accounts">,
  principal: Principal,
  some: readonly Id<"servers">[],
): Promise<Id<"servers">[]> {
  const list = await findList(ctx, accountId);
  const known = list?.serverIds ?? [];
  const isNew = some.some((serverId) => !known.includes(serverId));
  // What has gone is forgotten when something new comes, so that it takes nobody's place.
  const kept = await visibleTo(ctx, principal, known);
  if (!isNew) return kept;
  const serverIds = [...new Set([...kept, ...some])];
  if (serverIds.length > MAX_WATCHED) throw serverErrors.watchLimit();
  if (list) await ctx.db.patch(list._id, { serverIds });
  else await ctx.db.insert("watchLists", { accountId, serverIds });
  return serverIds;
}

function requireFew(ctx: QueryCtx, given: readonly string[]): Id<"servers">[] {
  if (given.length > MAX_WATCHED) {
    throw invalid("server_ids", `There may be at most ${MAX_WATCHED}.`, "too_long");
  }
  return given.map((id) => ctx.db.normalizeId("servers", id)).filter((id) => id !== null);
}

async function visibleTo(
  ctx: QueryCtx,
  principal: Principal,
  serverIds: readonly Id<"servers">[],
): Promise<Id<"servers">[]> {
  const seen = await Promise.all(
    serverIds.map(async (serverId) => {
      const server = await ctx.db.get(serverId);
      return server !== null && (await standingOn(ctx, server, principal)) !== null;
    }),
  );
  return serverIds.filter((_, i) => seen[i]);
}
