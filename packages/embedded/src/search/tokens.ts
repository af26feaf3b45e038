const WORD = /[\p{Alphabetic}\p{N}]+/gu;
/** Most texts hold nothing else, and are cut several times faster by what holds for them. */
const ASCII = /^\p{ASCII}*$/u;
const ASCII_WORD = /[a-z0-9]+/g;
/** Convex leaves longer words out of its indexes, and so out of queries too. */
const LONGEST_WORD_BYTES = 32;

/**
 * The words of a text as Convex cuts them: runs of letters and digits in lower case, accents kept, nothing
 * stemmed or left out. The index, the query and the invalidation of live queries all cut with this function,
 * so what one of them calls a word is a word for the others.
 */
export function tokensOf(text: string): string[] {
  if (ASCII.test(text))
    return (text.toLowerCase().match(ASCII_WORD) ?? []).filter(({ length }) => length <= LONGEST_WORD_BYTES);
  const tokens: string[] = [];
  for (const [word] of text.matchAll(WORD)) {
    if (Buffer.byteLength(word) > LONGEST_WORD_BYTES) continue;
    // Letter by letter, so that the shape of a letter does not depend on its neighbours (Greek sigma).
    let token = "";
    for (const letter of word) token += letter.toLowerCase();
    tokens.push(token);
  }
  return tokens;
}
