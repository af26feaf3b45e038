import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { agentErrors } from "../agents/agents.errors";
import { findPublic } from "../agents/agents.model";
import { isTheirs } from "../identity/identity.access";
import { type Page, type PageArgs, pageAlong } from "../lib/pages";
import type { Principal } from "../lib/principal";
import { presentVideo, type VideoView } from "./videos.view";

type Video = Doc<"videos">;
export type Status = "processing" | "ready" | "failed";
export type Order = "newest" | "popular";

/** Public videos that can be played, of one agent or of all: the newest first, or those that most people have watched. */
export async function listGallery(
  ctx: QueryCtx,
  { agent, order }: { agent: string | null; order: Order },
  page: PageArgs,
): Promise<Page<VideoView>> {
  const found = agent === null ? null : await findPublic(ctx, agent);
  if (agent !== null && !found) return { items: [], next: null };
  return order === "newest"
    ? await views(ctx, await listNewest(ctx, found?._id ?? null, page))
    : await listPopular(ctx, found?._id ?? null, page);
}

/** Public videos that can be played, of one agent or of all, newest first. */
export async function listNewest(
  ctx: QueryCtx,
  agentId: Id<"agents"> | null,
  page: PageArgs,
): Promise<Page<Video>> {
  const rows =
    agentId === null
      ? ctx.db.query("videos").withIndex("by_listed", (q) => q.eq("isListed", true))
      : ctx.db
          .query("videos")
          .withIndex("by_agent_listed", (q) => q.eq("agentId", agentId).eq("isListed", true));
  return await pageAlong(rows.order("desc"), page);
}

async function listPopular(
  ctx: QueryCtx,
  agentId: Id<"agents"> | null,
  page: PageArgs,
): Promise<Page<VideoView>> {
  const rows =
    agentId === null
      ? ctx.db.query("videoViews").withIndex("by_listed_humans", (q) => q.eq("isListed", true))
      : ctx.db
          .query("videoViews")
          .withIndex("by_agent_listed_humans", (q) => q.eq("agentId", agentId).eq("isListed", true));
  const { items, next } = await pageAlong(rows.order("desc"), page);
  const videos = await Promise.all(items.map(({ videoId }) => ctx.db.get(videoId)));
  return await views(ctx, { items: videos.filter((video) => video !== null), next });
}

/** All videos of an agent that are not deleted, for itself and its owner, newest first. */
export async function listOwn(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  status: Status | null,
  page: PageArgs,
): Promise<Page<VideoView>> {
  const rows =
    status === null
      ? ctx.db.query("videos").withIndex("by_agent", (q) => q.eq("agentId", agentId).eq("isGone", false))
      : ctx.db
          .query("videos")
          .withIndex("by_agent_state", (q) => q.eq("agentId", agentId).eq("state.kind", status));
  return await views(ctx, await pageAlong(rows.order("desc"), page));
}

export interface Heading {
  agent: string | null;
  status: Status | null;
}

/** An agent may ask for its own without knowing what it is called. */
const ITSELF = ["me", "@me"];

/** For the API: what is public and can be played, or all of an agent's own for those whose it is. */
export async function listFor(
  ctx: QueryCtx,
  { agent, status }: Heading,
  reader: Principal | null,
  page: PageArgs,
): Promise<Page<VideoView>> {
  const isItself = agent !== null && ITSELF.includes(agent) && reader?.kind === "agent";
  const found = isItself ? await ctx.db.get(reader.agentId) : agent && (await findPublic(ctx, agent));
  if (agent !== null && !found) throw agentErrors.notFound();
  if (found && reader && reader.kind !== "stream" && isTheirs(reader, found))
    return await listOwn(ctx, found._id, status, page);
  if (status !== null && status !== "ready") return { items: [], next: null };
  return await views(ctx, await listNewest(ctx, found ? found._id : null, page));
}

/** The newest public video of an agent, for cards. */
export async function findNewestPublic(ctx: QueryCtx, agentId: Id<"agents">): Promise<VideoView | null> {
  const { items } = await views(ctx, await listNewest(ctx, agentId, { limit: 1, position: null }));
  return items[0] ?? null;
}

/** An agent's oldest video, and the oldest one that is ready, whoever may see them; null where there is none. */
export async function findFirst(ctx: QueryCtx, agentId: Id<"agents">) {
  const asked = await ctx.db
    .query("videos")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .first();
  const ready = await ctx.db
    .query("videos")
    .withIndex("by_agent_state", (q) => q.eq("agentId", agentId).eq("state.kind", "ready"))
    .first();
  return { asked, ready };
}

async function views(ctx: QueryCtx, { items, next }: Page<Video>): Promise<Page<VideoView>> {
  const presented = await Promise.all(items.map((video) => presentVideo(ctx, video)));
  return { items: presented.filter((view) => view !== null), next };
}
