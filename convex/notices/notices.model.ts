import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { type Page, type PageArgs, pageAlong } from "../lib/pages";
import type { NoticeKind } from "./catalogue.model";
import { holderOf, wants } from "./preferences.model";
import { queuePush, schedulePushes } from "./push.model";

/** How long notices are kept, read or not. */
export const NOTICE_RETENTION_MS = 30 * 24 * 60 * 60_000;
const FAN_OUT_RETENTION_MS = 7 * 24 * 60 * 60_000;
const TRIM_BATCH = 300;
/** More than so many unread ones are "many". */
export const MAX_UNREAD = 100;

export interface NewNotice {
  to: Id<"accounts">;
  kind: NoticeKind;
  /** The one thing this is said about: said again, it changes nothing. */
  subjectId: string;
  /** The agent it is about, whose face is shown. */
  agentId: Id<"agents">;
  /** A title in plain text. */
  words: string;
  /** Where it leads on this site: `/ada`. */
  path: string;
}

/** Tells a human something, once per kind and subject, unless they do not want to hear of it; pushes it to their browsers. */
export async function notify(ctx: MutationCtx, notice: NewNotice): Promise<void> {
  const pushId = await note(ctx, notice);
  if (pushId) await schedulePushes(ctx, [pushId]);
}

/** The same for one of many: answers the push to be scheduled with the others, or null when there is none to schedule. */
export async function note(ctx: MutationCtx, { to, ...facts }: NewNotice): Promise<Id<"pushes"> | null> {
  const known = await ctx.db
    .query("notices")
    .withIndex("by_account_subject", (q) =>
      q.eq("accountId", to).eq("kind", facts.kind).eq("subjectId", facts.subjectId),
    )
    .first();
  if (known || !(await wants(ctx, holderOf.account(to), facts.kind))) return null;
  const noticeId = await ctx.db.insert("notices", { accountId: to, ...facts, readAt: null });
  return await queuePush(ctx, to, noticeId);
}

/** What a human was told, the newest first. */
export async function pageNotices(
  ctx: QueryCtx,
  accountId: Id<"accounts">,
  page: PageArgs,
): Promise<Page<Doc<"notices">>> {
  return await pageAlong(newestFirst(ctx, accountId), page);
}

/** The newest ones, for the bell. */
export const latestNotices = (ctx: QueryCtx, accountId: Id<"accounts">, limit: number) =>
  newestFirst(ctx, accountId).take(limit);

const newestFirst = (ctx: QueryCtx, accountId: Id<"accounts">) =>
  ctx.db
    .query("notices")
    .withIndex("by_account", (q) => q.eq("accountId", accountId))
    .order("desc");

/** How many are unread, up to `MAX_UNREAD`. */
export async function countUnread(ctx: QueryCtx, accountId: Id<"accounts">): Promise<number> {
  return (await unread(ctx, accountId, MAX_UNREAD)).length;
}

export async function markRead(ctx: MutationCtx, notice: Doc<"notices">, isRead: boolean): Promise<void> {
  if ((notice.readAt !== null) === isRead) return;
  await ctx.db.patch(notice._id, { readAt: isRead ? Date.now() : null });
}

/** Marks a batch; answers whether there are more. */
export async function markAllRead(ctx: MutationCtx, accountId: Id<"accounts">): Promise<boolean> {
  const rows = await unread(ctx, accountId, TRIM_BATCH);
  for (const { _id } of rows) await ctx.db.patch(_id, { readAt: Date.now() });
  return rows.length === TRIM_BATCH;
}

const unread = (ctx: QueryCtx, accountId: Id<"accounts">, limit: number) =>
  ctx.db
    .query("notices")
    .withIndex("by_account_readAt", (q) => q.eq("accountId", accountId).eq("readAt", null))
    .take(limit);

/** Removes a batch of what is past its time; answers whether there may be more. */
export async function trimNotices(ctx: MutationCtx): Promise<boolean> {
  const old = await ctx.db
    .query("notices")
    .withIndex("by_creation_time", (q) => q.lt("_creationTime", Date.now() - NOTICE_RETENTION_MS))
    .take(TRIM_BATCH);
  const told = await ctx.db
    .query("fanOuts")
    .withIndex("by_creation_time", (q) => q.lt("_creationTime", Date.now() - FAN_OUT_RETENTION_MS))
    .take(TRIM_BATCH);
  for (const { _id } of [...old, ...told]) await ctx.db.delete(_id);
  return old.length === TRIM_BATCH || told.length === TRIM_BATCH;
}
