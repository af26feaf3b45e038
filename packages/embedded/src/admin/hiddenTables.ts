import type { Engine } from "../engine.ts";
import { HIDDEN, type Tablet } from "../store/catalog.ts";

/** So many rows of a table that nobody needs any more go in one transaction. */
const ROWS_PER_TRANSACTION = 500;

/**
 * Tables that nobody can name: those that an import is filling, and those that it has replaced. They are tables of
 * components of their own. What a crash left of them goes after the next start.
 */
export class HiddenTables {
  private readonly filling = new Set<string>();

  constructor(private readonly engine: Engine) {}

  /** The component that the tables of an import are filled in; they stay until `discard`. */
  begin(importId: string): (component: string) => string {
    this.filling.add(importId);
    return (component) => `${HIDDEN}${importId}${HIDDEN}${component}`;
  }

  /** The component for tables that an import has replaced. */
  replaced(importId: string, component: string): string {
    return `${HIDDEN}old${HIDDEN}${importId}${HIDDEN}${component}`;
  }

  /** Removes what is left of an import, a few rows at a time. */
  async discard(importId: string): Promise<void> {
    this.filling.delete(importId);
    await this.sweep();
  }

  async sweep(): Promise<void> {
    const { catalog, lane } = this.engine;
    const isFilling = ({ component }: Tablet) => this.filling.has(component.split(HIDDEN)[1]!);
    for (const tablet of catalog.hidden().filter((tablet) => !isFilling(tablet)))
      for (let erased = false; !erased; )
        erased = (
          await lane.writing(async (tx) => {
            // Another sweep may have been faster, and the id of the table belong to a new one by now.
            if (catalog.find(tablet.component, tablet.name) !== tablet) return true;
            tx.onUndo(catalog.mark());
            for (const { name } of [...tablet.documentIndexes.values()])
              this.engine.searchIndexes.remove(tablet, name);
            return catalog.erase(tablet, ROWS_PER_TRANSACTION);
          })
        ).value;
  }
}
