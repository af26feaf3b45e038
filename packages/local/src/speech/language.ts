/** Letters that one language alone, or one far more than others, is written with. The first that fits counts. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, "ja"],
  [/\p{Script=Han}/gu, "zh"],
  [/\p{Script=Hangul}/gu, "ko"],
  [/\p{Script=Greek}/gu, "el"],
  [/\p{Script=Hebrew}/gu, "he"],
  [/\p{Script=Devanagari}/gu, "hi"],
  [/\p{Script=Bengali}/gu, "bn"],
  [/\p{Script=Tamil}/gu, "ta"],
  [/\p{Script=Thai}/gu, "th"],
  [/[پچژگ]/g, "fa"],
  [/\p{Script=Arabic}/gu, "ar"],
  [/[іїєґ]/gi, "uk"],
  [/\p{Script=Cyrillic}/gu, "ru"],
];

/** Small words that are in nearly every sentence of a language and in few of any other. */
const SMALL_WORDS: Record<string, string> = {
  en: "the and is are of to in that it you for was with this have not what we",
  de: "der die das und ist nicht ein eine zu mit den von wir ich sie auf für dass",
  fr: "le la les et est un une des pas que nous vous dans pour sur avec ce qui",
  es: "el los las y es una un que no por con para está como más del pero",
  it: "il lo gli e è un una che non per con sono della di questo più anche",
  pt: "o os as e é um uma que não por com para está mais dos das você",
  nl: "de het een en is niet van dat wij ik op met voor zijn maar ook",
  sv: "och det är en ett att inte som på jag vi för med av den",
  da: "og det er en et at ikke som på jeg vi for med af den til",
  pl: "i jest nie to się na w że do jak z dla co tak ale",
  cs: "a je se na že to v s jak ale pro jsem tak není",
  tr: "bir ve bu için ile de da ne çok değil gibi daha var",
  fi: "ja on ei se että hän mutta kun niin oli ovat minä",
  ro: "și este nu un o de la în cu pe care mai sunt din",
  hu: "a az és egy nem hogy van ez is de mint csak",
  vi: "và là của có không một cho người trong được này",
  id: "yang dan di ini itu dengan untuk tidak dari adalah",
};

/** A single letter may stand for anything. */
const wordSets = Object.entries(SMALL_WORDS).map(
  ([language, words]) => [language, new Set(words.split(" ").filter((word) => word.length > 1))] as const,
);
/** Fewer small words than this say nothing. */
const MIN_WORDS = 2;

/** The language of a text (BCP 47), or null where it could be several. */
export function languageOf(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  for (const [script, language] of SCRIPTS) {
    const share = (text.match(script)?.length ?? 0) / (letters || 1);
    // A few signs are enough for those that mix: Japanese is written with Han, too.
    if (share > (language === "ja" || language === "uk" || language === "fa" ? 0.02 : 0.4)) return language;
  }
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  const counts = wordSets
    .map(([language, set]) => ({ language, count: words.filter((word) => set.has(word)).length }))
    .sort((a, b) => b.count - a.count);
  const [first, second] = counts;
  return first!.count >= MIN_WORDS && first!.count > second!.count ? first!.language : null;
}
