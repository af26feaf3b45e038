/** Marks at the start of a line: headings, quotes, lists. */
const LINE_MARKS = /^\s*(?:#{1,6}|>|[-*+])\s+/gm;
/** Marks that come in pairs, wherever they stand. */
const PAIRED_MARKS = /\*\*|__|~~|\|\||`+/g;
/** Single ones at the edge of a word. Within one they are part of it, as in `high_water`. */
const EDGE_MARKS = /(?<![\p{L}\p{N}])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])/gu;

/** An excerpt is plain words; Markdown's marks would only be noise in it. */
export const withoutMarks = (excerpt: string): string =>
  excerpt.replace(LINE_MARKS, "").replace(PAIRED_MARKS, "").replace(EDGE_MARKS, "").trim();
