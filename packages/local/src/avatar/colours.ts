/** Colours are `#rrggbb`. */
export function mixed(one: string, other: string, share: number): string {
  const [a, b] = [channels(one), channels(other)];
  return `#${a.map((value, at) => hex(value + (b[at]! - value) * share)).join("")}`;
}

export const lighter = (colour: string, share: number) => mixed(colour, "#ffffff", share);
export const darker = (colour: string, share: number) => mixed(colour, "#000000", share);

/** The colour, seen through. */
export function glassy(colour: string, alpha: number): string {
  return `rgba(${channels(colour).join(",")},${alpha})`;
}

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
const hex = (value: number) =>
  Math.round(Math.max(0, Math.min(255, value)))
    .toString(16)
    .padStart(2, "0");
