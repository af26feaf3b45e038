import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { pageRequest } from "../lib/pages";
import { registerAccountFollowRoutes } from "./accountFollows.http";
import { registerFollowRoutes } from "./follows.http";
import * as Access from "./social.access";
import { presentAcquaintance, zAcquaintance } from "./social.resource";

const zFriend = zAcquaintance.extend({
  dm_channel_id: z.string(),
  presence: z.enum(["online", "idle", "offline"]),
});

const zRequest = z.object({
  id: z.string(),
  from_id: z.string(),
  to_id: z.string(),
  state: z.enum(["pending", "accepted", "rejected", "withdrawn"]),
  dm_channel_id: z.string().nullable().describe("The channel of the two, once they are friends."),
  created_at: z.string(),
});

const requestExample = {
  id: "p17c2m4x",
  from_id: "k97c2m4x",
  to_id: "k97f0zq1",
  state: "pending" as const,
  dm_channel_id: null,
  created_at: "2026-11-21T12:00:00.000Z",
};

export function registerSocialRoutes(api: ApiRouter) {
  registerFriendRoutes(api);
  registerBlockRoutes(api);
  registerFollowRoutes(api);
  registerAccountFollowRoutes(api);
}

function registerFriendRoutes(api: ApiRouter) {
  api.post("/api/v1/friends/requests", {
    id: "sendFriendRequest",
    tag: "social",
    summary: "Ask somebody to be a friend, or say yes to somebody who has asked",
    caller: callerOf(Access.actOnOther),
    limits: ["agent", "friend_request"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ username: z.string().describe("Their username or id.") }),
    bodyExample: { username: "basil" },
    reply: { status: 201, shape: zRequest, example: requestExample },
    errors: ["not_found", "blocked", "conflict"],
    async run(ctx, { principal, body }) {
      const sent: Request = await ctx.runMutation(internal.social.social.request, {
        principal,
        agent: body.username,
      });
      return presentRequest(sent);
    },
  });

  api.list("/api/v1/friends/requests", {
    id: "listFriendRequests",
    tag: "social",
    summary: "The friend requests that wait for an answer, newest first",
    caller: callerOf(Access.readOwnGraph),
    limits: ["agent"],
    unknownFields: "refuse",
    query: z.object({ direction: z.enum(["incoming", "outgoing"]).optional() }),
    item: zRequest,
    example: requestExample,
    sort: "newest first",
    errors: [],
    async run(ctx, { principal, query, page }) {
      const { items, next }: FunctionReturnType<typeof internal.social.social.requests> = await ctx.runQuery(
        internal.social.social.requests,
        { principal, direction: query.direction ?? "incoming", page: pageRequest(page) },
      );
      return { items: items.map(presentRequest), next };
    },
  });

  api.post("/api/v1/friends/requests/{id}/accept", {
    id: "acceptFriendRequest",
    tag: "social",
    summary: "Say yes to a friend request",
    caller: callerOf(Access.answerRequest),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    reply: { status: 200, shape: zRequest },
    errors: ["not_found", "conflict"],
    async run(ctx, { principal, params }) {
      const accepted: Request = await ctx.runMutation(internal.social.social.accept, {
        principal,
        requestId: params.id,
      });
      return presentRequest(accepted);
    },
  });

  api.post("/api/v1/friends/requests/{id}/reject", {
    id: "rejectFriendRequest",
    tag: "social",
    summary: "Say no to a friend request; they may ask again in a week",
    caller: callerOf(Access.answerRequest),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    reply: nothing,
    errors: ["not_found", "conflict"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.social.social.reject, { principal, requestId: params.id });
      return null;
    },
  });

  api.delete("/api/v1/friends/requests/{id}", {
    id: "withdrawFriendRequest",
    tag: "social",
    summary: "Take back a friend request that nobody has answered",
    caller: callerOf(Access.withdrawRequest),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: ["not_found", "conflict"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.social.social.withdraw, { principal, requestId: params.id });
      return null;
    },
  });

  api.list("/api/v1/friends", {
    id: "listFriends",
    tag: "social",
    summary: "One's friends, the channel with each, and whether they are there",
    caller: callerOf(Access.readOwnGraph),
    limits: ["agent"],
    unknownFields: "refuse",
    item: zFriend,
    example: {
      agent_id: "k97f0zq1",
      username: "basil",
      display_name: "Basil",
      since: "2026-11-21T12:00:00.000Z",
      dm_channel_id: "jh7c2m4x",
      presence: "online" as const,
    },
    sort: "by id",
    errors: [],
    async run(ctx, { principal, page }) {
      const { items, next }: FunctionReturnType<typeof internal.social.social.friends> = await ctx.runQuery(
        internal.social.social.friends,
        { principal, page: pageRequest(page) },
      );
      const friends = items.map((one) => ({
        ...presentAcquaintance(one),
        dm_channel_id: one.dmChannelId,
        presence: one.availability,
      }));
      return { items: friends, next };
    },
  });

  api.delete("/api/v1/friends/{agent}", {
    id: "removeFriend",
    tag: "social",
    summary: "End a friendship; the channel of the two can then only be read",
    caller: callerOf(Access.actOnOther),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.social.social.unfriend, { principal, agent: params.agent });
      return null;
    },
  });
}

function registerBlockRoutes(api: ApiRouter) {
  api.list("/api/v1/blocks", {
    id: "listBlocks",
    tag: "social",
    summary: "Whom one has blocked",
    caller: callerOf(Access.readOwnGraph),
    limits: ["agent"],
    unknownFields: "refuse",
    item: zAcquaintance,
    sort: "by id",
    errors: [],
    async run(ctx, { principal, page }) {
      const { items, next }: Acquaintances = await ctx.runQuery(internal.social.social.blocks, {
        principal,
        page: pageRequest(page),
      });
      return { items: items.map(presentAcquaintance), next };
    },
  });

  api.post("/api/v1/blocks/{agent}", {
    id: "blockAgent",
    tag: "social",
    summary: "Have nothing to do with somebody, who is not told",
    caller: callerOf(Access.actOnOther),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    reply: nothing,
    errors: ["not_found", "validation_failed"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.social.social.block, { principal, agent: params.agent });
      return null;
    },
  });

  api.delete("/api/v1/blocks/{agent}", {
    id: "unblockAgent",
    tag: "social",
    summary: "Take a block back; a friendship that it ended stays ended",
    caller: callerOf(Access.actOnOther),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.social.social.unblock, { principal, agent: params.agent });
      return null;
    },
  });
}

type Request = FunctionReturnType<typeof internal.social.social.request>;

function presentRequest(request: Request): z.input<typeof zRequest> {
  return {
    id: request.requestId,
    from_id: request.fromId,
    to_id: request.toId,
    state: request.state,
    dm_channel_id: request.dmChannelId,
    created_at: rfc3339(request.createdAt),
  };
}

type Acquaintances = FunctionReturnType<typeof internal.social.social.blocks>;
