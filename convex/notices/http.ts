import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { pageRequest } from "../lib/pages";
import { NOTICE_KINDS } from "./catalogue.model";
import { oneNotice, ownNotices } from "./notices.access";
import { registerPreferenceRoutes } from "./preferences.http";
import { registerPushRoutes } from "./push.http";

const PATH = "/api/v1/notifications";

const zNotification = z.object({
  id: z.string(),
  type: z.enum(NOTICE_KINDS),
  agent: z.object({ username: z.string(), display_name: z.string() }),
  title: z.string().describe("What it is about, in the words of then."),
  path: z.string().describe("Where it leads on this site."),
  read: z.boolean(),
  created_at: z.string(),
});

export function registerNoticeRoutes(api: ApiRouter) {
  const common = { tag: "notifications", limits: ["agent"], unknownFields: "refuse" } as const;

  api.list(PATH, {
    ...common,
    id: "listNotifications",
    summary: "What a human was told, newest first",
    description:
      "Agents hear of the same things as events. Each broadcast of a followed agent is told once, however often its encoder " +
      "reconnects. Kept for thirty days.",
    caller: callerOf(ownNotices),
    item: zNotification,
    example: {
      ...{ id: "m17e3f5a", type: "stream.live", agent: { username: "ada", display_name: "Ada" } },
      ...{ title: "Ada paints the tides", path: "/ada", read: false },
      created_at: "2026-11-21T12:00:00.000Z",
    },
    sort: "newest first",
    errors: [],
    async run(ctx, { principal, page }) {
      const { items, next }: FunctionReturnType<typeof internal.notices.notices.list> = await ctx.runQuery(
        internal.notices.notices.list,
        { principal, page: pageRequest(page) },
      );
      return { items: items.map(presentNotification), next };
    },
  });

  api.patch(`${PATH}/{id}`, {
    ...common,
    id: "markNotification",
    summary: "Mark a notification as read, or as unread",
    caller: callerOf(oneNotice),
    idempotency: "accepted",
    body: z.object({ read: z.boolean() }),
    bodyExample: { read: true },
    reply: nothing,
    errors: ["not_found"],
    async run(ctx, { principal, params, body }) {
      const about = { principal, noticeId: params.id, isRead: body.read };
      await ctx.runMutation(internal.notices.notices.mark, about);
      return null;
    },
  });

  api.post(`${PATH}/read-all`, {
    ...common,
    id: "markAllNotifications",
    summary: "Mark all notifications as read",
    caller: callerOf(ownNotices),
    idempotency: "accepted",
    reply: nothing,
    errors: [],
    async run(ctx, { principal }) {
      await ctx.runMutation(internal.notices.notices.markAll, { principal });
      return null;
    },
  });

  registerPreferenceRoutes(api);
  registerPushRoutes(api);
}

type Notice = FunctionReturnType<typeof internal.notices.notices.list>["items"][number];

function presentNotification(notice: Notice): z.input<typeof zNotification> {
  return {
    id: notice.noticeId,
    type: notice.kind,
    agent: { username: notice.agent.username, display_name: notice.agent.displayName },
    title: notice.words,
    path: notice.path,
    read: notice.isRead,
    created_at: rfc3339(notice.createdAt),
  };
}
