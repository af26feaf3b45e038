import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

/**
 * One action, the courier, carries everything: it looks for lanes with something to do as long as there are any, and
 * many calls are under way in it at once. So a hundred receivers that hang hold up one action and not all that a
 * deployment may run, and nobody waits for them.
 *
 * It holds a lease and makes it longer while it works. One that was killed is missed when the lease ends, by the next
 * event or by a cron; what it carried is found by the claims on the lanes, which end as well.
 */
const LEASE_MS = 15_000;

/** Calls a courier for what is due at `at`, unless there is one who will see it. */
export async function summon(ctx: MutationCtx, at: number): Promise<void> {
  const courier = await readCourier(ctx);
  const now = Date.now();
  if (courier.aliveUntil > now) return;
  if (at <= now) return await send(ctx, courier);
  if (courier.risesAt !== null && courier.risesAt > now && courier.risesAt <= at) return;
  await ctx.db.patch(courier._id, { risesAt: at });
  await ctx.scheduler.runAt(at, internal.webhooks.deliveries.rise, {});
}

/** Sends a courier if something is due and none is alive; otherwise sees to it that one rises in time. */
export async function summonIfNeeded(ctx: MutationCtx): Promise<void> {
  const next = await nextDue(ctx);
  if (next !== null) await summon(ctx, next);
}

/** Whether this is the courier that counts; if so, it lives on. */
export async function stayAlive(ctx: MutationCtx, number: number): Promise<boolean> {
  const courier = await readCourier(ctx);
  if (courier.number !== number) return false;
  const now = Date.now();
  if (courier.aliveUntil < now + LEASE_MS / 2)
    await ctx.db.patch(courier._id, { aliveUntil: now + LEASE_MS });
  return true;
}

/** The courier rests, unless something has become due meanwhile. Answers whether it may. */
export async function rest(ctx: MutationCtx, number: number): Promise<boolean> {
  const courier = await readCourier(ctx);
  if (courier.number !== number) return true;
  const next = await nextDue(ctx);
  if (next !== null && next <= Date.now()) return false;
  await ctx.db.patch(courier._id, { aliveUntil: 0 });
  if (next !== null) await summon(ctx, next);
  return true;
}

/** Another courier takes over, because an action may not run for ever. */
export async function relieve(ctx: MutationCtx, number: number): Promise<void> {
  const courier = await readCourier(ctx);
  if (courier.number === number) await send(ctx, courier);
}

async function send(ctx: MutationCtx, courier: Doc<"couriers">): Promise<void> {
  const number = courier.number + 1;
  await ctx.db.patch(courier._id, { number, aliveUntil: Date.now() + LEASE_MS });
  await ctx.scheduler.runAfter(0, internal.webhooks.courier.run, { number });
}

async function nextDue(ctx: MutationCtx): Promise<number | null> {
  const lane = await ctx.db
    .query("webhookLanes")
    .withIndex("by_nextAt", (q) => q.gt("nextAt", 0))
    .first();
  return lane?.nextAt ?? null;
}

async function readCourier(ctx: MutationCtx): Promise<Doc<"couriers">> {
  const known = await ctx.db.query("couriers").first();
  if (known) return known;
  const id = await ctx.db.insert("couriers", { number: 0, aliveUntil: 0, risesAt: null });
  return (await ctx.db.get(id))!;
}
