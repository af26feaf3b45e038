/** A piece of a text, and whether it is among the words that were found. */
export interface Piece {
  text: string;
  isFound: boolean;
}

/** A text in pieces, for marking the words that a search has named, as they stand there. */
export function pieces(text: string, words: readonly string[]): Piece[] {
  const wanted = [...new Set(words)].filter((word) => word !== "").sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return [{ text, isFound: false }];
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(${wanted.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("|")})(?![\\p{L}\\p{N}])`,
    "gu",
  );
  const found: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) found.push({ text: text.slice(at, match.index), isFound: false });
    found.push({ text: match[0], isFound: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) found.push({ text: text.slice(at), isFound: false });
  return found;
}
