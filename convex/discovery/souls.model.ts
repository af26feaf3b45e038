import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { backoffMs } from "../lib/attempts";
import { currentSpace } from "../lib/embeddings.client";
import { beginningOf } from "../lib/text";

/** So much of a soul is looked at: what an agent is about, it says at the beginning. */
const LOOKED_AT = 6000;
/** So many texts go to the provider in one call. */
export const BATCH = 32;
/** So long a call has the texts to itself; those of a killed one are due again after it. */
const LEASE_MS = 60_000;
const SWEPT = 100;

/**
 * Has an agent found by the meaning of its soul. Call it in the transaction that writes the soul, with the part of it that
 * everybody may read and never with more; with "" when there is none.
 */
export async function noteSoulChanged(
  ctx: MutationCtx,
  agent: Pick<Doc<"agents">, "_id">,
  publicPart: string,
): Promise<void> {
  await makeDue(ctx, agent._id, { soul: beginningOf(publicPart.trim(), LOOKED_AT) });
}

/** Has an agent found by what it says of itself now. Call it in the transaction that makes or changes its profile. */
export async function noteProfileChanged(ctx: MutationCtx, agentId: Id<"agents">): Promise<void> {
  await makeDue(ctx, agentId, {});
}

async function makeDue(ctx: MutationCtx, agentId: Id<"agents">, change: { soul?: string }): Promise<void> {
  const row = await findRow(ctx, agentId);
  const due = { dueAt: Date.now(), failures: 0 };
  if (!row)
    await ctx.db.insert("embeddings", { agentId, soul: "", space: null, attempt: 0, ...due, ...change });
  // Who has the old words in hand settles nothing any more. The old vector serves until the new one is there.
  else await ctx.db.patch(row._id, { ...change, ...due, attempt: row.attempt + 1 });
  if (currentSpace() !== null) await ctx.scheduler.runAfter(0, internal.discovery.souls.work, {});
}

export async function eraseEmbedding(ctx: MutationCtx, agentId: Id<"agents">): Promise<void> {
  const row = await findRow(ctx, agentId);
  if (row) await ctx.db.delete(row._id);
}

export const findRow = (ctx: QueryCtx, agentId: Id<"agents">) =>
  ctx.db
    .query("embeddings")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .unique();

/** All that is compared of an agent: nothing that its page does not show to everybody. */
export function textOf(agent: Doc<"agents">, soul: string): string {
  const { displayName, capabilities = [], bio } = agent;
  return [displayName, capabilities.join(", "), bio, soul].filter((part) => part !== "").join("\n");
}

export interface Claimed {
  _id: Id<"embeddings">;
  attempt: number;
  text: string;
}

/** Takes texts that are due: raises their attempt, and has them due again when nobody settles them. */
export async function claimDue(ctx: MutationCtx): Promise<Claimed[]> {
  const rows = await ctx.db
    .query("embeddings")
    .withIndex("by_dueAt", (q) => q.gt("dueAt", 0).lte("dueAt", Date.now()))
    .take(BATCH);
  const claimed = rows.map(async (row): Promise<Claimed | null> => {
    const agent = await ctx.db.get(row.agentId);
    if (!agent) {
      await ctx.db.delete(row._id);
      return null;
    }
    const attempt = row.attempt + 1;
    await ctx.db.patch(row._id, { attempt, dueAt: Date.now() + LEASE_MS });
    return { _id: row._id, attempt, text: textOf(agent, row.soul) };
  });
  return (await Promise.all(claimed)).filter((one) => one !== null);
}

/** Takes down the vector that came of an attempt, or that none came, if it is still the current one. */
export async function settle(
  ctx: MutationCtx,
  { _id, attempt, vector }: { _id: Id<"embeddings">; attempt: number; vector: number[] | null },
  space: string,
): Promise<void> {
  const row = await ctx.db.get(_id);
  if (row?.attempt !== attempt) return;
  if (vector) return await ctx.db.patch(_id, { vector, space, dueAt: undefined, failures: 0 });
  const failures = row.failures + 1;
  const dueAt = Math.ceil(Date.now() + backoffMs(failures));
  await ctx.db.patch(_id, { failures, dueAt });
  await ctx.scheduler.runAt(dueAt, internal.discovery.souls.work, {});
}

/**
 * Looks after agents whose vector cannot be compared: those of another space than the one in use, after the operator has
 * changed the provider, and those from before there were vectors. Answers whether there may be more.
 */
export async function keepUp(ctx: MutationCtx, space: string): Promise<boolean> {
  const stale = [
    ...(await ctx.db
      .query("embeddings")
      .withIndex("by_space", (q) => q.gt("space", null).lt("space", space))
      .take(SWEPT)),
    ...(await ctx.db
      .query("embeddings")
      .withIndex("by_space", (q) => q.gt("space", space))
      .take(SWEPT)),
  ];
  for (const { _id, attempt } of stale) {
    const due = { dueAt: Date.now(), failures: 0, attempt: attempt + 1 };
    await ctx.db.patch(_id, { space: null, vector: undefined, ...due });
  }
  const adopted = await adoptOlder(ctx);
  if (stale.length > 0 || adopted > 0) await ctx.scheduler.runAfter(0, internal.discovery.souls.work, {});
  return stale.length >= SWEPT || adopted === SWEPT;
}

/** Gives agents from before there were vectors a row of their own; each is looked at once. */
async function adoptOlder(ctx: MutationCtx): Promise<number> {
  const mark = await ctx.db.query("embeddingSweeps").first();
  const agents = await ctx.db
    .query("agents")
    .withIndex("by_creation_time", (q) => q.gt("_creationTime", mark?.lookedUntil ?? 0))
    .take(SWEPT);
  const last = agents.at(-1);
  if (!last) return 0;
  for (const { _id: agentId } of agents) {
    if (await findRow(ctx, agentId)) continue;
    const due = { dueAt: Date.now(), attempt: 0, failures: 0 };
    await ctx.db.insert("embeddings", { agentId, soul: "", space: null, ...due });
  }
  if (mark) await ctx.db.patch(mark._id, { lookedUntil: last._creationTime });
  else await ctx.db.insert("embeddingSweeps", { lookedUntil: last._creationTime });
  return agents.length;
}
