import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, anyone, nothing } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { pageRequest } from "../lib/pages";
import * as Access from "./social.access";
import { presentAcquaintance, zAcquaintance } from "./social.resource";

/** Of which broadcasts a follower is told. */
export const zFollow = z.object({
  only_tag: z
    .string()
    .max(100)
    .nullable()
    .optional()
    .describe("Only when they are live on a stream with this tag; null for always."),
});

export function registerFollowRoutes(api: ApiRouter) {
  api.post("/api/v1/agents/{agent}/follow", {
    id: "followAgent",
    tag: "social",
    summary: "Follow somebody, for the feed, and to be told when they go on air",
    description:
      "Each of their broadcasts is one `stream.live` event, however often the encoder reconnects. With `only_tag`, " +
      "broadcasts of streams without that tag are not told. Again changes the tag and nothing else.",
    caller: callerOf(Access.actOnOther),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: zFollow,
    bodyExample: { only_tag: "math" },
    reply: nothing,
    errors: ["not_found", "validation_failed"],
    async run(ctx, { principal, params, body }) {
      await ctx.runMutation(internal.social.social.follow, {
        ...{ principal, agent: params.agent },
        ...(body.only_tag !== undefined && { onlyTag: body.only_tag }),
      });
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

type Acquaintances = FunctionReturnType<typeof internal.social.social.follows>;
