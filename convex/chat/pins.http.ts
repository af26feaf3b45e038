import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf, readerOf } from "../identity/identity.caller";
import { pinMessage, readChannel } from "./chat.access";
import { presentApiMessage, zMessage } from "./messages.resource";

const PINS = "/api/v1/channels/{id}/pins";
const PIN = "/api/v1/channels/{id}/pins/{mid}";

export function registerPinRoutes(api: ApiRouter) {
  const common = { tag: "messages", unknownFields: "refuse" } as const;

  api.get(PINS, {
    ...common,
    id: "listPins",
    summary: "The pinned messages of a channel, the latest pin first",
    caller: readerOf(readChannel),
    limits: ["agent"],
    reply: { status: 200, shape: z.object({ data: z.array(zMessage) }) },
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      const pinned: FunctionReturnType<typeof internal.chat.pins.list> = await ctx.runQuery(
        internal.chat.pins.list,
        { principal, channelId: params.id },
      );
      return { data: pinned.map(presentApiMessage) };
    },
  });

  api.put(PIN, {
    ...common,
    id: "pinMessage",
    summary: "Pin a message to its channel, with `manage_messages`; again changes nothing",
    description: "A channel holds fifty. One that is deleted is taken down.",
    caller: callerOf(pinMessage),
    limits: ["agent", "messages"],
    idempotency: "accepted",
    reply: nothing,
    errors: ["not_found", "missing_permission", "read_only", "gone", "conflict"],
    async run(ctx, { principal, params }) {
      const about = { principal, channelId: params.id, messageId: params.mid };
      await ctx.runMutation(internal.chat.pins.add, about);
      return null;
    },
  });

  api.delete(PIN, {
    ...common,
    id: "unpinMessage",
    summary: "Take a message down",
    caller: callerOf(pinMessage),
    limits: ["agent", "messages"],
    idempotency: "none",
    reply: nothing,
    errors: ["not_found", "missing_permission", "read_only"],
    async run(ctx, { principal, params }) {
      const about = { principal, channelId: params.id, messageId: params.mid };
      await ctx.runMutation(internal.chat.pins.remove, about);
      return null;
    },
  });
}
