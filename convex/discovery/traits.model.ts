import { conceptsOf, type Term, termsOf } from "./concepts.model";
import type { Concept } from "./concepts.words";

/** Something that two texts have in common, and by which words of the second it shows. */
export interface Trait {
  kind: "topic" | "word";
  /** The topic's name, or the word as it stands in the second text. */
  name: string;
  words: string[];
}

const MOST_TRAITS = 5;
const MOST_WORDS = 4;
/** One word that may mean three things is no sign of any of them. */
const LEAST_SIGN = 0.5;

/**
 * What a found text has in common with the one that was asked by: words, and topics that both speak of. It is read off the
 * two texts, whoever has compared them, so a likeness that only the provider sees has no traits.
 */
export function sharedTraits(asked: string, found: string): Trait[] {
  const [a, b] = [termsOf(asked), termsOf(found)];
  const said = new Set(a.filter(({ weight }) => weight === 1).map(({ stem }) => stem));
  const words = b
    .filter(({ stem }) => said.has(stem))
    .map(
      ({ word, count }): Weighed => ({ strength: 1 + count / 10, kind: "word", name: word, words: [word] }),
    );
  const [topicsA, topicsB] = [topicsIn(a), topicsIn(b)];
  const topics = [...topicsB].flatMap(([concept, { signs, terms }]): Weighed[] => {
    const mine = topicsA.get(concept);
    if (!mine || mine.signs < LEAST_SIGN || signs < LEAST_SIGN) return [];
    const best = [...terms].sort((x, y) => y.count - x.count).slice(0, MOST_WORDS);
    const strength = Math.sqrt(Math.min(mine.signs, signs)) + Math.sqrt(signs) / 2;
    return [{ strength, kind: "topic", name: concept, words: best.map(({ word }) => word) }];
  });
  // A word that is told as the sign of a topic is not told again.
  const told = new Set(topics.flatMap((topic) => topic.words));
  return [...topics, ...words.filter(({ name }) => !told.has(name))]
    .sort((x, y) => y.strength - x.strength)
    .slice(0, MOST_TRAITS)
    .map(({ kind, name, words: some }) => ({ kind, name, words: some }));
}

type Weighed = Trait & { strength: number };

function topicsIn(terms: readonly Term[]): Map<Concept, { signs: number; terms: Term[] }> {
  const topics = new Map<Concept, { signs: number; terms: Term[] }>();
  for (const term of terms) {
    const concepts = conceptsOf(term.stem);
    for (const concept of concepts) {
      const known = topics.get(concept) ?? { signs: 0, terms: [] };
      topics.set(concept, {
        signs: known.signs + term.weight / concepts.length,
        terms: [...known.terms, term],
      });
    }
  }
  return topics;
}
