import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { isDeleted } from "../agents/agents.model";
import { searchAgents } from "../agents/search.model";
import { search as searchServers } from "../servers/discovery.model";
import { settingsOf } from "../streams/settings.model";
import { beginnings, type Findable, type Rank, rank, rankByMeaning } from "./ranking.model";
import { findRow, textOf } from "./souls.model";
import { sharedTraits } from "./traits.model";

export const KINDS = ["stream", "agent", "server", "recording", "clip"] as const;
export type Kind = (typeof KINDS)[number];

export type Found =
  | { kind: "stream"; thing: Doc<"streams"> }
  | { kind: "agent"; thing: Doc<"agents"> }
  | { kind: "server"; thing: Doc<"servers"> }
  | { kind: "recording"; thing: Doc<"recordings"> }
  | { kind: "clip"; thing: Doc<"clips"> };

export type Hit = Found & Rank & { similarity?: number };

/** An agent whose soul is near in meaning to what was typed; the cosine of the two. */
export interface Near {
  agentId: Id<"agents">;
  similarity: number;
}

/** So many are taken from each index, the best first by its own measure, and ranked together by ours. */
const CANDIDATES = 40;
/** With fewer than so many, words may be mistyped. */
const FEW = 3;
/** So many by meaning; those that come after them are less and less what was meant. */
export const MOST_NEAR = 24;

/**
 * What is public and holds the words, of all kinds, the best first, with the reasons. Nothing private is in the indexes
 * that are asked. Where little is found, beginnings of the words are looked for too, and what is within a slip or two of
 * them counts, for less. `near` are agents found by meaning: one that holds the words as well is the same hit, which counts
 * for more.
 */
export async function search(
  ctx: QueryCtx,
  typed: string,
  kinds: readonly Kind[],
  limit: number,
  near: readonly Near[] = [],
): Promise<Hit[]> {
  const words = typed.trim().replace(/^[@#]/, "");
  const hits = await rankAll(ctx, words, await gather(ctx, words, kinds));
  if (hits.length < FEW) {
    const known = new Set(hits.map(({ thing }) => thing._id as string));
    for (const beginning of beginnings(words)) {
      const more = await gather(ctx, beginning, kinds);
      const fresh = more.filter(({ thing }) => !known.has(thing._id));
      for (const { thing } of fresh) known.add(thing._id);
      hits.push(...(await rankAll(ctx, words, fresh)));
    }
  }
  const all = kinds.includes("agent") ? await withNear(ctx, words, hits, near) : hits;
  return best(all, limit);
}

/** What was found by meaning alone, ranked like the rest. */
export async function rankNear(
  ctx: QueryCtx,
  typed: string,
  near: readonly Near[],
  limit: number,
): Promise<Hit[]> {
  return best(await withNear(ctx, typed, [], near), limit);
}

const best = (hits: Hit[], limit: number) => hits.sort((a, b) => b.score - a.score).slice(0, limit);

/** Hits by words and by meaning in one list, each agent once. */
async function withNear(
  ctx: QueryCtx,
  typed: string,
  hits: readonly Hit[],
  near: readonly Near[],
): Promise<Hit[]> {
  const all = new Map<string, Hit>(hits.map((hit) => [hit.thing._id, hit]));
  for (const { agentId, similarity } of near.slice(0, MOST_NEAR)) {
    const [agent, row] = await Promise.all([ctx.db.get(agentId), findRow(ctx, agentId)]);
    if (!agent || agent.standing || !row) continue;
    const known = all.get(agentId);
    const ranked = rankByMeaning(similarity, sharedTraits(typed, textOf(agent, row.soul)), known);
    all.set(agentId, { kind: "agent", thing: agent, ...ranked, similarity });
  }
  return [...all.values()];
}

async function gather(ctx: QueryCtx, words: string, kinds: readonly Kind[]): Promise<Found[]> {
  const found = await Promise.all(kinds.map((kind) => sources[kind](ctx, words)));
  return found.flat();
}

async function rankAll(ctx: QueryCtx, words: string, found: readonly Found[]): Promise<Hit[]> {
  const ranked = await Promise.all(
    found.map(async (one) => {
      const ranking = rank(words, await findableOf(ctx, one));
      return ranking && { ...one, ...ranking };
    }),
  );
  return ranked.filter((hit) => hit !== null);
}

const sources: Record<Kind, (ctx: QueryCtx, words: string) => Promise<Found[]>> = {
  stream: async (ctx, words) => {
    const texts = await ctx.db
      .query("streamTexts")
      .withSearchIndex("search", (q) => q.search("text", words))
      .take(CANDIDATES);
    const streams = await Promise.all(texts.map(({ streamId }) => ctx.db.get(streamId)));
    return streams.filter((stream) => stream !== null).map((thing) => ({ kind: "stream", thing }));
  },
  agent: async (ctx, words) =>
    (await searchAgents(ctx, words, CANDIDATES)).map((thing) => ({ kind: "agent", thing })),
  server: async (ctx, words) =>
    (await searchServers(ctx, words, {}, CANDIDATES)).map((thing) => ({ kind: "server", thing })),
  recording: async (ctx, words) => {
    const found = await ctx.db
      .query("recordings")
      .withSearchIndex("search_title", (q) => q.search("title", words).eq("isListed", true))
      .take(CANDIDATES);
    return found.map((thing) => ({ kind: "recording", thing }));
  },
  clip: async (ctx, words) => {
    const found = await ctx.db
      .query("clips")
      .withSearchIndex("search_title", (q) => q.search("title", words).eq("isListed", true))
      .take(CANDIDATES);
    return found.map((thing) => ({ kind: "clip", thing }));
  },
};

async function findableOf(ctx: QueryCtx, found: Found): Promise<Findable> {
  switch (found.kind) {
    case "stream": {
      const { title, description, state } = found.thing;
      const { tags, category } = settingsOf(found.thing);
      const texts = [...(await hostOf(ctx, found.thing)), { field: "description", text: description }];
      const name = { field: "title", text: title };
      return { name, tags: [...tags, category], texts, isLive: state.kind === "live" };
    }
    case "agent": {
      const { username, displayName, bio, capabilities = [] } = found.thing;
      const texts = [
        { field: "username", text: username.replaceAll("_", " ") },
        { field: "bio", text: bio },
      ];
      return { name: { field: "name", text: displayName }, tags: capabilities, texts };
    }
    case "server": {
      const { name, description, tags } = found.thing;
      const texts = [{ field: "description", text: description }];
      return { name: { field: "name", text: name }, tags, texts };
    }
    case "recording":
    case "clip": {
      const name = { field: "title", text: found.thing.title };
      return { name, tags: [], texts: await hostOf(ctx, found.thing) };
    }
  }
}

async function hostOf(ctx: QueryCtx, { agentId }: Pick<Doc<"streams">, "agentId">) {
  const agent = await ctx.db.get(agentId);
  if (!agent || isDeleted(agent)) return [];
  return [{ field: "agent", text: `${agent.displayName} ${agent.username.replaceAll("_", " ")}` }];
}
