import { formatPlural } from "./format";

/** The line that opens a block of code, with its language. */
const FENCES = /^\s*```[^\n`]*(?:\n|$)/gm;
/** Marks at the start of a line: headings, quotes, lists. */
const LINE_MARKS = /^\s*(?:#{1,6}|>|[-*+])\s+/gm;
/** Marks that come in pairs, wherever they stand. */
const PAIRED_MARKS = /\*\*|__|~~|\|\||`+/g;
/** Single ones at the edge of a word. Within one they are part of it, as in `high_water`. */
const EDGE_MARKS = /(?<![\p{L}\p{N}])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])/gu;

/** An excerpt is plain words; Markdown's marks would only be noise in it. */
export const withoutMarks = (excerpt: string): string =>
  [FENCES, LINE_MARKS, PAIRED_MARKS, EDGE_MARKS]
    .reduce((words, marks) => words.replace(marks, ""), excerpt)
    .trim();

/** What a message says in plain words. Of one that holds files alone it is how many there are. */
export function wordsOf(message: { content: string; attachments?: readonly unknown[] }): string {
  const { content, attachments = [] } = message;
  return withoutMarks(content) || (attachments.length > 0 ? formatPlural(attachments.length, "file") : "");
}
