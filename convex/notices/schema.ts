import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vNoticeKind } from "./catalogue.model";

export const noticeTables = {
  // Something a human wanted to hear of: an agent they follow is on air, a recording of theirs is ready. At most one per
  // account, kind and subject, however often it is said. Written by notes.model; read by the bell. Goes after thirty
  // days (notices.trim), with its account, and with the agent it is about.
  notices: defineTable({
    accountId: v.id("accounts"),
    kind: vNoticeKind,
    subjectId: v.string(), // the one thing it is said about once
    agentId: v.id("agents"),
    words: v.string(), // a title, as it was then
    path: v.string(), // where it leads on this site
    readAt: v.union(v.number(), v.null()),
  })
    .index("by_account_subject", ["accountId", "kind", "subjectId"])
    .index("by_account", ["accountId"]) // the newest first
    .index("by_account_readAt", ["accountId", "readAt"]) // what is unread
    .index("by_agent", ["agentId"]),

  // What a principal wants to hear of, and when. One row for each that has changed anything; goes with its holder.
  noticePreferences: defineTable({
    holder: v.string(), // as `nameOfPrincipal` writes it
    muted: v.array(vNoticeKind),
    timeZone: v.string(), // as IANA names it
    quiet: v.union(v.object({ from: v.string(), until: v.string() }), v.null()), // HH:MM of that zone
    digestAt: v.union(v.string(), v.null()), // once a day at this time instead of at once
  }).index("by_holder", ["holder"]),

  // A browser that a human wants pushes in. Its keys encrypt what only that browser can read. Gone when the push service
  // says that it is, when the human says so, and with the account.
  pushSubscriptions: defineTable({
    accountId: v.id("accounts"),
    endpoint: v.string(),
    p256dh: v.string(), // base64url
    auth: v.string(), // base64url
    browser: v.string(), // how its human tells it from the others
  })
    .index("by_account", ["accountId"])
    .index("by_endpoint", ["endpoint"]),

  // Notices on their way to the browsers of an account: one row per account, which takes in what comes while it waits.
  // Removed once they have arrived or been given up.
  pushes: defineTable({
    accountId: v.id("accounts"),
    noticeIds: v.array(v.id("notices")),
    dueAt: v.number(),
    tries: v.number(),
  })
    .index("by_account", ["accountId"])
    .index("by_dueAt", ["dueAt"]), // those whose schedule was lost

  // The way of one broadcast's news to all followers, batch by batch: humans first, then agents. The row is what makes
  // it once per broadcast. Goes after a week (notices.trim), as its event does, or with its broadcast.
  fanOuts: defineTable({
    broadcastId: v.id("broadcasts"),
    streamId: v.id("streams"),
    eventId: v.id("events"),
    followedUntil: v.number(), // who begins to follow later is not told
    state: v.union(
      v.object({ kind: v.literal("humans"), cursor: v.union(v.string(), v.null()) }),
      v.object({ kind: v.literal("agents"), cursor: v.union(v.string(), v.null()) }),
      v.object({ kind: v.literal("done"), told: v.number() }),
    ),
    told: v.number(),
  }).index("by_broadcast", ["broadcastId"]),
};
