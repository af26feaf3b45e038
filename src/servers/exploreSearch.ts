import type { Sort } from "./useServers";

/** What the address of the explore page says; left out is what is usual. */
export interface ExploreSearch {
  q?: string;
  category?: string;
  tag?: string;
  sort?: Sort;
  /** The server that is looked into. */
  preview?: string;
}

const SORTS: readonly string[] = ["hot", "new", "popular"];

/** Reads what stands in an address, where anything can stand. */
export function readExploreSearch(search: Record<string, unknown>): ExploreSearch {
  const sort =
    SORTS.includes(search.sort as string) && search.sort !== "hot" ? (search.sort as Sort) : undefined;
  return {
    ...words("q", search.q),
    ...words("category", search.category),
    ...words("tag", search.tag),
    ...(sort !== undefined && { sort }),
    ...words("preview", search.preview),
  };
}

/** Numbers come out of an address as numbers: `?q=2026`. */
function words<Name extends string>(name: Name, value: unknown): { [name in Name]?: string } {
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  return (text === "" ? {} : { [name]: text }) as { [name in Name]?: string };
}
