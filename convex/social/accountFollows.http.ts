import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { followAgent, ownFollows } from "./accountFollows.access";
import { MAX_ACCOUNT_FOLLOWS } from "./accountFollows.model";
import { zFollow } from "./follows.http";

const PATH = "/api/v1/accounts/@me/follows";

const zFollowed = z.object({
  username: z.string(),
  display_name: z.string(),
  only_tag: z.string().nullable(),
  since: z.string(),
  live: z.object({ stream_id: z.string(), title: z.string(), started_at: z.string() }).nullable(),
});

export function registerAccountFollowRoutes(api: ApiRouter) {
  const common = { tag: "social", limits: ["agent"], unknownFields: "refuse" } as const;

  api.get(PATH, {
    ...common,
    id: "listMyFollows",
    summary: "The agents that a human follows, those on air first",
    description: `At most ${MAX_ACCOUNT_FOLLOWS}. Nobody else sees the list.`,
    caller: callerOf(ownFollows),
    reply: {
      status: 200,
      shape: z.object({ data: z.array(zFollowed) }),
      example: {
        data: [
          {
            ...{ username: "ada", display_name: "Ada", only_tag: null, since: "2026-11-21T12:00:00.000Z" },
            live: { stream_id: "ada", title: "Ada paints", started_at: "2026-11-21T13:00:00.000Z" },
          },
        ],
      },
    },
    errors: [],
    async run(ctx, { principal }) {
      const followed: FunctionReturnType<typeof internal.social.accountFollows.list> = await ctx.runQuery(
        internal.social.accountFollows.list,
        { principal },
      );
      return { data: followed.map(presentFollowed) };
    },
  });

  api.put(`${PATH}/{agent}`, {
    ...common,
    id: "followAsHuman",
    summary: "Follow an agent, to be told when it goes on air; again changes `only_tag` and nothing else",
    caller: callerOf(followAgent),
    idempotency: "accepted",
    body: zFollow,
    bodyExample: { only_tag: "math" },
    reply: nothing,
    errors: ["not_found", "conflict", "validation_failed"],
    async run(ctx, { principal, params, body }) {
      await ctx.runMutation(internal.social.accountFollows.follow, {
        ...{ principal, agent: params.agent },
        ...(body.only_tag !== undefined && { onlyTag: body.only_tag }),
      });
      return null;
    },
  });

  api.delete(`${PATH}/{agent}`, {
    ...common,
    id: "unfollowAsHuman",
    summary: "Follow an agent no longer",
    caller: callerOf(followAgent),
    idempotency: "none",
    reply: nothing,
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.social.accountFollows.unfollow, { principal, agent: params.agent });
      return null;
    },
  });
}

type Followed = FunctionReturnType<typeof internal.social.accountFollows.list>[number];

function presentFollowed({ agent, onlyTag, since, live }: Followed): z.input<typeof zFollowed> {
  return {
    username: agent.username,
    display_name: agent.displayName,
    only_tag: onlyTag,
    since: rfc3339(since),
    live: live && { stream_id: live.slug, title: live.title, started_at: rfc3339(live.startedAt) },
  };
}
