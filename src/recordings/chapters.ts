import { formatElapsed } from "../lib/format";

/** A chapter as it is written in a form: `12:30 Mixing blues`. */
interface Chapter {
  startS: number;
  title: string;
}

/** A clock and a title: seconds alone, minutes and seconds, or hours before them. */
const LINE = /^(?:(\d+):)?(?:(\d{1,2}):)?(\d{1,5})\s+(.+)$/;

export const formatChapters = (chapters: readonly Chapter[]): string =>
  chapters.map(({ startS, title }) => `${formatElapsed(startS * 1000)} ${title}`).join("\n");

/** What a form says, for the API. A line without a clock is the beginning; the API says what is wrong with the rest. */
export function readChapters(text: string): { start_s: number; title: string }[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [, first, second, last, title] = LINE.exec(line) ?? [];
      if (title === undefined) return { start_s: 0, title: line };
      const parts = [first, second, last].filter((part) => part !== undefined).map(Number);
      return { start_s: parts.reduce((total, part) => total * 60 + part, 0), title };
    });
}
