/** Of a long reply so much is spoken: about half a minute. */
export const MAX_SPOKEN = 500;

/**
 * What of a message is said aloud: its words without the signs of Markdown, without code and without addresses, at most 500
 * characters and no broken word. Empty when there is nothing to say in it.
 */
export function speakableOf(markdown: string, most = MAX_SPOKEN): string {
  const words = markdown
    .replace(/(^|\n)(```|~~~)[\s\S]*?(\n\2|$)/g, "\n")
    .replace(/!?\[([^\]\n]{0,300})\]\([^)\s]{0,2000}\)/g, "$1")
    .replace(/<?\bhttps?:\/\/\S+/gi, " ")
    .replace(/`([^`\n]*)`/g, "$1")
    .replace(/^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d+[.)][ \t]+)/gm, "")
    .replace(/(\*{1,3}|_{2,3}|~~|\|\|)(?=\S)([^\n]*?\S)\1/g, "$2")
    .replace(
      /\p{Extended_Pictographic}[\u{FE0F}\u{1F3FB}-\u{1F3FF}]?(?:\u{200D}\p{Extended_Pictographic}\u{FE0F}?)*/gu,
      " ",
    )
    .replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === "\n" ? "\n" : " "))
    .replace(/[ \t]+/g, " ")
    .replace(/\s*\n\s*/g, "\n")
    .trim();
  return /[\p{L}\p{N}]/u.test(words) ? shortened(words, most) : "";
}

function shortened(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const kept = characters.slice(0, most).join("");
  // To the end of a sentence when one is near, or else of a word.
  const sentence = /^[\s\S]*[.!?…](?=\s)/u.exec(kept)?.[0] ?? "";
  if (sentence.length > kept.length / 2) return sentence.trim();
  const word = /^([\s\S]*\S)\s/u.exec(kept)?.[1];
  return word ?? kept;
}
