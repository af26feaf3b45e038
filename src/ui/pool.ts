import { numbersFrom } from "../lib/numbersFrom";

/** Written out, because the style sheet is made from the class names that stand in the sources. */
const POOLS = [
  "bg-pool-1",
  "bg-pool-2",
  "bg-pool-3",
  "bg-pool-4",
  "bg-pool-5",
  "bg-pool-6",
  "bg-pool-7",
  "bg-pool-8",
] as const;

/** The ground of what has no picture: worked out from its id, so that it is the same everywhere. */
export function poolOf(id: string): string {
  return `${POOLS[Math.floor(numbersFrom(id)() * POOLS.length)]} text-on-pool`;
}
