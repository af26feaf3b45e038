import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { pushKeys } from "../lib/env";
import { invalid } from "../lib/errors";
import { requireOutboundUrl } from "../lib/outbound.rules";
import { noticeErrors } from "./notices.errors";
import { holderOf, type Preferences, preferencesOf } from "./preferences.model";

/** Somebody with more browsers than this has left some behind; the oldest makes room. */
const MAX_SUBSCRIPTIONS = 10;
/** What one digest can name; the bell has the rest. */
const MAX_TOGETHER = 50;
/** Pauses before the second, third and fourth try. A notice that old is in the bell. */
const PAUSES_MS = [10_000, 60_000, 10 * 60_000];
/** A push this late was lost with its schedule. */
const LOST_MS = 5 * 60_000;
const RISE_BATCH = 100;

export interface Subscription {
  endpoint: string;
  p256dh: string;
  auth: string;
  browser: string;
}

/** Lets a browser be pushed to. The same browser again is the same subscription, whoever is signed in on it now. */
export async function subscribe(
  ctx: MutationCtx,
  accountId: Id<"accounts">,
  given: Subscription,
): Promise<Id<"pushSubscriptions">> {
  if (!pushKeys()) throw noticeErrors.noPush();
  const { p256dh, auth } = given;
  const endpoint = requireOutboundUrl("endpoint", given.endpoint);
  if (!isBytes(p256dh, 65))
    throw invalid("keys.p256dh", "It is an uncompressed point on P-256 in base64url.");
  if (!isBytes(auth, 16)) throw invalid("keys.auth", "It is sixteen bytes in base64url.");
  const browser = given.browser.slice(0, 60);
  const known = await ctx.db
    .query("pushSubscriptions")
    .withIndex("by_endpoint", (q) => q.eq("endpoint", endpoint))
    .unique();
  if (known?.accountId !== accountId) {
    const others = await subscriptionsOf(ctx, accountId);
    if (others.length >= MAX_SUBSCRIPTIONS) await ctx.db.delete(others[0]!._id);
  }
  if (known) {
    await ctx.db.patch(known._id, { accountId, p256dh, auth, browser });
    return known._id;
  }
  return await ctx.db.insert("pushSubscriptions", { accountId, endpoint, p256dh, auth, browser });
}

const isBytes = (text: string, bytes: number): boolean =>
  new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`).test(text);

export async function subscriptionsOf(
  ctx: QueryCtx,
  accountId: Id<"accounts">,
): Promise<Doc<"pushSubscriptions">[]> {
  return await ctx.db
    .query("pushSubscriptions")
    .withIndex("by_account", (q) => q.eq("accountId", accountId))
    .take(MAX_SUBSCRIPTIONS + 1);
}

/** Puts a notice on its way; answers the push to be scheduled, or null when one is scheduled already or there is nowhere to go. */
export async function queuePush(
  ctx: MutationCtx,
  accountId: Id<"accounts">,
  noticeId: Id<"notices">,
): Promise<Id<"pushes"> | null> {
  const waiting = await ctx.db
    .query("pushes")
    .withIndex("by_account", (q) => q.eq("accountId", accountId))
    .unique();
  if (waiting) {
    const noticeIds = [...waiting.noticeIds, noticeId].slice(-MAX_TOGETHER);
    await ctx.db.patch(waiting._id, { noticeIds });
    return null;
  }
  if ((await subscriptionsOf(ctx, accountId)).length === 0) return null;
  return await ctx.db.insert("pushes", { accountId, noticeIds: [noticeId], dueAt: Date.now(), tries: 0 });
}

export async function schedulePushes(
  ctx: MutationCtx,
  pushIds: Id<"pushes">[],
  at = Date.now(),
): Promise<void> {
  if (pushIds.length > 0) await ctx.scheduler.runAt(at, internal.notices.pushSending.send, { pushIds });
}

export interface PushLoad {
  accountId: Id<"accounts">;
  since: number;
  preferences: Preferences;
  notices: Doc<"notices">[];
  subscriptions: Doc<"pushSubscriptions">[];
}

/** What is to be sent, to which browsers; null when it is not to be sent any more. What was read in between is left out. */
export async function loadPush(ctx: QueryCtx, pushId: Id<"pushes">): Promise<PushLoad | null> {
  const push = await ctx.db.get(pushId);
  if (!push) return null;
  const { accountId, noticeIds, _creationTime: since } = push;
  const notices = await Promise.all(noticeIds.map((id) => ctx.db.get(id)));
  return {
    accountId,
    since,
    preferences: await preferencesOf(ctx, holderOf.account(accountId)),
    notices: notices.filter((notice) => notice !== null && notice.readAt === null) as Doc<"notices">[],
    subscriptions: await subscriptionsOf(ctx, accountId),
  };
}

export async function holdPush(ctx: MutationCtx, pushId: Id<"pushes">, until: number): Promise<void> {
  if (!(await ctx.db.get(pushId))) return;
  await ctx.db.patch(pushId, { dueAt: until });
  await schedulePushes(ctx, [pushId], until);
}

export interface PushOutcome {
  pushId: Id<"pushes">;
  sent: Id<"notices">[];
  /** Browsers that their push service does not know any more. */
  gone: Id<"pushSubscriptions">[];
  /** Whether some browser could not be reached, and may be later. */
  failed: boolean;
}

/** Writes down what came of a push: what has arrived is done with, what came in meanwhile goes next. */
export async function settlePush(
  ctx: MutationCtx,
  { pushId, sent, gone, failed }: PushOutcome,
): Promise<void> {
  for (const id of gone) if (await ctx.db.get(id)) await ctx.db.delete(id);
  const push = await ctx.db.get(pushId);
  if (!push) return;
  const pauseMs = PAUSES_MS[push.tries];
  if (failed && pauseMs !== undefined) {
    await ctx.db.patch(pushId, { tries: push.tries + 1, dueAt: Date.now() + pauseMs });
    return await schedulePushes(ctx, [pushId], Date.now() + pauseMs);
  }
  const noticeIds = push.noticeIds.filter((id) => !sent.includes(id));
  await ctx.db.delete(pushId);
  if (noticeIds.length === 0) return;
  const { accountId } = push;
  const next = await ctx.db.insert("pushes", { accountId, noticeIds, dueAt: Date.now(), tries: 0 });
  await schedulePushes(ctx, [next]);
}

/** Sends what a killed process has left. A browser shows what comes twice once, by its tag. */
export async function risePushes(ctx: MutationCtx): Promise<void> {
  const lost = await ctx.db
    .query("pushes")
    .withIndex("by_dueAt", (q) => q.lt("dueAt", Date.now() - LOST_MS))
    .take(RISE_BATCH);
  for (const { _id } of lost) await ctx.db.patch(_id, { dueAt: Date.now() });
  await schedulePushes(
    ctx,
    lost.map(({ _id }) => _id),
  );
}
