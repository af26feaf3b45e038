import type { Catalog, Tablet } from "../store/catalog.ts";
import type { Transaction } from "../store/transaction.ts";
import type { InternalId } from "../values/ids.ts";
import type { JsonObject } from "../values/json.ts";

/** So many documents, or characters of them, are visited in one transaction: others get their turn in between. */
const DOCUMENTS = 256;
const CHARACTERS = 1 << 20;

/** Hears of a document for the first time (`before` is `null`), or of a change of one. */
export type Visit = (id: InternalId, before: JsonObject | null, after: JsonObject | null) => void;

/**
 * Visits every document of a table once, in the order of ids and in steps, while others write to the table. Of what it
 * has visited it hears every change, in the transaction that makes it; what comes later is visited as it is then.
 */
export class Walk {
  private reached: InternalId = "";
  private finished = false;

  constructor(
    readonly tablet: Tablet,
    private readonly visit: Visit,
  ) {}

  get done(): boolean {
    return this.finished;
  }

  /** Goes some documents further. Run inside a transaction. */
  step(tx: Transaction, catalog: Catalog): void {
    const { reached, finished } = this;
    tx.onUndo(() => Object.assign(this, { reached, finished }));
    let documents = 0;
    let characters = 0;
    for (const { id, document, length } of catalog.documents(this.tablet, reached)) {
      this.visit(id, null, document);
      this.reached = id;
      characters += length;
      if (++documents === DOCUMENTS || characters > CHARACTERS) return;
    }
    this.finished = true;
  }

  /** What `Transaction` tells of a write. */
  readonly written: Visit = (id, before, after) => {
    if (this.finished || id <= this.reached) this.visit(id, before, after);
  };
}
