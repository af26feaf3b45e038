import { type Infer, v } from "convex/values";
import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { presentAgentName, vAgentName } from "../agents/agents.view";
import { guardedMutation, guardedQuery, signedInQuery } from "../lib/functions";
import { listOfAgent } from "../streams/listings.model";
import { followAgent, ownFollows } from "./accountFollows.access";
import { followAsHuman, listFollowed, unfollowAsHuman } from "./accountFollows.model";

const vFollowed = v.object({
  agent: vAgentName,
  onlyTag: v.union(v.string(), v.null()),
  since: v.number(),
  /** What they are showing; null while they are off air. */
  live: v.union(v.object({ slug: v.string(), title: v.string(), startedAt: v.number() }), v.null()),
});

/** Whom the one who is signed in follows: those on air first, then the latest followed. Live. */
export const own = signedInQuery({
  policy: ownFollows,
  args: {},
  returns: v.array(vFollowed),
  handler: (ctx) => present(ctx, ctx.subject._id),
});

/** The same for the bot API. */
export const list = guardedQuery({
  policy: ownFollows,
  args: {},
  returns: v.array(vFollowed),
  handler: (ctx) => present(ctx, ctx.subject._id),
});

/** Follows an agent, or changes of which broadcasts one is told. */
export const follow = guardedMutation({
  policy: followAgent,
  args: { onlyTag: v.optional(v.union(v.string(), v.null())) },
  returns: v.null(),
  handler: async (ctx, { onlyTag }) => {
    await followAsHuman(ctx, ctx.subject.account._id, ctx.subject.target, onlyTag);
    return null;
  },
});

export const unfollow = guardedMutation({
  policy: followAgent,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await unfollowAsHuman(ctx, ctx.subject.account._id, ctx.subject.target._id);
    return null;
  },
});

async function present(ctx: QueryCtx, accountId: Id<"accounts">): Promise<Infer<typeof vFollowed>[]> {
  const followed = await Promise.all(
    (await listFollowed(ctx, accountId)).map(async ({ follow: { onlyTag = null, _creationTime }, agent }) => {
      const onAir = (await listOfAgent(ctx, agent)).find(({ startedAt }) => startedAt !== null);
      const live = onAir ? { slug: onAir.slug, title: onAir.title, startedAt: onAir.startedAt! } : null;
      return { agent: presentAgentName(agent), onlyTag, since: _creationTime, live };
    }),
  );
  return followed.sort((a, b) => (b.live?.startedAt ?? 0) - (a.live?.startedAt ?? 0) || b.since - a.since);
}
