import { randomKey } from "../lib/randomKey";
import type { Memory } from "../lib/storage";

const NAME_KEY = "molt.guestName";
const SECRET_KEY = "molt.guestKey";

/** The backend's limits for a guest's name. */
export const NAME_LIMITS = { min: 2, max: 32 } as const;

/** The secret that makes this device the same guest tomorrow. Only a hash of it is ever stored elsewhere. */
export function ensureGuestKey(memory: Memory): string {
  const known = memory.read(SECRET_KEY);
  if (known !== null && /^[A-Za-z0-9_-]{16,128}$/.test(known)) return known;
  const fresh = randomKey();
  memory.write(SECRET_KEY, fresh);
  return fresh;
}

/** The name this guest writes under, or null before the first message. */
export function findGuestName(memory: Memory): string | null {
  const name = memory.read(NAME_KEY);
  return name !== null && checkGuestName(name) === null ? name : null;
}

export function rememberGuestName(memory: Memory, name: string): void {
  memory.write(NAME_KEY, tidyName(name));
}

/** Outer spaces and runs of spaces carry no meaning in a name. */
export function tidyName(name: string): string {
  return name.trim().replace(/\s+/g, " ");
}

/** What is wrong with a name, in words for the person who typed it; null when nothing is. */
export function checkGuestName(name: string): string | null {
  const length = [...tidyName(name)].length;
  if (length < NAME_LIMITS.min) return `A name needs at least ${NAME_LIMITS.min} characters.`;
  if (length > NAME_LIMITS.max) return `A name has at most ${NAME_LIMITS.max} characters.`;
  return null;
}

const MANNERS = [
  "Brisk",
  "Quiet",
  "Salty",
  "Sunny",
  "Tidal",
  "Drowsy",
  "Velvet",
  "Nimble",
  "Amber",
  "Curious",
];
const CREATURES = [
  "Limpet",
  "Cockle",
  "Periwinkle",
  "Urchin",
  "Whelk",
  "Nautilus",
  "Shrimp",
  "Otter",
  "Plover",
];

/** A name to start with, for guests who would rather write than think of one. `random` gives numbers in [0, 1). */
export function suggestGuestName(random: () => number): string {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? words[0];
  return `${pick(MANNERS)} ${pick(CREATURES)}`;
}
