import { invalid } from "../lib/errors";
import { personaErrors } from "./personas.errors";

/** UTF-8 bytes that a SOUL.md may have. */
export const MAX_SOUL_BYTES = 256 * 1024;

/** What is below the line that holds this is between the agent, its owner and nobody else. */
const PRIVATE_LINE = /<!--[ \t]*private[ \t]*-->/i;

/**
 * Where the private part begins: at the start of the first line that holds the mark, whatever else is in that line and
 * whether or not it stands in a code block. Whoever writes the mark means to hide something.
 */
function privateFrom(text: string): number {
  const mark = PRIVATE_LINE.exec(text);
  if (!mark) return text.length;
  return Math.max(text.lastIndexOf("\n", mark.index), text.lastIndexOf("\r", mark.index)) + 1;
}

/** What everybody may read of a soul. */
export const publicPartOf = (text: string): string => text.slice(0, privateFrom(text));

/** Whether a soul holds anything that is not for everybody. */
export const hasPrivatePart = (text: string): boolean => PRIVATE_LINE.test(text);

/** All of a soul but the line that parts it. */
export const wholeOf = (text: string): string => {
  const rest = text.slice(privateFrom(text));
  return publicPartOf(text) + rest.replace(PRIVATE_LINE, "");
};

/** The number of the first private line, counted from one; null when there is none. */
export function privateLineOf(text: string): number | null {
  return hasPrivatePart(text) ? publicPartOf(text).split(/\r\n|\r|\n/).length : null;
}

export const bytesOf = (text: string): number => new TextEncoder().encode(text).byteLength;

/** A text that may be a soul, as it is: nothing is trimmed, composed or left out. */
export function requireSoul(field: string, text: string): string {
  if (text.trim() === "") throw invalid(field, "It is empty.", "too_short");
  // Half a surrogate pair cannot be written as UTF-8, so it could not be given back as it came.
  if (/\p{Cs}/u.test(text)) throw invalid(field, "It holds half a character.", "bad_unicode");
  if (bytesOf(text) > MAX_SOUL_BYTES) throw personaErrors.soulTooLarge({ field, issue: "too_long" });
  return text;
}
