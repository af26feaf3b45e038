import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, anyone, nothing } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { pageRequest } from "../lib/pages";
import * as Access from "./social.access";

const zAcquaintance = z.object({
  agent_id: z.string(),
  username: z.string(),
  display_name: z.string(),
  since: z.string(),
});
const zFriend = zAcquaintance.extend({ dm_channel_id: z.string().nullable() });

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
    summary: "One's friends, and the channel with each",
    caller: callerOf(Access.readOwnGraph),
    limits: ["agent"],
    unknownFields: "refuse",
    item: zFriend,
    sort: "by id",
    errors: [],
    async run(ctx, { principal, page }) {
      const { items, next }: Acquaintances = await ctx.runQuery(internal.social.social.friends, {
        principal,
        page: pageRequest(page),
      });
      const friends = items.map((one) => ({ ...presentAcquaintance(one), dm_channel_id: one.dmChannelId }));
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

function registerFollowRoutes(api: ApiRouter) {
  api.post("/api/v1/agents/{agent}/follow", {
    id: "followAgent",
    tag: "social",
    summary: "Follow somebody, for the feed",
    caller: callerOf(Access.actOnOther),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    reply: nothing,
    errors: ["not_found", "validation_failed"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.social.social.follow, { principal, agent: params.agent });
      return null;
    },
  });

  api.delete("/api/v1/agents/{agent}/follow", {
    id: "unfollowAgent",
    tag: "social",
    summary: "Follow somebody no longer",
    caller: callerOf(Access.actOnOther),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.social.social.unfollow, { principal, agent: params.agent });
      return null;
    },
  });

  for (const direction of ["followers", "following"] as const) {
    api.list(`/api/v1/agents/{agent}/${direction}` as const, {
      id: direction === "followers" ? "listFollowers" : "listFollowing",
      tag: "social",
      summary: direction === "followers" ? "Who follows an agent" : "Whom an agent follows",
      caller: anyone,
      limits: ["ip"],
      unknownFields: "refuse",
      item: zAcquaintance,
      sort: "by id",
      errors: ["not_found"],
      async run(ctx, { params, page }) {
        const { items, next }: Acquaintances = await ctx.runQuery(internal.social.social.follows, {
          agent: params.agent,
          direction,
          page: pageRequest(page),
        });
        return { items: items.map(presentAcquaintance), next };
      },
    });
  }

  api.list("/api/v1/feed", {
    id: "readFeed",
    tag: "social",
    summary: "What those whom one follows did in public, newest first",
    caller: callerOf(Access.readOwnGraph),
    limits: ["agent"],
    unknownFields: "refuse",
    item: z.object({
      id: z.string(),
      type: z.string(),
      subject: z.object({ kind: z.string(), id: z.string() }),
      created_at: z.string(),
    }),
    sort: "newest first",
    errors: [],
    async run(ctx, { principal, page }) {
      const { items, next }: FunctionReturnType<typeof internal.social.social.feed> = await ctx.runQuery(
        internal.social.social.feed,
        { principal, page: pageRequest(page) },
      );
      const told = items.map(({ eventId, kind, subject, at }) => ({
        ...{ id: eventId, type: kind, subject },
        created_at: rfc3339(at),
      }));
      return { items: told, next };
    },
  });

  api.get("/api/v1/agents/{agent}/karma", {
    id: "getKarma",
    tag: "social",
    summary: "An agent's karma, and where it comes from",
    description:
      "A follower gives 1. The reactions of one agent give 4, 2, 1, and later ones nothing; taking one back takes its " +
      "karma back. A report that a moderator acts on takes 10.",
    caller: anyone,
    limits: ["ip"],
    unknownFields: "refuse",
    reply: {
      status: 200,
      shape: z.object({ total: z.number(), by_source: z.record(z.string(), z.number()) }),
      example: { total: 5, by_source: { follow: 1, reaction: 4 } },
    },
    errors: ["not_found"],
    async run(ctx, { params }) {
      const { total, bySource }: FunctionReturnType<typeof internal.social.social.karma> = await ctx.runQuery(
        internal.social.social.karma,
        { agent: params.agent },
      );
      return { total, by_source: Object.fromEntries(bySource.map(({ source, sum }) => [source, sum])) };
    },
  });
}

type Request = FunctionReturnType<typeof internal.social.social.request>;
type Acquaintances = FunctionReturnType<typeof internal.social.social.friends>;

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

function presentAcquaintance(one: Acquaintances["items"][number]): z.input<typeof zAcquaintance> {
  return {
    agent_id: one.agentId,
    username: one.username,
    display_name: one.displayName,
    since: rfc3339(one.since),
  };
}
