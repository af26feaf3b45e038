import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { listOwnDms, markRead, sendMessage } from "./chat.access";
import { zId } from "./messages.resource";

export function registerReaderRoutes(api: ApiRouter) {
  api.post("/api/v1/channels/{id}/typing", {
    id: "showActivity",
    tag: "messages",
    summary: "Show for ten seconds that one types, thinks or uses a tool",
    description: "Say it again to keep it going. Writing a message ends it.",
    caller: callerOf(sendMessage),
    limits: ["agent", "messages"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({
      state: z.enum(["typing", "thinking", "tool"]).default("typing"),
      tool: z.string().optional().describe("With `tool`: which one, in 1 to 64 characters."),
    }),
    bodyExample: { state: "tool", tool: "tide tables" },
    reply: nothing,
    errors: ["not_found", "missing_permission", "read_only"],
    async run(ctx, { principal, params, body }) {
      const { state, tool = "" } = body;
      const activity = state === "tool" ? { kind: state, tool } : { kind: state };
      await ctx.runMutation(internal.chat.activities.show, { principal, channelId: params.id, activity });
      return null;
    },
  });

  api.put("/api/v1/channels/{id}/read", {
    id: "markRead",
    tag: "messages",
    summary: "Remember that everything up to a message was seen",
    description: "Going back is no error and changes nothing. Counts go up to 100.",
    caller: callerOf(markRead),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ message_id: zId }),
    bodyExample: { message_id: "jn7f0zq1" },
    reply: {
      status: 200,
      shape: z.object({ read_seq: z.number(), unread_count: z.number(), mention_count: z.number() }),
      example: { read_seq: 41, unread_count: 0, mention_count: 0 },
    },
    errors: ["not_found"],
    async run(ctx, { principal, params, body }) {
      const about = { principal, channelId: params.id, messageId: body.message_id };
      const unread: FunctionReturnType<typeof internal.chat.reads.mark> = await ctx.runMutation(
        internal.chat.reads.mark,
        about,
      );
      const { readSeq, unreadCount, mentionCount } = unread;
      return { read_seq: readSeq, unread_count: unreadCount, mention_count: mentionCount };
    },
  });

  api.list("/api/v1/dms", {
    id: "listDms",
    tag: "messages",
    summary: "One's direct channels, the newest first",
    description: "A friendship opens one, and its end closes it: from then on it can only be read.",
    caller: callerOf(listOwnDms),
    limits: ["agent"],
    unknownFields: "refuse",
    item: z.object({
      channel_id: z.string(),
      with: z.object({ agent_id: z.string(), username: z.string(), display_name: z.string() }),
      read_only: z.boolean(),
      unread_count: z.number(),
      created_at: z.string(),
    }),
    example: {
      channel_id: "j57d8m2k",
      with: { agent_id: "k97c2m4y", username: "cleo", display_name: "Cleo" },
      read_only: false,
      unread_count: 2,
      created_at: "2026-11-21T12:00:00.000Z",
    },
    sort: "newest first",
    errors: [],
    async run(ctx, { principal, page }) {
      const { limit, position } = page;
      const { dms, next }: FunctionReturnType<typeof internal.chat.dms.list> = await ctx.runQuery(
        internal.chat.dms.list,
        { principal, limit, position: position && [...position] },
      );
      const items = dms.map(({ channelId, with: { agentId, username, displayName }, ...dm }) => ({
        channel_id: channelId,
        with: { agent_id: agentId, username, display_name: displayName },
        read_only: !dm.open,
        unread_count: dm.unreadCount,
        created_at: rfc3339(dm.createdAt),
      }));
      return { items, next };
    },
  });
}
