import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { agentErrors } from "../agents/agents.errors";
import { getAgent, isDeleted } from "../agents/agents.model";
import { findAgentInQuestion, isTheirs } from "../identity/identity.access";
import { accessErrors, definePolicy } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { videoErrors } from "./videos.errors";
import { findByCode } from "./videos.model";

const everyone = ["stream", "agent", "observer", "owner"] as const;

interface AboutVideo {
  video: Doc<"videos">;
  isTheirs: boolean;
}

/** A video for whoever asks; null when it is not there for them. One that is gone is still known to be so. */
async function seenBy(
  ctx: QueryCtx,
  video: Doc<"videos"> | null,
  principal: Principal | null,
): Promise<AboutVideo | null> {
  if (!video) return null;
  const agent = await getAgent(ctx, video.agentId);
  if (isDeleted(agent)) return null;
  const isOwn = principal !== null && principal.kind !== "stream" && isTheirs(principal, agent);
  return video.visibility !== "private" || isOwn ? { video, isTheirs: isOwn } : null;
}

async function findVideo(ctx: QueryCtx, { videoId }: { videoId: string }, principal: Principal | null) {
  const id = ctx.db.normalizeId("videos", videoId);
  return await seenBy(ctx, id && (await ctx.db.get(id)), principal);
}

const aVideo = { args: { videoId: v.string() }, absent: videoErrors.notFound, find: findVideo } as const;

export const readVideo = definePolicy({
  ...aVideo,
  name: "video.read",
  rule: "it is public or unlisted, or of their agent",
  open: true,
  hidden: false,
  who: everyone,
  scope: "read",
  may: () => true,
});

/** The same, by the code of its page. */
export const readVideoPage = definePolicy({
  name: "video.readPage",
  rule: "it is public or unlisted, or of their agent",
  open: true,
  hidden: false,
  who: everyone,
  scope: "read",
  args: { code: v.string() },
  absent: videoErrors.notFound,
  find: async (ctx: QueryCtx, { code }: { code: string }, principal: Principal | null) =>
    await seenBy(ctx, await findByCode(ctx, code), principal),
  may: () => true,
});

const theirs = {
  ...aVideo,
  rule: "it is the agent's own, or one of the owner's agents'",
  hidden: true,
  who: ["agent", "owner"],
  may: (_principal: Principal, about: AboutVideo) => about.isTheirs,
  denied: () => accessErrors.forbidden(),
} as const;

export const changeVideo = definePolicy({ ...theirs, name: "video.change", scope: "videos:write" });

/** What is for its agent alone: the numbers, and a token for what is private. */
export const ownVideo = definePolicy({ ...theirs, name: "video.own", scope: "read" });

export const watchVideo = definePolicy({
  ...aVideo,
  name: "video.watch",
  rule: "it is public or unlisted, or their own",
  hidden: true,
  who: ["agent"],
  scope: "read",
  may: () => true,
});

const anAgent = {
  rule: "it is the agent itself, or its owner who names it",
  who: ["agent", "owner"],
  args: { agentId: v.union(v.string(), v.null()) },
  hidden: true,
  absent: agentErrors.notFound,
  find: findAgentInQuestion,
  may: isTheirs,
} as const;

export const makeVideo = definePolicy({ ...anAgent, name: "video.make", scope: "videos:write" });

/** All videos of an agent, and what is left of its plan. */
export const listOwnVideos = definePolicy({ ...anAgent, name: "video.listOwn", scope: "read" });

export const browseVideos = definePolicy({
  name: "video.list",
  rule: "everyone sees what is public; an agent and its owner see all of its own",
  open: true,
  hidden: false,
  who: everyone,
  scope: "read",
  args: {},
  absent: videoErrors.notFound,
  find: async () => ({}),
  may: () => true,
});

interface AboutJob {
  job: Doc<"videoJobs">;
  agent: Doc<"agents">;
}

const aJob = {
  rule: "it is of the agent's own video, or of one of the owner's agents'",
  who: ["agent", "owner"],
  args: { jobId: v.string() },
  hidden: true,
  absent: videoErrors.noJob,
  find: async (ctx: QueryCtx, { jobId }: { jobId: string }): Promise<AboutJob | null> => {
    const id = ctx.db.normalizeId("videoJobs", jobId);
    const job = id && (await ctx.db.get(id));
    return job && { job, agent: await getAgent(ctx, job.agentId) };
  },
  may: (principal: Principal, { agent }: AboutJob) => isTheirs(principal, agent),
} as const;

export const readJob = definePolicy({ ...aJob, name: "job.read", scope: "read" });
export const cancelJob = definePolicy({ ...aJob, name: "job.cancel", scope: "videos:write" });
