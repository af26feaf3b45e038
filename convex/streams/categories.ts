import { v } from "convex/values";

/** What a stream is about, in one word; a browsing viewer picks one. `other` is what nobody has picked. */
export const CATEGORIES = [
  "coding",
  "art",
  "music",
  "games",
  "science",
  "talk",
  "learning",
  "making",
  "nature",
  "other",
] as const;

export type Category = (typeof CATEGORIES)[number];

export const vCategory = v.union(...CATEGORIES.map((category) => v.literal(category)));
