import { CONCEPTS, conceptsOf, type Term, termsOf } from "../../../../convex/discovery/concepts.model.ts";

export const MODEL = "lexical-hash";
export const DEFAULT_DIMENSIONS = 256;
export const MIN_DIMENSIONS = 128;
export const MAX_DIMENSIONS = 2048;

/** So many numbers are kept for topics, one each, so that what is hashed does not blur them. */
const TOPIC_SLOTS = 64;
if (CONCEPTS.length > TOPIC_SLOTS) throw new Error("There are more topics than places for them.");

/** What topics and words contribute to a likeness when both texts have both. Their squares sum to 1. */
const TOPIC_SHARE = 0.8;
const WORD_SHARE = Math.sqrt(1 - TOPIC_SHARE ** 2);

const GRAM = 4;
const GRAM_WEIGHT = 0.25;
const PAIR_WEIGHT = 0.4;

/**
 * A text as a vector of length 1, without a model: two texts are as near as the words, the pieces of words and the topics
 * that they share. It knows that "tides" and "tide" are one word and that Kant is philosophy; it knows nothing about order,
 * negation or any word that is in no list. `isTopical: false` leaves the topics out, for measuring what they are worth.
 */
export function embedText(
  text: string,
  { dimensions = DEFAULT_DIMENSIONS, isTopical = true }: { dimensions?: number; isTopical?: boolean } = {},
): number[] {
  const terms = termsOf(text);
  const topics = isTopical ? topicsOf(terms) : new Array<number>(TOPIC_SLOTS).fill(0);
  const words = hashedWords(terms, text, dimensions - TOPIC_SLOTS);
  const share = lengthOf(topics) === 0 ? [0, 1] : [TOPIC_SHARE, WORD_SHARE];
  return [...scaled(topics, share[0]!), ...scaled(words, share[1]!)];
}

function topicsOf(terms: readonly Term[]): number[] {
  const slots = new Array<number>(TOPIC_SLOTS).fill(0);
  for (const { stem, count, weight } of terms) {
    const concepts = conceptsOf(stem);
    // A word of several topics says less about each of them.
    for (const concept of concepts)
      slots[CONCEPTS.indexOf(concept)]! += (weight * dampened(count)) / concepts.length;
  }
  return slots.map((sum) => (sum === 0 ? 0 : Math.sqrt(sum)));
}

function hashedWords(terms: readonly Term[], text: string, size: number): number[] {
  const slots = new Array<number>(size).fill(0);
  const add = (feature: string, amount: number) => {
    // Two places with signs of their own: what collides in one seldom does in the other.
    for (const salt of ["", "#"]) {
      const hash = hashOf(feature + salt);
      slots[hash % size]! += hash & 0x8000_0000 ? amount : -amount;
    }
  };
  for (const { stem, count, weight } of terms) {
    add(`w:${stem}`, weight * dampened(count));
    const grams = gramsOf(stem);
    for (const gram of grams) add(`g:${gram}`, (GRAM_WEIGHT * weight) / Math.sqrt(grams.length));
  }
  for (const [i, { stem, weight }] of terms.entries()) {
    const next = terms[i + 1];
    if (next) add(`p:${stem} ${next.stem}`, PAIR_WEIGHT * Math.min(weight, next.weight));
  }
  // A text of nothing but everyday words is still told from another one.
  if (terms.length === 0) for (const gram of gramsOf(text.toLowerCase())) add(`g:${gram}`, 1);
  return slots;
}

/** The second "tide" in a text says less than the first. */
const dampened = (count: number) => 1 + Math.log(count);

function gramsOf(word: string): string[] {
  const padded = `^${word}$`;
  const count = Math.max(1, padded.length - GRAM + 1);
  return Array.from({ length: count }, (_, i) => padded.slice(i, i + GRAM));
}

/** FNV-1a, with the bits of the end mixed in: fast, and the same everywhere. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const lengthOf = (vector: readonly number[]) => Math.hypot(...vector);

function scaled(vector: readonly number[], length: number): number[] {
  const now = lengthOf(vector);
  return now === 0 ? [...vector] : vector.map((value) => (value * length) / now);
}
