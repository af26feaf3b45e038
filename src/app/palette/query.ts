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

/** The username that the words could be, or null: what is looked up as it stands. */
export function usernameIn(words: string): string | null {
  const name = words.toLowerCase();
  return /^[a-z0-9_]{3,64}$/.test(name) ? name : null;
}
