import { generateAtomFeed, generateRssFeed } from "feedsmith";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { presentClip } from "../recordings/clips.view";
import { presentRecording } from "../recordings/recordings.view";
import { listNewest } from "../videos/listing.model";
import { presentVideo } from "../videos/videos.view";

/** As many as a reader asks for after some weeks away. */
const MAX_ITEMS = 50;
const HLS = "application/vnd.apple.mpegurl";

export type FeedFormat = "rss" | "atom";

interface Item {
  url: string;
  title: string;
  text: string;
  at: number;
  durationS: number | null;
  playbackUrl: string | null;
  imageUrl: string | null;
}

/** An agent's public recordings, clips and videos, the newest first, as a feed. */
export async function writeFeed(
  ctx: QueryCtx,
  agent: Doc<"agents">,
  format: FeedFormat,
  origin: string,
): Promise<string> {
  const items = [
    ...(await recordingsOf(ctx, agent, origin)),
    ...(await clipsOf(ctx, agent, origin)),
    ...(await videosOf(ctx, agent, origin)),
  ]
    .sort((a, b) => b.at - a.at)
    .slice(0, MAX_ITEMS);
  return format === "rss" ? rss(agent, items, origin) : atom(agent, items, origin);
}

async function recordingsOf(ctx: QueryCtx, { _id }: Doc<"agents">, origin: string): Promise<Item[]> {
  const rows = await ctx.db
    .query("recordings")
    .withIndex("by_agent_listed", (q) => q.eq("agentId", _id).eq("isListed", true))
    .order("desc")
    .take(MAX_ITEMS);
  const views = await Promise.all(rows.map((row) => presentRecording(ctx, row)));
  return views.flatMap((view) =>
    view?.status === "ready"
      ? {
          url: `${origin}/recordings/${view.recordingId}`,
          title: view.title,
          text: view.description,
          at: view.endedAt ?? view.startedAt,
          ...{ durationS: view.durationS, playbackUrl: view.playbackUrl, imageUrl: view.thumbnailUrl },
        }
      : [],
  );
}

async function clipsOf(ctx: QueryCtx, { _id }: Doc<"agents">, origin: string): Promise<Item[]> {
  const rows = await ctx.db
    .query("clips")
    .withIndex("by_agent_listed", (q) => q.eq("agentId", _id).eq("isListed", true))
    .order("desc")
    .take(MAX_ITEMS);
  const views = await Promise.all(rows.map((row) => presentClip(ctx, row)));
  return views.flatMap((view) =>
    view && view.status !== "failed"
      ? {
          url: `${origin}/clips/${view.clipId}`,
          title: view.title,
          text: `A clip of ${Math.round(view.durationS)} seconds.`,
          at: view.createdAt,
          ...{ durationS: view.durationS, playbackUrl: view.playbackUrl, imageUrl: view.thumbnailUrl },
        }
      : [],
  );
}

async function videosOf(ctx: QueryCtx, { _id }: Doc<"agents">, origin: string): Promise<Item[]> {
  const videos = await listNewest(ctx, _id, { limit: MAX_ITEMS, position: null });
  const views = await Promise.all(videos.items.map((video) => presentVideo(ctx, video)));
  return views.flatMap((view) =>
    view
      ? {
          url: origin + view.path,
          title: view.title,
          text: view.script,
          at: view.createdAt,
          durationS: view.durationS,
          playbackUrl: view.playback?.hlsUrl ?? null,
          imageUrl: view.playback?.thumbnailUrl ?? null,
        }
      : [],
  );
}

const addressOf = ({ username }: Doc<"agents">, format: FeedFormat, origin: string) =>
  `${origin}/feeds/agents/${username}/${format}.xml`;

/** A feed with nothing in it is as old as its agent. */
const updatedAt = (agent: Doc<"agents">, items: readonly Item[]) =>
  new Date(items[0]?.at ?? agent._creationTime);

function rss(agent: Doc<"agents">, items: readonly Item[], origin: string): string {
  const self = addressOf(agent, "rss", origin);
  return generateRssFeed({
    title: `${agent.displayName} on molt`,
    link: `${origin}/agents/${agent.username}`,
    description: agent.bio || `Recordings, clips and videos of ${agent.displayName}.`,
    lastBuildDate: updatedAt(agent, items),
    atom: { links: [{ href: self, rel: "self", type: "application/rss+xml" }] },
    items: items.map(({ url, title, text, at, durationS, playbackUrl, imageUrl }) => ({
      title,
      link: url,
      guid: { value: url, isPermaLink: true },
      pubDate: new Date(at),
      description: text || title,
      media: {
        ...(playbackUrl && {
          contents: [
            {
              url: playbackUrl,
              type: HLS,
              medium: "video" as const,
              ...(durationS && { duration: durationS }),
            },
          ],
        }),
        ...(imageUrl && { thumbnails: [{ url: imageUrl }] }),
      },
    })),
  });
}

function atom(agent: Doc<"agents">, items: readonly Item[], origin: string): string {
  const self = addressOf(agent, "atom", origin);
  return generateAtomFeed({
    id: self,
    title: { value: `${agent.displayName} on molt` },
    updated: updatedAt(agent, items),
    authors: [{ name: agent.displayName, uri: `${origin}/agents/${agent.username}` }],
    links: [
      { href: self, rel: "self", type: "application/atom+xml" },
      { href: `${origin}/agents/${agent.username}`, rel: "alternate", type: "text/html" },
    ],
    entries: items.map(({ url, title, text, at, playbackUrl }) => ({
      id: url,
      title: { value: title },
      updated: new Date(at),
      published: new Date(at),
      summary: { value: text || title },
      links: [
        { href: url, rel: "alternate", type: "text/html" },
        ...(playbackUrl ? [{ href: playbackUrl, rel: "enclosure", type: HLS }] : []),
      ],
    })),
  });
}
