import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createCanvas, GlobalFonts, type SKRSContext2D } from "@napi-rs/canvas";
import type { SpokenWord } from "../speech/speech.ts";
import { eased } from "./acting.ts";

/** The client's own letters; what they lack is taken from the system's. */
const ALPHABETS = ["latin", "latin-ext", "cyrillic", "greek", "vietnamese"];
const GLASS = "#7be0c4";
const BACKING = "rgba(7, 12, 11, 0.62)";
const NAME_S = { from: 0.55, to: 4.6, move: 0.4 };
/** A caption stays a moment after its last word, unless the next one comes. */
const LINGER_S = 0.6;
/** No line has room for more. */
const MAX_CHARACTERS = 120;
const UNSPACED = /^(zh|ja|th|my|km|lo)\b/;

let stack: string | undefined;

function letters(): string {
  if (stack) return stack;
  const files = dirname(
    createRequire(import.meta.url).resolve("@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2"),
  );
  for (const alphabet of ALPHABETS)
    GlobalFonts.registerFromPath(join(files, `inter-${alphabet}-opsz-normal.woff2`), `Molt ${alphabet}`);
  stack = `${ALPHABETS.map((alphabet) => `"Molt ${alphabet}"`).join(", ")}, sans-serif`;
  return stack;
}

/** Where captions stand, and how large they are. In an upright picture they keep clear of what phones lay over its end. */
function captionPlace(width: number, height: number) {
  const isUpright = height > width * 1.2;
  const size = Math.min(height * 0.048, width * 0.056);
  return {
    size,
    base: height - Math.min(width, height) * (isUpright ? 0.16 : 0.065),
    maxWidth: width * (width > height * 1.2 ? 0.62 : 0.8),
  };
}

/** The host's name, below at the left, in the first seconds; over the captions where there are any. */
export class NamePlate {
  readonly #name: string;
  readonly #size: number;
  readonly #width: number;
  readonly #at: { x: number; y: number };
  readonly #mark: string;

  constructor(name: string, mark: string, width: number, height: number, isAboveCaptions: boolean) {
    this.#size = Math.min(width, height) * 0.042;
    this.#mark = mark;
    const measure = brushWith(this.#font);
    this.#name = fitted(measure, name.replace(/\s+/g, " ").trim(), width * 0.6);
    this.#width = measure.measureText(this.#name).width;
    const margin = Math.min(width, height) * 0.06;
    const captions = captionPlace(width, height);
    this.#at = { x: margin, y: isAboveCaptions ? captions.base - captions.size * 2 : height - margin };
  }

  get #font() {
    return `620 ${this.#size}px ${letters()}`;
  }

