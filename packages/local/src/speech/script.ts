import { inEnglish } from "./english.ts";

/** A word as it is shown, and as it is given to an engine. */
export type ScriptWord = { text: string; say: string };

/** What is spoken in one go, and how long it is quiet after it. */
export type Sentence = { words: ScriptWord[]; pauseS: number };

const PAUSE_S = { comma: 0.12, sentence: 0.38, paragraph: 0.75 };
/** Longer sentences are spoken in parts: what is spoken in one go cannot be called off in between. */
const MAX_WORDS = 40;
const COMFORTABLE_WORDS = 24;
/** Nobody says a longer word. It is a key or a mistake, and its beginning is enough. */
const MAX_LETTERS = 40;

const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>()"']+/gi;
/** Only what is surely a tag: `a < b and c > d` is a sentence about numbers. */
const TAG = /<\/?[a-z][\w:-]*(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*\s*\/?>|<!--[\s\S]{0,2000}?-->/gi;
const PICTURES = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}/gu;
/** What does not show: control and private characters, marks of direction, halves of pairs, joiners of pictures. */
const UNSEEN = /[\p{Cc}\p{Co}\p{Cs}\p{Cn}\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]|\ufe0f|\u20e3/gu;

/**
 * A text as it is to be spoken: sentences of words. Markdown, addresses and pictures are not spelled out, and nothing in it is
 * obeyed. Empty when there is nothing to say in it.
 */
export function readScript(text: string, language: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const paragraph of paragraphsOf(text)) {
    const words = wordsOf(paragraph, language);
    let current: ScriptWord[] = [];
    const end = (pauseS: number) => {
      if (current.length > 0) sentences.push({ words: current, pauseS });
      current = [];
    };
    for (const word of words) {
      current.push(word);
      if (/[.!?…。!?।؟]["'”’»)\]]*$/u.test(word.say)) end(PAUSE_S.sentence);
      else if (current.length >= COMFORTABLE_WORDS && /[,;:–—、،]$/u.test(word.say)) end(PAUSE_S.comma);
      else if (current.length >= MAX_WORDS) end(0.03);
    }
    end(PAUSE_S.paragraph);
    const last = sentences.at(-1);
    if (last) last.pauseS = PAUSE_S.paragraph;
  }
  return sentences;
}

/** The text without its markup, by lines that belong together. */
function paragraphsOf(text: string): string[] {
  return (
    text
      .normalize("NFC")
      .replace(/\r\n?|[\u2028\u2029\v\f]/g, "\n")
      .replace(/\t/g, " ")
      .replace(/[^\n]+/g, (line) => line.replace(UNSEEN, ""))
      .replace(/^[ ]*(?:```|~~~).*$/gm, "\n")
      .replace(/!?\[([^\][\n]{0,500})\]\([^()\n]{0,2000}\)/g, "$1")
      .replace(TAG, " ")
      .replace(ADDRESS, hostOf)
      .replace(PICTURES, " ")
      // A heading, an item of a list, a quotation, a row of a table: each line is a paragraph of its own.
      .replace(/^[ ]*(?:#{1,6}\s|[-*+•]\s|>\s?|\d{1,3}[.)]\s|\|)/gm, "\n")
      .replace(/^[ ]*(?:[-*_=|:]\s*){3,}$/gm, "\n")
      .split(/\n\s*\n/)
      .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
      .filter(Boolean)
  );
}

/** Of an address, people say where it leads. */
const hostOf = (address: string) =>
  `${
    address
      .replace(/^https?:\/\//i, "")
      .replace(/^www\./i, "")
      .split(/[/?#:]/)[0]
  }${/[.!?,;:]$/.exec(address)?.[0] ?? ""}`.replace(/\.{2,}$/, ".");

function wordsOf(paragraph: string, language: string): ScriptWord[] {
  const words: ScriptWord[] = [];
  for (const [at, token] of piecesOf(paragraph, language).entries()) {
    const text = token.replace(/^[*_~`|\\]+|[*_~`|\\]+$/g, "").replace(/[*_~`|\\]+(?=[.,;:!?…]+$)/, "");
    const say = speakable(language.startsWith("en") ? inEnglish(text) : text);
    if (/[\p{L}\p{N}&]/u.test(say)) words.push({ text: text || token, say });
    // A dash between two words, or a lonely bracket, is seen and makes a little pause.
    else if (text !== "" && words.length > 0 && at > 0 && !/^[\p{S}]+$/u.test(text)) {
      const last = words.at(-1)!;
      if (/[.!?…]$/.test(text)) Object.assign(last, { text: last.text + text, say: last.say + text });
      else if (/^[–—-]+$/.test(text) && !/[.,;:!?]$/.test(last.say)) last.say += ",";
    }
  }
  return words;
}

/** By spaces; where a language has none, by its own rules. What is too long for a word is cut short. */
function piecesOf(paragraph: string, language: string): string[] {
  const pieces: string[] = [];
  const isUnspaced = /^(zh|cmn|yue|ja|th|my|km|lo)\b/.test(language);
  if (isUnspaced) {
    for (const { segment, isWordLike } of new Intl.Segmenter(language, { granularity: "word" }).segment(
      paragraph,
    ))
      if (isWordLike || pieces.length === 0) pieces.push(segment);
      else if (segment.trim() !== "") pieces[pieces.length - 1] += segment.trim();
  } else pieces.push(...paragraph.split(" "));
  return pieces.map((piece) =>
    piece.length <= MAX_LETTERS ? piece : `${[...piece].slice(0, MAX_LETTERS).join("")}…`,
  );
}

/** Letters, numbers and the signs that engines know how to say; all others are a gap. */
function speakable(text: string): string {
  return text
    .replace(/[’ʼ]/g, "'")
    .replace(/[“”„«»"()[\]{}]/g, "")
    .replace(/[_/\\|]+/g, " ")
    .replace(/([!?.,;:…])[!?.,;:…]+/g, "$1")
    .replace(/[^\p{L}\p{M}\p{N}\s'.,;:!?…%$€£&+°،؛؟।。!?、–—-]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}
