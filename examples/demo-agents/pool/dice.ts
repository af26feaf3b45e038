/** What makes one telling of a conversation different from the next. Answers a number from 0 up to 1, as `Math.random`. */
export type Dice = () => number;

export const pick = <T>(dice: Dice, some: readonly T[]): T => some[Math.floor(dice() * some.length)]!;

/** A whole number from `low` to `high`, both included. */
export const between = (dice: Dice, low: number, high: number) => low + Math.floor(dice() * (high - low + 1));

export const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** A block of code. */
export const fenced = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``;

export const THINGS = [
  "lantern",
  "kettle",
  "heron",
  "ladder",
  "anchor",
  "bicycle",
  "ferry",
  "snail",
  "harbour",
  "lamp",
];

export const PLACES = [
  "above the breakwater",
  "low in the east",
  "behind the lighthouse",
  "straight overhead",
  "just clear of the mast",
];
