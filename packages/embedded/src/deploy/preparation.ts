import type { Lane } from "../runtime/lane.ts";
import type { Catalog, IndexSpec, PendingIndex, Tablet } from "../store/catalog.ts";
import type { Transaction } from "../store/transaction.ts";
import { indexChanges } from "./indexes.ts";
import type { SchemaTree } from "./schemas.ts";
import { Walk } from "./walk.ts";

interface Filling {
  readonly tablet: Tablet;
  readonly spec: IndexSpec;
  readonly index: PendingIndex;
  readonly walk: Walk;
}

/**
 * Fills the database indexes that a push adds, before it is put in force and beside everything else that goes on: in
 * steps that are transactions of their own. An index that is not taken over goes away with `end`, or at the next start.
 */
export class Preparation {
  private readonly filling = new Set<Filling>();

  constructor(
    private readonly catalog: Catalog,
    private readonly lane: Lane,
  ) {}

  async run(tree: SchemaTree): Promise<void> {
    await this.lane.writing(async (tx) => this.begin(tx, tree));
    for (const { walk } of this.filling)
      while (!walk.done && this.isCurrent(walk.tablet))
        await this.lane.writing(async (tx) => walk.step(tx, this.catalog));
  }

  /** Puts the filled index in force, if there is one; what is not full is not taken. Run inside a transaction. */
  takeOver(tx: Transaction, tablet: Tablet, spec: IndexSpec): boolean {
    for (const filling of this.filling) {
      if (filling.tablet !== tablet || filling.spec !== spec || !filling.walk.done) continue;
      this.leave(filling);
      tx.onUndo(() => this.join(filling));
      filling.index.putInForce();
      return true;
    }
    return false;
  }

  /** Removes what was not taken over. */
  async end(): Promise<void> {
    if (this.filling.size === 0) return;
    await this.lane.writing(async (tx) => {
      for (const filling of this.filling) {
        this.leave(filling);
        tx.onUndo(() => this.join(filling));
        filling.index.drop();
      }
    });
  }

  private begin(tx: Transaction, { components, definitions }: SchemaTree): void {
    for (const { path, definitionPath } of components.values())
      for (const { change, table, spec } of indexChanges(
        this.catalog,
        path,
        definitions.get(definitionPath)!.indexes,
      )) {
        const tablet = this.catalog.find(path, table);
        if (change !== "added" || spec.kind !== "database") continue;
        if (!tablet || this.catalog.isEmpty(tablet)) continue;
        const index = this.catalog.addIndex(tablet, spec);
        const filling = { tablet, spec, index, walk: new Walk(tablet, index.write) };
        this.join(filling);
        tx.onUndo(() => this.leave(filling));
      }
  }

  private join(filling: Filling): void {
    this.filling.add(filling);
    filling.tablet.watchers.add(filling.walk.written);
  }

  private leave(filling: Filling): void {
    this.filling.delete(filling);
    filling.tablet.watchers.delete(filling.walk.written);
  }

  /** An import may have put another table in its place. */
  private isCurrent(tablet: Tablet): boolean {
    return this.catalog.find(tablet.component, tablet.name) === tablet;
  }
}
