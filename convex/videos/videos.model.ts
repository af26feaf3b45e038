import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { invalid } from "../lib/errors";
import { findPersona, type PersonaForVideo, personaForVideo } from "../personas/personas.model";
import { requireVoice, resolveVoice } from "../personas/voices.model";
import type { Visibility } from "../streams/streams.values";
import { monthOf } from "../usage/months";
import { countCalledOff, requireVideo } from "../usage/videos.model";
import {
  type Content,
  cannotRender,
  hashOf,
  requireContent,
  requireTitle,
  type Speaking,
  type Wish,
} from "./content.model";
import { closeJob, findJob, type Job, openJob } from "./jobs.model";
import { beginAgain, emptyOut, save } from "./making.model";
import { giveUp, leaveNothing, prepare } from "./steps.model";
import { videoErrors } from "./videos.errors";

type Video = Doc<"videos">;

export interface Made {
  video: Video;
  job: Job;
  /** Whether it was there already, and nothing is rendered or counted for this wish. */
  isCached: boolean;
}

/**
 * The video that somebody wishes for: made now, or the one that is there already, because the same agent says the same in the
 * same way. One that had failed is tried again. `code` is what its address will be: only actions have the randomness for one.
 */
export async function generate(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  wish: Wish,
  code: string,
): Promise<Made> {
  const content = requireContent(wish);
  const persona = await personaAgain(ctx, agent);
  await requireVoice(ctx, agent, content.options.voiceId);
  requireRenderable(content, persona);
  const speaking = speakingOf(persona);
  const known = await findSame(ctx, agent, content, speaking);
  if (known && known.state.kind !== "failed")
    return { video: known, job: (await findJob(ctx, known._id))!, isCached: true };
  // The wish that counts is this one: what is to be private now is not shown because it once was to be public.
  if (known) return await makeAgain(ctx, known, speaking, content);
  const { tenantId, _id: agentId } = agent;
  await requireVideo(ctx, tenantId);
  const videoId = await ctx.db.insert("videos", {
    ...content,
    ...{ tenantId, agentId, code },
    contentHash: hashOf(agentId, content, speaking),
    isDraft: false,
    state: { kind: "processing", stage: "queued", progress: null },
    timeline: [{ stage: "queued", at: Date.now(), note: null }],
    month: monthOf(Date.now()),
    ...{ isCounted: true, isListed: false, isGone: false },
  });
  await ctx.db.insert("videoViews", { videoId, agentId, isListed: false, humans: 0, agents: 0 });
  return { ...(await begin(ctx, await getVideo(ctx, videoId))), isCached: false };
}

/** Whoever wishes for a video once more has a persona that had failed made once more, too. */
const personaAgain = (ctx: MutationCtx, agent: Doc<"agents">): Promise<PersonaForVideo> =>
  personaForVideo(ctx, agent, { again: true });

/** What cannot be rendered is refused at once, as far as it is known who speaks. */
function requireRenderable({ options }: Content, persona: PersonaForVideo): void {
  const objection = persona.kind === "ready" ? cannotRender(options, persona.isDraft) : null;
  if (objection !== null) throw invalid("options", objection, "unsupported");
}

const speakingOf = (persona: PersonaForVideo): Speaking =>
  persona.kind === "ready" ? { version: persona.version, replicaId: persona.replicaExternalId } : null;

/** The same video, if it was asked for before; also one that was asked for while the persona was still being made. */
async function findSame(
  ctx: QueryCtx,
  { _id: agentId }: Doc<"agents">,
  content: Content,
  speaking: Speaking,
): Promise<Video | null> {
  for (const who of speaking ? [speaking, null] : [null]) {
    const contentHash = hashOf(agentId, content, who);
    const video = await ctx.db
      .query("videos")
      .withIndex("by_hash", (q) => q.eq("contentHash", contentHash).eq("isGone", false))
      .first();
    if (video) return video;
  }
  return null;
}

