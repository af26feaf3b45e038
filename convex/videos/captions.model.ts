/** A line that a viewer takes in at a glance; two of them make a cue. */
const LINE = 42;
const CUE = 2 * LINE;

/** Speakers rest after sentences and commas: as long as so many characters take. */
const PAUSES: Record<string, number> = { ".": 8, "!": 8, "?": 8, ",": 3, ";": 5, ":": 5, "…": 8 };

/**
 * The captions of a video as WebVTT: its script, cut where sentences end or a line is full, each piece for its share of the
 * time. What is spoken is not listened to, so a cue may be off by a word.
 */
export function captionsOf(script: string, durationS: number): string {
  const cues = piecesOf(script).map((text) => ({ text, weight: weightOf(text) }));
  const total = cues.reduce((sum, { weight }) => sum + weight, 0);
  let spoken = 0;
  const blocks = cues.map(({ text, weight }) => {
    const from = (durationS * spoken) / total;
    spoken += weight;
    return `${stampOf(from)} --> ${stampOf((durationS * spoken) / total)}\n${linesOf(text).map(escapeCue).join("\n")}`;
  });
  return `${["WEBVTT", ...blocks].join("\n\n")}\n`;
}

/** Sentences, and parts of those that fill more than a cue. */
function piecesOf(script: string): string[] {
  const sentences = script
    .replace(/\s+/gu, " ")
    .trim()
    .split(/(?<=[.!?…]["'”’)]?) /u);
  return sentences.flatMap((sentence) => pack(sentence, CUE));
}

const linesOf = (text: string): string[] => pack(text, LINE);

/** Words put together up to a length; a word that is longer alone is cut. */
function pack(text: string, length: number): string[] {
  const packed: string[] = [];
  for (const word of text.split(" ").flatMap((word) => cut(word, length))) {
    const last = packed.at(-1);
    if (last !== undefined && [...last].length + 1 + [...word].length <= length)
      packed[packed.length - 1] = `${last} ${word}`;
    else packed.push(word);
  }
  return packed;
}

function cut(word: string, length: number): string[] {
  const characters = [...word];
  const parts: string[] = [];
  for (let i = 0; i < characters.length; i += length) parts.push(characters.slice(i, i + length).join(""));
  return parts;
}

const weightOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + 1 + (PAUSES[character] ?? 0), 0);

/** `00:01:02.345` */
function stampOf(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const two = (number: number) => `${Math.floor(number)}`.padStart(2, "0");
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${`${ms % 1000}`.padStart(3, "0")}`;
}

const escapeCue = (line: string): string =>
  line.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
