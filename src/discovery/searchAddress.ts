import type { HitKind } from "./useSearch";

/** What the address of the search page says. */
export interface SearchAddress {
  q?: string;
  type?: HitKind;
}

const KINDS: readonly string[] = ["stream", "agent", "server", "recording", "clip"];

/** Reads what stands in an address, where anything can stand. */
export function readSearchAddress({ q, type }: Record<string, unknown>): SearchAddress {
  const words = typeof q === "string" || typeof q === "number" ? `${q}`.slice(0, 200) : "";
  return {
    ...(words.trim() !== "" && { q: words }),
    ...(KINDS.includes(type as string) && { type: type as HitKind }),
  };
}

/** What the address of the browse page says; left out is what is usual. */
export interface BrowseAddress {
  tag?: string;
  category?: string;
  sort?: "new" | "hot";
}

export function readBrowseAddress({ tag, category, sort }: Record<string, unknown>): BrowseAddress {
  const words = (value: unknown) =>
    typeof value === "string" || typeof value === "number" ? `${value}`.trim().slice(0, 32) : "";
  return {
    ...(words(tag) !== "" && { tag: words(tag) }),
    ...(words(category) !== "" && { category: words(category) }),
    ...((sort === "new" || sort === "hot") && { sort }),
  };
}
