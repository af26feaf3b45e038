import { requireEnabled, type Tablet } from "../store/catalog.ts";
import type { ReadSet } from "../store/readSet.ts";
import type { Row, Transaction } from "../store/transaction.ts";
import type { Json } from "../values/json.ts";
import type { Key } from "../values/keys.ts";
import { facet } from "./facets.ts";
import { type Match, MOST_MATCHES, TextIndex, type TextTerms } from "./text.ts";
import { tokensOf } from "./tokens.ts";

/** `withSearchIndex` as the Convex library sends it. */
export interface SearchSourceJson {
  type: "Search";
  indexName: string;
  filters: (
    | { type: "Search"; fieldPath: string; value: string }
    | { type: "Eq"; fieldPath: string; value: Json }
  )[];
}

/** Words of a query beyond these are left out. */
const MOST_TOKENS = 16;
const MOST_FILTERS = 8;

/** One search of one query: its matches are ranked once, when the first is asked for. */
export class TextSearch {
  private matches: Match[] | null = null;

  constructor(
    private readonly tablet: Tablet,
    readonly index: TextIndex,
    private readonly terms: TextTerms,
  ) {}

  /**
   * Up to `limit` matches with `from <= key < to`. Keys sort by rank, so a position in the ranking divides it
   * for the pages on both sides in the same way, even after other documents have come in between.
   */
  rows(tx: Transaction, from: Key, to: Key | null, limit: number): Row[] {
    // Its tables are brought up to date when somebody looks, so they do not tell what was there before.
    if (tx.past) throw new Error("A text search reads the newest commit only.");
    this.matches ??= this.index.search(this.terms);
    const rows: Row[] = [];
    for (const [i, { key, id }] of this.matches.entries()) {
      if (key < from) continue;
      if ((to !== null && key >= to) || rows.length === limit) break;
      if (i === MOST_MATCHES) {
        if (rows.length > 0) break;
        throw new Error(
          `Search query scanned too many documents (fetched ${MOST_MATCHES}). Consider using a smaller limit, paginating the query, or using a filter field.`,
        );
      }
      // The transaction itself may have deleted a match since the search.
      const text = tx.peek(this.tablet, id);
      if (text !== null) rows.push({ key, text });
    }
    return rows;
  }

  /** A new match could rank anywhere, so every row depends on all words. */
  record(reads: ReadSet): void {
    for (const interval of this.index.readsOf(this.terms)) reads.addInterval(interval);
  }
}

/** Turns the source of a search into a search, or throws the error that Convex raises when it is built. */
export function planSearch(
  tablet: Tablet | null,
  { indexName, filters }: SearchSourceJson,
): TextSearch | null {
  const refuse = (reason: string) => new Error(`Search query against ${indexName} ${reason}`);
  const index = tablet?.documentIndexes.get(indexName.slice(indexName.indexOf(".") + 1));
  if (tablet) requireEnabled(index instanceof TextIndex ? index : null, indexName);
  const searches = filters.filter((filter) => filter.type === "Search");
  if (searches.length === 0)
    throw refuse(
      "does not contain any search filters. You must include a search filter like `q.search(...)`.",
    );
  if (searches.length > 1) throw refuse("contains multiple search filters. Only one is allowed.");
  const equalities = filters.filter((filter) => filter.type === "Eq");
  if (equalities.length > MOST_FILTERS)
    throw refuse(`has too many filter conditions. Max: ${MOST_FILTERS} Actual: ${equalities.length}`);
  if (!tablet || !(index instanceof TextIndex)) return null;
  const { searchField, filterFields } = index.spec;
  const [search] = searches;
  if (search!.fieldPath !== searchField)
    throw refuse(
      `contains a search filter against "${search!.fieldPath}", which doesn't match the indexed \`searchField\` "${searchField}".`,
    );
  const facets = equalities.map(({ fieldPath, value }) => {
    const position = filterFields.indexOf(fieldPath);
    if (position < 0)
      throw refuse(
        `contains an equality filter on "${fieldPath}" but that field isn't indexed for filtering in \`filterFields\`.`,
      );
    return facet(position, value);
  });
  const tokens = tokensOf(String(search!.value)).slice(0, MOST_TOKENS);
  return new TextSearch(tablet, index, { tokens, facets });
}
