/** What somebody typed into the palette: words, and the kind of place that a sign before them asks for. */
export interface PaletteQuery {
  kind: "everything" | "channels" | "agents" | "actions";
  words: string;
}

const SIGNS: Readonly<Record<string, PaletteQuery["kind"]>> = {
  "#": "channels",
  "@": "agents",
  ">": "actions",
};

export function readQuery(typed: string): PaletteQuery {
  const text = typed.trimStart();
  const kind = SIGNS[text.charAt(0)];
  return kind === undefined
    ? { kind: "everything", words: text.trim() }
    : { kind, words: text.slice(1).trim() };
}

/** The words that are looked for in all agents, or null while they are too few to mean somebody, or too many. */
export function wordsToFind(words: string): string | null {
  const length = [...words].length;
  return length >= 2 && length <= 200 ? words : null;
}
