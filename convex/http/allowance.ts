import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { type LimitName, limitOf } from "./limits";
import { onNewProcess } from "./memory";

/** One limit that a request counts against, and for whom. */
export interface Count {
  name: LimitName;
  key: string;
}

/** How a limit stands for somebody; what the RateLimit headers tell. */
export interface Standing {
  name: LimitName;
  quota: number;
  windowMs: number;
  remaining: number;
  resetsAt: number;
}

/** Tokens this process has taken from a bucket in the database and not spent yet. They end with their window. */
interface Lease {
  /** Not spent yet. */
  left: number;
  /** Still in the bucket after the last visit. */
  inBucket: number;
  resetsAt: number;
  /** How many to take at the next visit. */
  next: number;
}

/** A bound on memory: whoever calls from more addresses than that is only asked for more visits to the database. */
const MAX_LEASES = 20_000;
/** A quarter of the quota is the most that may lie unused in one process, and that a crash may cost its caller. */
const LARGEST_SHARE = 4;
/** From one token to a quarter of a hundred in four visits. */
const GROWTH = 4;

const leases = new Map<string, Lease>();
const visits = new Map<string, Promise<void>>();

/**
 * Takes one token of each limit, or none when one of them has none left: then `refused` is that one.
 *
 * Buckets live in the database, so limits hold across restarts and processes. Going there for each request would cost
 * a durable write per poll. A process that sees a caller again, and so has a memory, takes more tokens at
 * every visit, and spends them here. Where each request starts with an empty memory, as on Convex Cloud, it stays one
 * token for one request. More than the quota never gets through either way.
 *
 * `budget` is only looked at, and only on a way to the database that is made anyway: a process that has just started
 * learns by it whom the one before it had stopped serving.
 */
export async function spend(
  ctx: ActionCtx,
  counts: readonly Count[],
  budget: Count | null = null,
): Promise<{ standings: Standing[]; refused: Standing | null }> {
  for (;;) {
    const now = Date.now();
    const held = counts.map((count) => ({ count, lease: current(count, now) }));
    const standings = () => held.flatMap(({ count, lease }) => (lease ? [standing(count, lease)] : []));
    const spent = budget && recall(budget);
    if (spent?.remaining === 0) return { standings: [spent], refused: spent };
    const empty = held.find(({ lease }) => lease && isEmpty(lease));
    if (empty) return { standings: standings(), refused: standing(empty.count, empty.lease!) };
    if (held.every(({ lease }) => lease && lease.left > 0)) {
      for (const { lease } of held) lease!.left--;
      return { standings: standings(), refused: null };
    }
    await visit(ctx, counts, spent ? null : budget);
  }
}

/** How a limit stands as far as this process knows, without asking; null when it has not heard of it. */
export function recall(count: Count): Standing | null {
  const lease = current(count, Date.now());
  return lease ? standing(count, lease) : null;
}

onNewProcess(() => {
  leases.clear();
  visits.clear();
});

const idOf = ({ name, key }: Count) => `${name} ${key}`;
const isEmpty = (lease: Lease) => lease.left === 0 && lease.inBucket === 0;

function current(count: Count, now: number): Lease | null {
  const lease = leases.get(idOf(count));
  return lease && lease.resetsAt > now ? lease : null;
}

function standing({ name }: Count, lease: Lease): Standing {
  const { quota, windowMs } = limitOf(name);
  return { name, quota, windowMs, remaining: lease.left + lease.inBucket, resetsAt: lease.resetsAt };
}

/** Goes to the database for tokens. Whoever wants the same at the same time waits for the one who went first. */
async function visit(ctx: ActionCtx, counts: readonly Count[], budget: Count | null): Promise<void> {
  const underWay = counts.map((count) => visits.get(idOf(count))).find((promise) => promise !== undefined);
  if (underWay) return await underWay.catch(() => {}); // Its failure is its own; the next look goes by itself.
  const going = fetchTokens(ctx, counts, budget);
  for (const count of counts) visits.set(idOf(count), going);
  try {
    await going;
  } finally {
    for (const count of counts) visits.delete(idOf(count));
  }
}

/** Since the way is made, every lease of the request is filled up, so that they run out together. */
async function fetchTokens(ctx: ActionCtx, counts: readonly Count[], budget: Count | null): Promise<void> {
  const want = (count: Count, tokens: number, isNeeded: boolean) => {
    const { quota, windowMs } = limitOf(count.name);
    return { ...count, quota, windowMs, tokens, isNeeded };
  };
  const wants = counts.map((count) => {
    const left = current(count, Date.now())?.left ?? 0;
    return want(count, Math.max(0, (leases.get(idOf(count))?.next ?? 1) - left), left === 0);
  });
  if (budget) wants.push(want(budget, 0, false));
  const grants: { tokens: number; inBucket: number; resetsAt: number }[] = await ctx.runMutation(
    internal.http.buckets.take,
    { wants },
  );
  for (const [i, { tokens, inBucket, resetsAt }] of grants.entries()) {
    const asked = wants[i]!;
    const before = leases.get(idOf(asked));
    const largest = Math.max(1, Math.floor(asked.quota / LARGEST_SHARE));
    const next = asked.isNeeded ? Math.min((before?.next ?? 1) * GROWTH, largest) : (before?.next ?? 1);
    const left = before?.resetsAt === resetsAt ? before.left : 0;
    remember(idOf(asked), { left: left + tokens, inBucket, resetsAt, next });
  }
}

function remember(id: string, lease: Lease): void {
  leases.delete(id); // A map keeps its order: what was renewed last goes last.
  leases.set(id, lease);
  if (leases.size > MAX_LEASES) leases.delete(leases.keys().next().value!);
}
