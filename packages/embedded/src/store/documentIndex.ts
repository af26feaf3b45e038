import type { InternalId } from "../values/ids.ts";
import type { JsonObject } from "../values/json.ts";
import type { WrittenKey } from "./transaction.ts";

/**
 * An index that is not a list of keys in order, but tables of its own: over words, or over vectors. Its table
 * tells it of every write, inside the same transaction, so what undoes the write undoes the index with it.
 */
export interface DocumentIndex {
  /** Names the index in read and write sets; never the number of a database index. */
  readonly id: number;
  readonly name: string;
  /** What it was declared as, for comparing it with another declaration. */
  readonly spec: object;
  /** Kept up to date, and not to be queried. */
  staged: boolean;
  /**
   * Follows one write: `before` is `null` for an insert, `after` for a delete. Returns the keys by which readers
   * of this index learn that the write concerns them.
   */
  write(id: InternalId, before: JsonObject | null, after: JsonObject | null): readonly WrittenKey[];
}
