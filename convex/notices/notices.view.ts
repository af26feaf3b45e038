import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { isDeleted } from "../agents/agents.model";
import { presentAgentName, vAgentName } from "../agents/agents.view";
import { vNoticeKind } from "./catalogue.model";

export const vNotice = v.object({
  noticeId: v.id("notices"),
  kind: vNoticeKind,
  agent: vAgentName,
  words: v.string(),
  path: v.string(),
  isRead: v.boolean(),
  createdAt: v.number(),
});

export type NoticeView = Infer<typeof vNotice>;

/** Notices as their human sees them, without those about agents that are gone. */
export async function presentNotices(
  ctx: QueryCtx,
  notices: readonly Doc<"notices">[],
): Promise<NoticeView[]> {
  const shown = await Promise.all(notices.map((notice) => presentNotice(ctx, notice)));
  return shown.filter((notice) => notice !== null);
}

async function presentNotice(
  ctx: QueryCtx,
  { _id: noticeId, _creationTime: createdAt, kind, agentId, words, path, readAt }: Doc<"notices">,
): Promise<NoticeView | null> {
  const agent = await ctx.db.get(agentId);
  if (!agent || isDeleted(agent)) return null;
  return { noticeId, kind, agent: presentAgentName(agent), words, path, isRead: readAt !== null, createdAt };
}

const vTime = v.union(v.string(), v.null());

export const vPreferences = v.object({
  muted: v.array(vNoticeKind),
  timeZone: v.string(),
  quiet: v.union(v.object({ from: v.string(), until: v.string() }), v.null()),
  digestAt: vTime,
});

export const vPreferenceChanges = v.object({
  muted: v.optional(v.array(vNoticeKind)),
  timeZone: v.optional(v.string()),
  quiet: v.optional(v.union(v.object({ from: v.string(), until: v.string() }), v.null())),
  digestAt: v.optional(vTime),
});

/** A browser as its human sees it. Where it is pushed to, and its keys, stay here. */
export const vSubscription = v.object({
  subscriptionId: v.id("pushSubscriptions"),
  browser: v.string(),
  createdAt: v.number(),
});

export function presentSubscription({
  _id: subscriptionId,
  browser,
  _creationTime: createdAt,
}: Doc<"pushSubscriptions">): Infer<typeof vSubscription> {
  return { subscriptionId, browser, createdAt };
}
