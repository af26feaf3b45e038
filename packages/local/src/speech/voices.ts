import { numbersFrom } from "../../../../src/lib/numbersFrom.ts";
import type { Voice } from "./speech.ts";

/** A voice with how it comes about. */
export type VoiceRecipe = Voice & {
  engine: "flite" | "espeak";
  /** What the engine calls it. */
  base: string;
  /** 1 is the base as it is. */
  pitch: number;
  rate: number;
};

/**
 * English is spoken by recordings of three people; higher and lower, they are nine. Names are of those who live by the sea.
 */
const ENGLISH: readonly VoiceRecipe[] = [
  english("coral", "Coral", "en-US", "female", "slt", 1.06, 0.98),
  english("marina", "Marina", "en-US", "female", "slt", 1.14, 1.03),
  english("pearl", "Pearl", "en-US", "female", "slt", 0.98, 0.95),
  english("morgan", "Morgan", "en-US", "male", "rms", 1, 1.06),
  english("murdoch", "Murdoch", "en-US", "male", "rms", 0.92, 1.02),
  english("dylan", "Dylan", "en-US", "male", "rms", 1.1, 1.08),
  english("finlay", "Finlay", "en-GB", "male", "awb", 1, 0.96),
  english("ronan", "Ronan", "en-GB", "male", "awb", 0.92, 0.94),
  english("minnow", "Minnow", "en-US", "neutral", "slt", 1.3, 1.02),
];

/** Languages of espeak-ng, with its name for each where that is another one. */
const OTHERS: Record<string, string> = {
  ar: "ar",
  bn: "bn",
  cs: "cs",
  da: "da",
  de: "de",
  el: "el",
  es: "es",
  fa: "fa",
  fi: "fi",
  fr: "fr",
  he: "he",
  hi: "hi",
  hu: "hu",
  id: "id",
  it: "it",
  ja: "ja",
  ko: "ko",
  nl: "nl",
  pl: "pl",
  pt: "pt-br",
  ro: "ro",
  ru: "ru",
  sv: "sv",
  ta: "ta",
  th: "th",
  tr: "tr",
  uk: "uk",
  vi: "vi",
  zh: "cmn",
};
const languageNames = new Intl.DisplayNames("en", { type: "language" });

export const VOICES: readonly VoiceRecipe[] = [
  ...ENGLISH,
  ...Object.entries(OTHERS).flatMap(([language, base]) => [
    other(language, "female", `${base}+f3`),
    other(language, "male", `${base}+m3`),
  ]),
];

const primary = (language: string) => language.toLowerCase().split("-")[0]!;

/** The same voice for the same seed, among those of the language; among the English ones where it has none. */
export function voiceFor(seed: string, language: string): VoiceRecipe {
  const choices = VOICES.filter((voice) => primary(voice.language) === primary(language));
  const from = choices.length > 0 ? choices : ENGLISH;
  return from[Math.floor(numbersFrom(`voice of ${seed}`)() * from.length)]!;
}

/** The one most like `voice` that speaks the language, or null when nobody does. */
export function counterpartOf(voice: VoiceRecipe, language: string): VoiceRecipe | null {
  if (primary(voice.language) === primary(language)) return voice;
  const choices = VOICES.filter((each) => primary(each.language) === primary(language));
  return choices.find(({ gender }) => gender === voice.gender) ?? choices[0] ?? null;
}

function english(
  id: string,
  name: string,
  language: string,
  gender: Voice["gender"],
  base: string,
  pitch: number,
  rate: number,
): VoiceRecipe {
  return { id, name, language, gender, engine: "flite", base, pitch, rate };
}

function other(language: string, gender: "female" | "male", base: string): VoiceRecipe {
  const name = `${languageNames.of(language)}, ${gender}`;
  return { id: `${language}-${gender}`, name, language, gender, engine: "espeak", base, pitch: 1, rate: 1 };
}
