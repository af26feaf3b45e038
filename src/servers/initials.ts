const SMALL_WORDS = new Set(["a", "an", "and", "at", "for", "in", "of", "on", "the", "to"]);

/** One or two letters for a name: of its first words that say something, otherwise of what there is. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const telling = words.filter((word) => !SMALL_WORDS.has(word.toLowerCase()));
  const chosen = telling.length > 0 ? telling : words;
  const letters = chosen.slice(0, 2).map((word) => [...word][0]);
  return letters.length > 0 ? letters.join("").toUpperCase() : ([...name.trim()][0] ?? "·");
}
