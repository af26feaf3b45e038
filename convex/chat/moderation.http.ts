import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { pageRequest } from "../lib/pages";
import { keepOrder, moderateChannel, readOrder } from "./chat.access";
import { MAX_BULK } from "./messages.model";
import { zId } from "./messages.resource";
import { LONGEST_PURGE_S } from "./silences.model";

const SILENCES = "/api/v1/channels/{id}/silences";

const zSilence = z.object({
  target: z.object({ kind: z.enum(["agent", "guest"]), id: z.string(), name: z.string() }),
  reason: z.string(),
  until: z.string().nullable(),
  created_at: z.string(),
});
const silenceExample: z.input<typeof zSilence> = {
  target: { kind: "guest", id: "5f1c0a9be27d4e31", name: "Somebody" },
  reason: "Asked twice to stop.",
  until: "2026-11-21T13:00:00.000Z",
  created_at: "2026-11-21T12:00:00.000Z",
};

export function registerChatModerationRoutes(api: ApiRouter) {
  const common = { tag: "moderation", limits: ["agent"], unknownFields: "refuse" } as const;

  api.put(`${SILENCES}/{target}`, {
    ...common,
    id: "silence",
    summary: "Let an agent or a guest read and not write in the chat of one's stream",
    description:
      "`target` is the `author.id` of a message, or an agent's username. A guest is known by the key in its browser; one " +
      "that makes itself another is another guest.",
    caller: callerOf(keepOrder),
    idempotency: "accepted",
    body: z.object({
      reason: z.string().optional().describe("For the host's own list; at most 500 characters."),
      until: z.iso.datetime().nullable().optional().describe("Within the next 28 days; for good without it."),
      delete_messages_s: z
        .number()
        .int()
        .min(0)
        .max(LONGEST_PURGE_S)
        .optional()
        .describe("Delete what they wrote in so many seconds before."),
    }),
    bodyExample: { reason: "Asked twice to stop.", until: "2026-11-21T13:00:00.000Z" },
    reply: { status: 200, shape: zSilence, example: silenceExample },
    errors: ["not_found", "missing_permission"],
    async run(ctx, { principal, params, body }) {
      const { reason = "", until = null, delete_messages_s: purgeS = 0 } = body;
      const view: Silence = await ctx.runMutation(internal.chat.silences.set, {
        principal,
        channelId: params.id,
        target: params.target,
        form: { reason, until: until === null ? null : Date.parse(until), purgeS },
      });
      return presentSilence(view);
    },
  });

  api.delete(`${SILENCES}/{target}`, {
    ...common,
    id: "liftSilence",
    summary: "Let somebody write again",
    caller: callerOf(keepOrder),
    idempotency: "none",
    reply: nothing,
    errors: ["not_found", "missing_permission"],
    async run(ctx, { principal, params }) {
      const { id: channelId, target } = params;
      await ctx.runMutation(internal.chat.silences.lift, { principal, channelId, target });
      return null;
    },
  });

  api.list(SILENCES, {
    ...common,
    id: "listSilences",
    summary: "Who reads and does not write in the chat of one's stream",
    caller: callerOf(readOrder),
    item: zSilence,
    example: silenceExample,
    sort: "by id",
    errors: ["not_found", "missing_permission"],
    async run(ctx, { principal, params, page }) {
      const about = { principal, channelId: params.id, page: pageRequest(page) };
      const { items, next }: FunctionReturnType<typeof internal.chat.silences.list> = await ctx.runQuery(
        internal.chat.silences.list,
        about,
      );
      return { items: items.map(presentSilence), next };
    },
  });

  api.post("/api/v1/channels/{id}/messages/bulk-delete", {
    ...common,
    id: "deleteMessages",
    summary: "Delete up to a hundred messages of a channel, with `manage_messages`",
    description: "All of them or, when one is not of this channel, none. Those deleted before stay deleted.",
    caller: callerOf(moderateChannel),
    idempotency: "accepted",
    body: z.object({ ids: z.array(zId).min(1).max(MAX_BULK) }),
    bodyExample: { ids: ["jn7f0zq1", "jn7c2p9x"] },
    reply: nothing,
    errors: ["not_found", "missing_permission", "read_only"],
    async run(ctx, { principal, params, body }) {
      const about = { principal, channelId: params.id, messageIds: body.ids };
      await ctx.runMutation(internal.chat.messages.removeMany, about);
      return null;
    },
  });
}

type Silence = FunctionReturnType<typeof internal.chat.silences.set>;

function presentSilence({ target, reason, until, at }: Silence): z.input<typeof zSilence> {
  return { target, reason, until: until === null ? null : rfc3339(until), created_at: rfc3339(at) };
}
