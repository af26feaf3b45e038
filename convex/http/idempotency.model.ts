import type { Infer } from "convex/values";
import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** How long a repetition is recognised. */
const KEPT_MS = 24 * 60 * 60_000;
/** Longer than an action may run (ten minutes): a request that began before that has died with its process. */
const ABANDONED_MS = 11 * 60_000;
const SWEPT_AT_ONCE = 200;

export const vBeginning = v.union(
  v.object({ kind: v.literal("begun") }),
  v.object({ kind: v.literal("inFlight") }),
  v.object({ kind: v.literal("reused") }),
  v.object({ kind: v.literal("answered"), sealed: v.bytes() }),
);

export type Beginning = Infer<typeof vBeginning>;

/**
 * Claims a key for one attempt, or says what is known of it. Of any number of requests that come at once exactly
 * one begins; one that was abandoned by a crash is begun anew.
 */
export async function begin(
  ctx: MutationCtx,
  { scope, fingerprint, attempt }: { scope: string; fingerprint: string; attempt: string },
): Promise<Beginning> {
  const now = Date.now();
  const known = await find(ctx, scope);
  const state = { kind: "running" as const, attempt, startedAt: now };
  const fresh = { scope, fingerprint, state, expiresAt: now + KEPT_MS };
  if (!known) {
    await ctx.db.insert("idempotencyKeys", fresh);
    return { kind: "begun" };
  }
  if (known.expiresAt > now && known.fingerprint !== fingerprint) return { kind: "reused" };
  if (known.expiresAt > now && known.state.kind === "answered") return known.state;
  if (known.state.kind === "running" && known.state.startedAt > now - ABANDONED_MS)
    return { kind: "inFlight" };
  await ctx.db.replace(known._id, fresh);
  return { kind: "begun" };
}

/** Keeps the answer of an attempt, or forgets the key when there is none to keep. A late attempt changes nothing. */
export async function settle(
  ctx: MutationCtx,
  scope: string,
  attempt: string,
  sealed: ArrayBuffer | null,
): Promise<void> {
  const known = await find(ctx, scope);
  if (known?.state.kind !== "running" || known.state.attempt !== attempt) return;
  if (sealed) await ctx.db.patch(known._id, { state: { kind: "answered", sealed } });
  else await ctx.db.delete(known._id);
}

/** Deletes what has expired, a page at a time; says whether there is more. */
export async function sweep(ctx: MutationCtx): Promise<boolean> {
  const expired = await ctx.db
    .query("idempotencyKeys")
    .withIndex("by_expiresAt", (q) => q.lt("expiresAt", Date.now()))
    .take(SWEPT_AT_ONCE);
  for (const { _id } of expired) await ctx.db.delete(_id);
  return expired.length === SWEPT_AT_ONCE;
}

async function find(ctx: QueryCtx, scope: string): Promise<Doc<"idempotencyKeys"> | null> {
  return await ctx.db
    .query("idempotencyKeys")
    .withIndex("by_scope", (q) => q.eq("scope", scope))
    .unique();
}
