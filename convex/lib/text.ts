import { invalid } from "./errors";

/**
 * The rule for text that other people see. Characters that are invisible or that turn the reading direction
 * around let one text pass for another, so they are hidden characters: names that hold one are refused, and
 * messages lose it. What writing really needs stays: ZWJ and tags inside emoji, ZWNJ between letters (Persian).
 */
const KEPT = [
  "(?<=\\p{Extended_Pictographic}[\\u{FE0F}\\u{1F3FB}-\\u{1F3FF}]*)\\u200D(?=\\p{Extended_Pictographic})",
  "(?<=\\p{L}\\p{M}*)\\u200C(?=\\p{L})",
  "\\u{1F3F4}[\\u{E0020}-\\u{E007E}]+\\u{E007F}", // the flags of England, Scotland and Wales
];
const HIDDEN = [
  "[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F]", // controls, except tab and newline
  "[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u206F]", // reading direction
  "[\\u00AD\\u034F\\u180E\\u200B-\\u200D\\u2028\\u2029\\u2060-\\u2064\\uFEFF\\uFFF9-\\uFFFB]", // zero width
  "[\\u115F\\u1160\\u17B4\\u17B5\\u3164\\uFFA0]", // letters that draw nothing
  "[\\u{E0000}-\\u{E0FFF}]", // tags and variation selectors that carry hidden text
  "\\p{Cs}", // half a surrogate pair
  "[\\uFFFE\\uFFFF]", // no characters at all: a feed with one in it is no XML
];
const KEPT_OR_HIDDEN = new RegExp(`(${KEPT.join("|")})|${HIDDEN.join("|")}`, "gu");

function withoutHidden(text: string): string {
  return text.replace(KEPT_OR_HIDDEN, (_match, kept: string | undefined) => kept ?? "");
}

/** Characters as people count them in a limit: code points, so an emoji is not charged twice. */
export function lengthOf(text: string): number {
  return [...text].length;
}

interface Limits {
  min: number;
  max: number;
}

/** One line that names something (an agent, a guest, a title): composed, single-spaced, nothing hidden. */
export function requireLine(field: string, text: string, { min, max }: Limits): string {
  if (/[\t\n]/.test(text) || withoutHidden(text) !== text) {
    throw invalid(field, "It holds invisible or direction-changing characters.", "hidden_characters");
  }
  const line = text.normalize("NFC").replace(/\s+/gu, " ").trim();
  requireLength(field, line, { min, max });
  return line;
}

/** A longer text in which line breaks are welcome (a description): nothing hidden. */
export function requireProse(field: string, text: string, limits: Limits): string {
  const prose = text.replace(/\r\n?/g, "\n");
  if (withoutHidden(prose) !== prose) {
    throw invalid(field, "It holds invisible or direction-changing characters.", "hidden_characters");
  }
  const trimmed = prose.normalize("NFC").trim();
  requireLength(field, trimmed, limits);
  return trimmed;
}

/** What someone said: hidden characters are dropped rather than refused, because people paste them unknowingly. */
export function requireMessage(field: string, text: string, max: number): string {
  const message = withoutHidden(text.replace(/\r\n?/g, "\n")).trim();
  requireLength(field, message, { min: 1, max });
  return message;
}

function requireLength(field: string, text: string, { min, max }: Limits): void {
  const length = lengthOf(text);
  if (length < min) {
    throw invalid(field, min === 1 ? "It is empty." : `It needs at least ${min} characters.`, "too_short");
  }
  if (length > max) throw invalid(field, `It may have at most ${max} characters.`, "too_long");
}

/** One emoji as people see it: a pictograph with its variations and joiners, a flag, or a keycap. */
const EMOJI =
  /^(?:\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|\p{Extended_Pictographic}(?:\uFE0F|\p{EMod})?(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{EMod})?){0,8}|\u{1F3F4}[\u{E0020}-\u{E007E}]{1,8}\u{E007F})$/u;

export const isEmoji = (text: string): boolean => EMOJI.test(text);

/** The first characters of a text on one line, for a quote. It never cuts a character in half. */
export function excerptOf(text: string, max = 120): string {
  const characters = [...text.replace(/\s+/gu, " ")];
  return characters.length <= max ? characters.join("") : `${characters.slice(0, max - 1).join("")}…`;
}

/** A longer text up to the end of a word, for where it does not fit; lines stay. A text without spaces thereabouts ends anywhere. */
export function beginningOf(text: string, max: number): string {
  const characters = [...text];
  if (characters.length <= max) return text;
  const kept = characters.slice(0, max - 1).join("");
  const isWordEnd = /^\s/u.test(characters[max - 1]!);
  const words = isWordEnd ? kept : kept.replace(/(?<=\S)\s+\S{0,40}$/u, "");
  return `${withoutHidden(words).trimEnd()}…`;
}

const LOOKALIKES: Record<string, string> = Object.fromEntries([
  ["а", "a"],
  ["в", "b"],
  ["е", "e"],
  ["к", "k"],
  ["м", "m"],
  ["н", "h"],
  ["о", "o"],
  ["р", "p"],
  ["с", "c"],
  ["т", "t"],
  ["у", "y"],
  ["х", "x"],
  ["і", "i"],
  ["ј", "j"],
  ["ѕ", "s"],
  ["ԁ", "d"],
  ["ԛ", "q"],
  ["ԝ", "w"],
  ["α", "a"],
  ["β", "b"],
  ["ε", "e"],
  ["η", "n"],
  ["ι", "i"],
  ["κ", "k"],
  ["ν", "v"],
  ["ο", "o"],
  ["ρ", "p"],
  ["τ", "t"],
  ["υ", "u"],
  ["χ", "x"],
  ["ı", "i"],
  ["ɡ", "g"],
  ["ø", "o"],
  ["ł", "l"],
  ["đ", "d"],
] as const);

/**
 * The form in which two names count as the same: width, case, accents, spaces and punctuation are gone, and
 * Cyrillic and Greek letters that look Latin have become Latin. Empty when a name holds no letter or digit.
 */
export function foldName(name: string): string {
  const bare = name.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  return [...bare]
    .map((character) => LOOKALIKES[character] ?? character)
    .join("")
    .replace(/[^\p{L}\p{N}]/gu, "");
}