  paint(brush: SKRSContext2D, timeS: number): void {
    const share = Math.min(1, (timeS - NAME_S.from) / NAME_S.move, (NAME_S.to - timeS) / NAME_S.move);
    if (share <= 0) return;
    const [size, come] = [this.#size, eased(share)];
    brush.save();
    brush.globalAlpha = come;
    brush.translate(this.#at.x - (1 - come) * size, this.#at.y);
    brush.fillStyle = BACKING;
    brush.beginPath();
    brush.roundRect(0, -size * 1.75, this.#width + size * 2.1, size * 1.95, size * 0.98);
    brush.fill();
    brush.fillStyle = this.#mark;
    brush.beginPath();
    brush.arc(size * 0.85, -size * 0.78, size * 0.24, 0, Math.PI * 2);
    brush.fill();
    brush.fillStyle = "#fff";
    brush.font = this.#font;
    brush.textBaseline = "alphabetic";
    brush.fillText(this.#name, size * 1.4, -size * 0.43);
    brush.restore();
  }
}

type CaptionWord = SpokenWord & { x: number };
type Caption = { words: CaptionWord[]; width: number; fromS: number; toS: number };

/** What is said, one line at a time; the word that is being spoken stands out. */
export class Captions {
  readonly #lines: Caption[] = [];
  readonly #font: string;
  readonly #size: number;
  readonly #middle: number;
  readonly #base: number;

  constructor(words: readonly SpokenWord[], language: string, width: number, height: number) {
    const { size, base, maxWidth } = captionPlace(width, height);
    this.#size = size;
    this.#font = `560 ${this.#size}px ${letters()}`;
    this.#middle = width / 2;
    this.#base = base;
    const space = UNSPACED.test(language) ? "" : " ";
    for (const sentence of sentencesOf(words)) this.#set(sentence, space, maxWidth);
    for (const [at, line] of this.#lines.entries())
      line.toS = Math.min(line.toS + LINGER_S, this.#lines[at + 1]?.fromS ?? Number.POSITIVE_INFINITY);
  }

  paint(brush: SKRSContext2D, timeS: number): void {
    const line = this.#lines.find(({ fromS, toS }) => timeS >= fromS && timeS < toS);
    if (!line) return;
    const size = this.#size;
    const left = this.#middle - line.width / 2;
    brush.save();
    brush.fillStyle = BACKING;
    brush.beginPath();
    brush.roundRect(
      left - size * 0.7,
      this.#base - size * 1.3,
      line.width + size * 1.4,
      size * 1.85,
      size * 0.5,
    );
    brush.fill();
    brush.font = this.#font;
    brush.textBaseline = "alphabetic";
    const spoken = line.words.findLast(({ startS }) => timeS >= startS - 0.04);
    for (const word of line.words) {
      brush.fillStyle = word === spoken && timeS < word.endS + 0.15 ? GLASS : "#fff";
      brush.fillText(word.text, left + word.x, this.#base);
    }
    brush.restore();
  }

  /** One sentence, in lines that are about as long as each other: no word stands alone in the last. */
  #set(words: readonly SpokenWord[], space: string, maxWidth: number): void {
    const measure = brushWith(this.#font);
    const gap = space === "" ? 0 : measure.measureText("n n").width - measure.measureText("nn").width;
    const pieces = words.map((word) => {
      const text = fitted(measure, word.text, maxWidth);
      return { ...word, text, width: measure.measureText(text).width };
    });
    const whole = pieces.reduce((sum, { width }) => sum + width + gap, -gap);
    const wanted = whole / Math.ceil(whole / maxWidth);
    let line: Caption | null = null;
    for (const { width, ...word } of pieces) {
      // A line ends where it is nearer to the wanted length without the next word than with it.
      const after: number = line ? line.width + gap + width : width;
      if (line && (after > maxWidth || after - wanted > wanted - line.width)) line = null;
      if (!line) {
        line = { words: [], width: -gap, fromS: word.startS - 0.08, toS: word.endS };
        this.#lines.push(line);
      }
      line.words.push({ ...word, x: line.width + gap });
      line.width += gap + width;
      line.toS = word.endS;
    }
  }
}

/** Words up to the end of a sentence, or to a pause. */
function sentencesOf(words: readonly SpokenWord[]): SpokenWord[][] {
  const sentences: SpokenWord[][] = [[]];
  for (const [at, word] of words.entries()) {
    sentences.at(-1)!.push(word);
    const next = words[at + 1];
    if (next && (next.startS - word.endS > 0.3 || /[.!?…。!?]["'”’)]*$/u.test(word.text))) sentences.push([]);
  }
  return sentences;
}

function brushWith(font: string): SKRSContext2D {
  const brush = createCanvas(8, 8).getContext("2d");
  brush.font = font;
  return brush;
}

/** The text, or as much of it as there is room for. */
function fitted(measure: SKRSContext2D, text: string, maxWidth: number): string {
  const fits = (shown: string) => measure.measureText(shown).width <= maxWidth;
  const characters = [...text];
  if (characters.length <= MAX_CHARACTERS && fits(text)) return text;
  const start = (length: number) => `${characters.slice(0, length).join("").trimEnd()}…`;
  let [low, high] = [1, Math.min(characters.length, MAX_CHARACTERS)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(start(middle))) low = middle;
    else high = middle - 1;
  }
  return start(low);
}
