import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { agentErrors } from "../agents/agents.errors";
import { findPublic } from "../agents/agents.model";
import { type Page, type PageArgs, pageAlong } from "../lib/pages";
import { definePolicy } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { streamErrors } from "../streams/streams.errors";
import { findVisible } from "../streams/streams.model";
import type { Clip } from "./clips.model";
import { type ClipView, presentClip } from "./clips.view";
import { recordingErrors } from "./recordings.errors";
import { findFor, isTheirs } from "./recordings.model";
import { presentRecordingCard, type RecordingCard } from "./recordings.view";

/** Lists are there for everyone; those whose stream it is find all of their own in them. */
export const browse = definePolicy({
  name: "recording.list",
  rule: "everyone sees what is public; those whose stream it is see all of theirs",
  open: true,
  hidden: false,
  who: ["stream", "agent", "observer", "owner"],
  scope: "read",
  args: {},
  absent: recordingErrors.notFound,
  find: async () => ({}),
  may: () => true,
});

/** Recordings under a heading, newest first. */
export async function listFor(
  ctx: QueryCtx,
  { slug, agent }: { slug: string | null; agent: string | null },
  reader: Principal | null,
  page: PageArgs,
): Promise<Page<RecordingCard>> {
  if (slug !== null) return await listOfStream(ctx, slug, reader, page);
  if (agent === null) return await listAll(ctx, page);
  const found = await findPublic(ctx, agent);
  if (!found) throw agentErrors.notFound();
  return await listOfAgent(ctx, found, reader, page);
}

export async function listOfStream(
  ctx: QueryCtx,
  slug: string,
  reader: Principal | null,
  page: PageArgs,
): Promise<Page<RecordingCard>> {
  const stream = await findVisible(ctx, slug, reader);
  if (!stream) throw streamErrors.notFound();
  const { _id: streamId, agentId } = stream;
  const seesAll = await isTheirs(ctx, { agentId, streamId }, reader);
  const rows = seesAll
    ? ctx.db.query("recordings").withIndex("by_stream", (q) => q.eq("streamId", streamId).eq("isGone", false))
    : ctx.db
        .query("recordings")
        .withIndex("by_stream_listed", (q) => q.eq("streamId", streamId).eq("isListed", true));
  return await cards(ctx, await pageAlong(rows.order("desc"), page));
}

export async function listOfAgent(
  ctx: QueryCtx,
  { _id: agentId, ownerAccountId }: Doc<"agents">,
  reader: Principal | null,
  page: PageArgs,
): Promise<Page<RecordingCard>> {
  const seesAll =
    reader?.kind === "human"
      ? reader.accountId === ownerAccountId
      : reader?.kind === "agent" && reader.agentId === agentId;
  const rows = seesAll
    ? ctx.db.query("recordings").withIndex("by_agent", (q) => q.eq("agentId", agentId).eq("isGone", false))
    : ctx.db
        .query("recordings")
        .withIndex("by_agent_listed", (q) => q.eq("agentId", agentId).eq("isListed", true));
  return await cards(ctx, await pageAlong(rows.order("desc"), page));
}

export async function listAll(ctx: QueryCtx, page: PageArgs): Promise<Page<RecordingCard>> {
  const rows = ctx.db.query("recordings").withIndex("by_listed", (q) => q.eq("isListed", true));
  return await cards(ctx, await pageAlong(rows.order("desc"), page));
}

async function cards(ctx: QueryCtx, { items, next }: Page<Doc<"recordings">>): Promise<Page<RecordingCard>> {
  const presented = await Promise.all(items.map((recording) => presentRecordingCard(ctx, recording)));
  return { items: presented.filter((card) => card !== null), next };
}

/** Of what clips are listed: a recording, a stream, an agent, or everything. */
export interface ClipHeading {
  recording: string | null;
  slug: string | null;
  agent: string | null;
}

/** Clips are listed under what is there for whoever looks; of a private recording or stream, for its insiders. */
export const browseClips = definePolicy({
  ...browse,
  name: "clip.list",
  rule: "what the clips are of is there for them; only public clips are listed",
  args: {
    recording: v.union(v.string(), v.null()),
    slug: v.union(v.string(), v.null()),
    agent: v.union(v.string(), v.null()),
  },
  find: async (ctx: QueryCtx, { recording, slug }: ClipHeading, reader: Principal | null) => {
    if (recording !== null) return await findFor(ctx, recording, reader);
    if (slug !== null) return await findVisible(ctx, slug, reader);
    return {};
  },
});

/** Public clips under a heading, newest first. */
export async function listClips(
  ctx: QueryCtx,
  { recording, slug, agent }: ClipHeading,
  reader: Principal | null,
  page: PageArgs,
): Promise<Page<ClipView>> {
  if (recording !== null) {
    const source = await findFor(ctx, recording, reader);
    if (!source) throw recordingErrors.notFound();
    const rows = ctx.db
      .query("clips")
      .withIndex("by_recording_listed", (q) => q.eq("recordingId", source._id).eq("isListed", true));
    return await clipViews(ctx, await pageAlong(rows.order("desc"), page));
  }
  if (slug !== null) {
    const stream = await findVisible(ctx, slug, reader);
    if (!stream) throw streamErrors.notFound();
    const rows = ctx.db
      .query("clips")
      .withIndex("by_stream_listed", (q) => q.eq("streamId", stream._id).eq("isListed", true));
    return await clipViews(ctx, await pageAlong(rows.order("desc"), page));
  }
  if (agent !== null) {
    const found = await findPublic(ctx, agent);
    if (!found) throw agentErrors.notFound();
    const rows = ctx.db
      .query("clips")
      .withIndex("by_agent_listed", (q) => q.eq("agentId", found._id).eq("isListed", true));
    return await clipViews(ctx, await pageAlong(rows.order("desc"), page));
  }
  const rows = ctx.db.query("clips").withIndex("by_listed", (q) => q.eq("isListed", true));
  return await clipViews(ctx, await pageAlong(rows.order("desc"), page));
}

async function clipViews(ctx: QueryCtx, { items, next }: Page<Clip>): Promise<Page<ClipView>> {
  const presented = await Promise.all(items.map((clip) => presentClip(ctx, clip)));
  return { items: presented.filter((view) => view !== null), next };
}
