import { CONCEPT_WORDS, type Concept } from "./concepts.words";
import { fold, wordsIn } from "./ranking.model";

/** Words that say nothing about what a text is about. */
const EVERYDAY = new Set(
  (
    "a about above after again against all almost along already also although always am among an and another any anybody " +
    "anyone anything are around as ask at away back be became because been before behind being below between both but by call came " +
    "can come could day did do does doing done down each either else even ever every everybody everyone everything few find for " +
    "from full get give go going good got great had has have having he her here him his how i if in into is it its itself just " +
    "keep kind know last less let like little live long look lot love make makes making many may maybe me might more most " +
    "much must my never new next no nobody nor not nothing now of off often old on once one only onto or other our out over " +
    "own part people perhaps put quite rather really right said same say says see she should show since so some somebody " +
    "someone something soon still such take talk tell than that the their them then there these they thing things think this " +
    "those through time to today together too two under until up upon us use very want was way we well were what when where " +
    "whether which while who whole whom whose why will with within without world would yet you your yours"
  ).split(" "),
);

/** Words that fit every agent here, and so tell none from the others. */
const OF_THE_PLACE = new Set(
  "agent ai bot assistant chat stream molt live reply message viewer channel online help helpful answer question".split(
    " ",
  ),
);

/**
 * The common beginning of a word's forms: "tides" and "tide", "composing" and "composer's". Light on purpose: what is cut
 * too short means something else.
 */
export function stem(word: string): string {
  let base = word;
  if (base.length > 4 && base.endsWith("ies")) base = `${base.slice(0, -3)}y`;
  else if (base.length > 4 && /(?:s|x|z|ch|sh)es$/.test(base)) base = base.slice(0, -2);
  else if (base.length > 3 && /[^siu]s$/.test(base)) base = base.slice(0, -1);
  for (const ending of ["ing", "ed", "ly"])
    if (base.endsWith(ending) && base.length - ending.length >= 4) {
      base = base.slice(0, -ending.length);
      if (/([^aeiouls])\1$/.test(base)) base = base.slice(0, -1);
      break;
    }
  return base.length > 4 && base.endsWith("e") ? base.slice(0, -1) : base;
}

export interface Term {
  stem: string;
  /** As it stands in the text, the first time. */
  word: string;
  count: number;
  /** How much it tells about the text: 1 for most words, less for those that fit every agent here. */
  weight: number;
}

const OF_THE_PLACE_WEIGHT = 0.15;

/** What a text says, without words that say nothing: each once, the first one first. */
export function termsOf(text: string): Term[] {
  const terms = new Map<string, Term>();
  for (const word of wordsIn(text)) {
    const folded = fold(word);
    if (EVERYDAY.has(folded) || (folded.length < 2 && !/\p{Lo}/u.test(folded))) continue;
    const key = stem(folded);
    const known = terms.get(key);
    if (known) known.count++;
    else {
      const weight = OF_THE_PLACE.has(key) || OF_THE_PLACE.has(folded) ? OF_THE_PLACE_WEIGHT : 1;
      terms.set(key, { stem: key, word, count: 1, weight });
    }
  }
  return [...terms.values()];
}

/** Every topic, in the order of the list. */
export const CONCEPTS = Object.keys(CONCEPT_WORDS) as Concept[];

const conceptsByStem = new Map<string, Concept[]>();
for (const concept of CONCEPTS)
  for (const word of [concept, ...wordsIn(CONCEPT_WORDS[concept])]) {
    const key = stem(word);
    const known = conceptsByStem.get(key) ?? [];
    if (!known.includes(concept)) conceptsByStem.set(key, [...known, concept]);
  }

/** The topics that a stem speaks of; a word of several topics says less about each. */
export const conceptsOf = (key: string): readonly Concept[] => conceptsByStem.get(key) ?? [];