/** What would come of a wish, without anything being done for it. */
export async function tryOut(
  ctx: QueryCtx,
  agent: Doc<"agents">,
  wish: Wish,
): Promise<{ content: Content; same: Video | null }> {
  const content = requireContent(wish);
  const persona = await findPersona(ctx, agent._id);
  const voice = persona && (await resolveVoice(ctx, agent, persona.voice));
  const isReady = persona?.state.kind === "ready" && voice;
  const speaking = isReady ? { version: persona.madeVersion ?? 0, replicaId: voice.externalId } : null;
  const same = await findSame(ctx, agent, content, speaking);
  return { content, same: same?.state.kind === "failed" ? null : same };
}

async function begin(ctx: MutationCtx, video: Video): Promise<{ video: Video; job: Job }> {
  const job = await openJob(ctx, video);
  await prepare(ctx, job, video);
  return { video: await getVideo(ctx, video._id), job: (await findJob(ctx, video._id))! };
}

/** Makes a video that had failed once more, in its place: it keeps its id and its address, and counts once. */
export async function retry(ctx: MutationCtx, video: Video): Promise<Made> {
  if (video.state.kind !== "failed") throw videoErrors.notFailed();
  const agent = await getAgent(ctx, video.agentId);
  return await makeAgain(ctx, video, speakingOf(await personaAgain(ctx, agent)));
}

async function makeAgain(
  ctx: MutationCtx,
  video: Video,
  speaking: Speaking,
  content: Partial<Content> = {},
): Promise<Made> {
  await requireVideo(ctx, video.tenantId);
  const contentHash = hashOf(video.agentId, video, speaking);
  const again = await beginAgain(ctx, video, { ...content, contentHash, month: monthOf(Date.now()) });
  return { ...(await begin(ctx, again)), isCached: false };
}

export async function edit(
  ctx: MutationCtx,
  video: Video,
  { title, visibility }: { title?: string; visibility?: Visibility },
): Promise<void> {
  await save(ctx, requireThere(video), {
    ...(title !== undefined && { title: requireTitle(title) }),
    ...(visibility !== undefined && { visibility }),
  });
}

/** Stops the making of a video. An order that is out there is taken back, as far as the provider can, and counts. */
export async function cancel(ctx: MutationCtx, job: Job): Promise<void> {
  const video = await ctx.db.get(job.videoId);
  if (video?.state.kind !== "processing") throw videoErrors.notRunning();
  if (job.orderedAt !== null) await countCalledOff(ctx, video);
  await giveUp(ctx, job, video, { code: "canceled", message: "It was canceled.", isRetryable: true });
}

/** Deletes a video here, at the video service and at the provider. Its address says that it is gone. */
export async function remove(ctx: MutationCtx, video: Video): Promise<void> {
  const job = await findJob(ctx, requireThere(video)._id);
  if (video.state.kind === "processing" && job && job.orderedAt !== null) await countCalledOff(ctx, video);
  await removeElsewhere(ctx, video);
  await emptyOut(ctx, video);
}

/** Has removed what there is of a video at others, and its making stopped. */
export async function removeElsewhere(ctx: MutationCtx, video: Video): Promise<void> {
  const job = await findJob(ctx, video._id);
  // What had failed has left nothing; its job still knows the names.
  if (!job || video.state.kind === "failed") return;
  await leaveNothing(ctx, job);
  await closeJob(ctx, job);
}

/** A video that is still there, or the refusal that says where it went. */
export function requireThere(video: Video): Video {
  if (video.state.kind === "gone") throw videoErrors.gone();
  return video;
}

export async function findByCode(ctx: QueryCtx, code: string): Promise<Video | null> {
  return await ctx.db
    .query("videos")
    .withIndex("by_code", (q) => q.eq("code", code))
    .unique();
}

export async function getVideo(ctx: QueryCtx, videoId: Id<"videos">): Promise<Video> {
  const video = await ctx.db.get(videoId);
  if (!video) throw videoErrors.notFound();
  return video;
}
