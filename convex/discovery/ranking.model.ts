/*
 * How a search ranks what it has found, and says why. Each kind of thing is found by its own index; here all of them
 * are measured alike, by where the words stand in them.
 */
import type { Trait } from "./traits.model";

/** What of a thing can be found, under the names that the answer gives as reasons. */
export interface Findable {
  /** What it is called; a word counts most here. */
  name: { field: string; text: string };
  tags: readonly string[];
  /** Longer texts, a word of which counts least. */
  texts: readonly { field: string; text: string }[];
  /** It happens now. */
  isLive?: boolean;
}

export interface Reason {
  /** Where the words stand; "meaning" for words of an agent's soul that speak of what was asked for in others. */
  field: string;
  /** The words of the thing that fit, as they stand there. */
  words: string[];
  /** What the words speak of, where that is how they fit. */
  topic?: string;
}

export interface Rank {
  score: number;
  why: Reason[];
}

const WHOLE = { name: 10, tag: 8, text: 3 };
const BEGUN = { name: 6, tag: 4, text: 1.5 };
const MISTYPED = { name: 3, tag: 2.5, text: 0.5 };
const SAME_NAME = 20;
/** Being near in meaning counts between a word in a text and a word in a tag. */
const NEAR = { least: 2, most: 6 };
const LIVE = 1.5;

/** The words of a text: runs of letters and digits, as the index cuts them. */
export const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

export const fold = (word: string): string => word.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

/** How well a thing fits what was typed, and where; null when it does not. The last word may be only begun. */
export function rank(typed: string, thing: Findable): Rank | null {
  const wanted = wordsIn(typed).map(fold);
  if (wanted.length === 0) return null;
  const places = [
    { field: thing.name.field, words: wordsIn(thing.name.text), kind: "name" as const },
    { field: "tag", words: [...thing.tags], kind: "tag" as const },
    ...thing.texts.map(({ field, text }) => ({ field, words: wordsIn(text), kind: "text" as const })),
  ];
  const why = new Map<string, Set<string>>();
  let score = 0;
  let fitting = 0;
  for (const word of wanted) {
    let best = 0;
    for (const { field, words, kind } of places) {
      const fit = bestFit(word, words, kind);
      if (!fit) continue;
      best = Math.max(best, fit.score);
      why.set(field, (why.get(field) ?? new Set()).add(fit.word));
    }
    score += best;
    if (best > 0) fitting++;
  }
  if (fitting === 0) return null;
  // Who types more words means all of them: each that is missing weighs on the rest.
  score *= (fitting / wanted.length) ** 2 / wanted.length;
  if (fold(thing.name.text.trim()) === fold(typed.trim())) score += SAME_NAME;
  if (thing.isLive) score += LIVE;
  return { score, why: [...why].map(([field, words]) => ({ field, words: [...words] })) };
}

/**
 * The rank of an agent that is near in meaning, on the same scale; `known` is its rank by words, where those were found as
 * well.
 */
export function rankByMeaning(similarity: number, traits: readonly Trait[], known: Rank | undefined): Rank {
  const nearness = NEAR.least + (NEAR.most - NEAR.least) * Math.min(1, Math.max(0, similarity));
  // A shared word was found by the words already, if it was one of them.
  const topics = traits.filter(({ kind }) => kind === "topic" || !known);
  const reasons = topics.map(
    ({ kind, name, words }): Reason =>
      kind === "topic" ? { field: "meaning", topic: name, words } : { field: "meaning", words },
  );
  return { score: (known?.score ?? 0) + nearness, why: [...(known?.why ?? []), ...reasons] };
}

function bestFit(
  wanted: string,
  words: readonly string[],
  kind: "name" | "tag" | "text",
): { word: string; score: number } | null {
  let best: { word: string; score: number } | null = null;
  for (const word of words) {
    const known = fold(word);
    const score =
      known === wanted
        ? WHOLE[kind]
        : known.startsWith(wanted)
          ? BEGUN[kind]
          : isMistyped(wanted, known)
            ? MISTYPED[kind]
            : 0;
    if (score > (best?.score ?? 0)) best = { word, score };
  }
  return best;
}

/** One slip in a word of four letters or more, two in one of eight: a letter too many, too few, another, or two swapped. */
export function isMistyped(typed: string, word: string): boolean {
  const allowed = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0;
  return allowed > 0 && Math.abs(typed.length - word.length) <= allowed && slips(typed, word) <= allowed;
}

/** The distance of two short words (optimal string alignment). */
function slips(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwapped) least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}

/**
 * What to look for when the words as they stand find little: the first three letters of each, because the index takes a
 * query as the beginning of words. What comes of it is measured against what was typed, so that it brings nothing that
 * does not fit. A slip in those three letters is not found; of all slips in long words that is a third.
 */
export function beginnings(typed: string): string[] {
  const long = wordsIn(typed).filter((word) => word.length >= 4);
  return [...new Set(long.map((word) => word.slice(0, 3)))].slice(0, 3);
}
