/** Words that stand on the screen for a while. */
export interface Cue {
  startS: number;
  endS: number;
  text: string;
}

export interface Sentence {
  text: string;
  /** Which paragraph of the script it is in. */
  paragraph: number;
  /** When it is said; null while nothing tells. */
  startS: number | null;
  endS: number | null;
}

const CLOCK = /^(?:(\d+):)?(\d{2}):(\d{2})\.(\d{3})$/;

/** The cues of a WebVTT file, in their order. What is no cue is passed over. */
export function readCues(vtt: string): Cue[] {
  return vtt
    .replaceAll("\r\n", "\n")
    .split(/\n{2,}/)
    .flatMap((block) => {
      const lines = block.split("\n");
      const at = lines.findIndex((line) => line.includes("-->"));
      if (at < 0) return [];
      const [start = "", end = ""] = lines[at]!.split("-->").map((part) => part.trim().split(/\s/)[0]!);
      const [startS, endS] = [secondsOf(start), secondsOf(end)];
      if (startS === null || endS === null) return [];
      return [{ startS, endS, text: plainOf(lines.slice(at + 1).join(" ")) }];
    });
}

/** WebVTT knows marks and the entities that keep words from looking like them. */
const plainOf = (text: string): string =>
  text
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();

function secondsOf(clock: string): number | null {
  const parts = CLOCK.exec(clock);
  if (parts === null) return null;
  const [, hours = "0", minutes, seconds, milliseconds] = parts;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(milliseconds) / 1000;
}

/** A script as sentences, with the second at which each is said as far as the captions tell. */
export function sentencesOf(script: string, cues: readonly Cue[] = []): Sentence[] {
  const texts = script
    .split(/\n\s*\n/)
    .flatMap((paragraph, at) => splitSentences(paragraph).map((text) => ({ text, paragraph: at })));
  const timeAt = clockOf(cues);
  let spoken = 0;
  return texts.map(({ text, paragraph }) => {
    const startS = timeAt(spoken);
    spoken += lettersIn(text);
    return { text, paragraph, startS, endS: timeAt(spoken) };
  });
}

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

const splitSentences = (paragraph: string): string[] =>
  [...segmenter.segment(paragraph.replaceAll(/\s+/g, " "))]
    .map(({ segment }) => segment.trim())
    .filter((text) => text !== "");

/**
 * When the n-th letter is said. Captions cut a script into lines as wide as a screen, so sentences begin within them; the
 * letters of script and captions are the same, and within a line one letter takes as long as the next.
 */
function clockOf(cues: readonly Cue[]): (letters: number) => number | null {
  const [first] = cues;
  if (first === undefined) return () => null;
  return (letters) => {
    let before = 0;
    for (const { startS, endS, text } of cues) {
      const here = lettersIn(text);
      if (letters < before + here) return startS + ((endS - startS) * (letters - before)) / here;
      before += here;
    }
    return cues.at(-1)!.endS;
  };
}

const lettersIn = (text: string): number => [...text.matchAll(/[\p{L}\p{N}]/gu)].length;

/** Which sentence is being said; -1 before the first. */
export function sentenceAt(sentences: readonly Sentence[], second: number): number {
  // A jump to a sentence lands a hair before it.
  return sentences.filter(({ startS }) => startS !== null && startS <= second + 0.05).length - 1;
}
