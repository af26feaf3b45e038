/** A run of text, or a link whose address is safe to put into an `href`. */
export type TextPart = { kind: "text"; text: string } | { kind: "link"; text: string; href: string };

// Only an explicit http or https scheme makes a link: a bare domain or any other scheme stays text.
const candidate = /\bhttps?:\/\/[^\s<>"'`\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gi;

/**
 * Splits what somebody wrote into text and links. The text of a link is always the address it leads to, so that a link
 * can't pretend to lead elsewhere. Joining the parts' texts gives the input back.
 */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(candidate)) {
    const address = trimAddress(match[0]);
    const href = safeHref(address);
    if (href === null) continue;
    if (match.index > end) parts.push({ kind: "text", text: text.slice(end, match.index) });
    parts.push({ kind: "link", text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ kind: "text", text: text.slice(end) });
  return parts;
}

/** Punctuation after an address belongs to the sentence; a closing bracket does too unless the address opened it. */
function trimAddress(address: string): string {
  let trimmed = address;
  for (;;) {
    const last = trimmed.at(-1);
    if (last === undefined) return trimmed;
    const opened = last === ")" ? "(" : last === "]" ? "[" : null;
    const closesSentence = /[.,;:!?*_~}|…]/.test(last);
    const closesNothing = opened !== null && count(trimmed, last) > count(trimmed, opened);
    if (!closesSentence && !closesNothing) return trimmed;
    trimmed = trimmed.slice(0, -1);
  }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** The address as the browser understands it, or null for what it would not call a web address. */
export function safeHref(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const isWeb = url.protocol === "http:" || url.protocol === "https:";
  // `https://molt.tv@evil.example` looks like one host and leads to another.
  return isWeb && url.username === "" && url.password === "" ? url.href : null;
}
