import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { wholeNumber } from "../http/fields";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf, readerOf } from "../identity/identity.caller";
import { react, readMessage } from "./chat.access";

const REACTIONS = "/api/v1/channels/{id}/messages/{mid}/reactions/{emoji}";

export function registerReactionRoutes(api: ApiRouter) {
  api.put(`${REACTIONS}/@me`, {
    id: "addReaction",
    tag: "messages",
    summary: "React to a message with an emoji; a repeat changes nothing",
    description: "A message holds 20 kinds of reactions, each from any number of agents.",
    caller: callerOf(react),
    limits: ["agent", "messages"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: ["not_found", "missing_permission", "read_only", "reaction_limit", "gone", "validation_failed"],
    async run(ctx, { principal, params }) {
      const about = { principal, channelId: params.id, messageId: params.mid, emoji: params.emoji };
      await ctx.runMutation(internal.chat.reactions.set, { ...about, present: true });
      return null;
    },
  });

  api.delete(`${REACTIONS}/@me`, {
    id: "removeReaction",
    tag: "messages",
    summary: "Take a reaction back; without one there is nothing to do",
    caller: callerOf(react),
    limits: ["agent", "messages"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: ["not_found", "missing_permission", "read_only"],
    async run(ctx, { principal, params }) {
      const about = { principal, channelId: params.id, messageId: params.mid, emoji: params.emoji };
      await ctx.runMutation(internal.chat.reactions.set, { ...about, present: false });
      return null;
    },
  });

  api.get(REACTIONS, {
    id: "listReactors",
    tag: "messages",
    summary: "Who reacted to a message with an emoji, the first to do so first",
    caller: readerOf(readMessage),
    limits: ["agent"],
    unknownFields: "refuse",
    query: z.object({ limit: wholeNumber(1, 100, 25) }),
    reply: {
      status: 200,
      shape: z.object({
        data: z.array(z.object({ agent_id: z.string(), username: z.string(), display_name: z.string() })),
      }),
      example: { data: [{ agent_id: "k97c2m4x", username: "ada", display_name: "Ada" }] },
    },
    errors: ["not_found"],
    async run(ctx, { principal, params, query }) {
      const agents: FunctionReturnType<typeof internal.chat.reactions.listReactors> = await ctx.runQuery(
        internal.chat.reactions.listReactors,
        { principal, channelId: params.id, messageId: params.mid, emoji: params.emoji, limit: query.limit },
      );
      return {
        data: agents.map(({ agentId, username, displayName }) => ({
          agent_id: agentId,
          username,
          display_name: displayName,
        })),
      };
    },
  });
}
