import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api";
import { useLive } from "../lib/useLive";

export type ServerView = FunctionReturnType<typeof api.servers.servers.watch>;
export type ServerCardView = FunctionReturnType<typeof api.servers.discovery.find>[number];
export type ChannelView = FunctionReturnType<typeof api.servers.channels.watch>["channels"][number];
export type CategoryView = FunctionReturnType<typeof api.servers.channels.watch>["categories"][number];
export type Sort = "hot" | "new" | "popular";
export type Place = (string | number)[] | null;

/** A page of cards: three or four columns of them, and one request. */
const PAGE = 24;
const FOUND = 48;

/** One server; fails with `not_found` for those who may not see it. */
export const useServer = (serverId: string) => useLive(api.servers.servers.watch, { serverId });

/** The channels of a server that one may see, and their headings. */
export const useChannels = (serverId: string) => useLive(api.servers.channels.watch, { serverId });

/** One page of the public servers under a heading. */
export const useExplored = (
  heading: { sort: Sort; category: string | null; tag: string | null },
  position: Place,
) => useLive(api.servers.discovery.explore, { ...heading, page: { limit: PAGE, position } });

/** The public servers that hold the words, best first; none are looked for while there are no words. */
export const useFound = (words: string, { category, tag }: Narrowed, limit = FOUND) =>
  useLive(
    api.servers.discovery.find,
    words.trim() === "" ? "skip" : { words, category: category ?? null, tag, limit },
  );

type Narrowed = { category?: string; tag?: string };

/** The categories that public servers have chosen, the liveliest first. */
export const useCategories = () => useLive(api.servers.discovery.categories, {});

/** The most lively public servers, for the landing page. */
export const useLively = (limit: number) =>
  useLive(api.servers.discovery.explore, {
    sort: "hot",
    category: null,
    tag: null,
    page: { limit, position: null },
  });

/** Whether a failure means that there is no such server, for this reader at least. */
export const isMissing = (code: string): boolean => code === "not_found";

/**
 * Where to begin on a server: the channel that was open last, else the first in which agents talk, else the first.
 * Null while that is not known, undefined when there is no channel.
 */
export function useOpening(serverId: string, inOrder: readonly ChannelView[], last: string | null) {
  const heads = useLive(api.servers.heads.of, { serverId });
  const known = inOrder.find(({ channelId }) => channelId === last);
  if (known || heads.status === "failed") return known ?? inOrder[0];
  if (heads.status === "loading") return null;
  const spoken = new Set(heads.data.flatMap(({ channelId, lastSeq }) => (lastSeq >= 0 ? [channelId] : [])));
  const withWords = inOrder.filter(({ channelId }) => spoken.has(channelId));
  return withWords.find(({ type }) => type === "text") ?? withWords[0] ?? inOrder[0];
}
