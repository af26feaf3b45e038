import { applyIndexes, existingIndexes } from "../deploy/indexes.ts";
import type { Engine } from "../engine.ts";
import type { Code } from "../modules/code.ts";
import { Database } from "../runtime/database.ts";
import type { Tablet } from "../store/catalog.ts";
import type { Transaction } from "../store/transaction.ts";
import { decodeId } from "../values/ids.ts";
import { ImportError, type ImportedTable } from "./importFile.ts";
import { type NumberedTable, numbersInFile, planNumbers } from "./importNumbers.ts";
import { checkedRow, type Row, type RowTarget } from "./importRows.ts";
import { type FileRows, fileRowsOf, putFiles } from "./importStorage.ts";
import { type ImportMode, tablesOf } from "./importTables.ts";
import type { StoredFiles } from "./storedFiles.ts";

/** So many rows, or characters of them, are written in one transaction: others get their turn in between. */
const ROWS_PER_TRANSACTION = 100;
const CHARACTERS_PER_TRANSACTION = 1 << 18;
const TABLE_NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,63}$/;

/**
 * One import. Its documents are written to tables that nobody sees, in many small transactions; a last one puts these
 * in the place of the old ones. So readers see all of an import or, when it fails, nothing, and nobody waits for it.
 * Documents that are added to a table which has some are the exception, as on Convex: they are all checked before
 * the first of them is added, and added in many transactions.
 */
export class Importer {
  private readonly tables: readonly ImportedTable[];
  private readonly codes: ReadonlyMap<string, Code>;
  private readonly hiddenIn: (component: string) => string;
  private numbered: readonly NumberedTable[] = [];
  /** The numbers of tables by component, as they were planned at the beginning. */
  private plans = new Map<string, ReadonlyMap<string, number>>();

  constructor(
    private readonly engine: Engine,
    private readonly id: string,
    private readonly imported: readonly ImportedTable[],
    private readonly stored: StoredFiles,
    private readonly mode: ImportMode,
  ) {
    this.tables = tablesOf(engine, imported, mode);
    this.hiddenIn = engine.admin.hiddenTables.begin(id);
    this.codes = new Map(imported.map(({ component }) => [component, this.codeOf(component)]));
  }

  /** Returns the number of documents written, or throws ImportError with nothing done. */
  async run(): Promise<number> {
    for (const { name } of this.tables)
      if (!TABLE_NAME.test(name)) throw new ImportError(`"${name}" is not a valid table name.`);
    this.numbered = await numbersInFile(this.tables);
    const { lane } = this.engine;
    await lane.writing(async (tx) => this.prepare(tx));
    let written = 0;
    for (const table of this.tables) written += await this.fill(table);
    const files = await fileRowsOf(this.imported);
    const { value: appended } = await lane.writing(async (tx) => this.putInPlace(tx, files));
    for (const table of appended) await this.append(table);
    return written + files.reduce((sum, { documents }) => sum + documents.length, 0);
  }

  /** Creates the hidden tables, with the indexes of those that they are for and the numbers they are going to have. */
  private prepare(tx: Transaction): void {
    const { catalog, searchIndexes } = this.engine;
    this.requireEmptyTables();
    this.plans = this.plan();
    tx.onUndo(catalog.mark());
    for (const component of this.codes.keys()) {
      const own = this.tables.filter((table) => table.component === component);
      const indexes = own.map(({ name }) => [name, existingIndexes(catalog.find(component, name))] as const);
      applyIndexes(catalog, searchIndexes, this.hiddenIn(component), new Map(indexes));
    }
    for (const { component, name } of this.tables) {
      const hidden = this.hiddenIn(component);
      const number = this.plans.get(component)!.get(name)!;
      const moving = catalog.findByNumber(hidden, number);
      const tablet = catalog.find(hidden, name)!;
      // Numbers that were given out in passing make room for those that count.
      const numbers = new Map([[tablet, number]]);
      if (moving) numbers.set(moving, tablet.number);
      if (moving !== tablet) tx.renumber(numbers);
    }
  }

  private plan(): Map<string, ReadonlyMap<string, number>> {
    const plans = [...this.codes.keys()].map((component) => {
      const own = this.numbered.filter(({ table }) => table.component === component);
      const keeps = (name: string) => this.mode === "append" || !own.some(({ table }) => table.name === name);
      return [component, planNumbers(this.engine.catalog, component, own, keeps)] as const;
    });
    return new Map(plans);
  }

  /** Checks the documents of a table and writes them where nobody sees them. */
  private async fill(table: ImportedTable): Promise<number> {
    const { lane, catalog } = this.engine;
    const hidden = () => catalog.find(this.hiddenIn(table.component), table.name)!;
    const target = this.targetOf(table);
    let row = 0;
    const failed = (at: number, error: unknown) =>
      new ImportError(`Row ${at} of table ${table.name}: ${(error as Error).message}`);
    const write = (rows: readonly Row[], last: number) =>
      lane.writing(async (tx) => {
        for (const [i, { id, document }] of rows.entries()) {
          if (tx.peek(hidden(), id) !== null)
            throw failed(
              last - rows.length + 1 + i,
              new Error(`There is a document with the id "${document._id as string}" already.`),
            );
          tx.put(hidden(), id, document);
        }
        // Nobody reads these tables.
        tx.written.length = 0;
      });
    let rows: Row[] = [];
    let characters = 0;
    for await (const document of table.documents()) {
      row++;
      try {
        rows.push(checkedRow(target, document));
      } catch (error) {
        throw failed(row, error);
      }
      characters += JSON.stringify(document).length;
      if (rows.length < ROWS_PER_TRANSACTION && characters < CHARACTERS_PER_TRANSACTION) continue;
      await write(rows, row);
      rows = [];
      characters = 0;
    }
    if (rows.length > 0) await write(rows, row);
    return row;
  }

  private targetOf({ component, name }: ImportedTable): RowTarget {
    const { lane, clock } = this.engine;
    const { schema } = this.codes.get(component)!.declarations;
    return {
      name,
      number: this.plans.get(component)!.get(name)!,
      database: new Database(lane.snapshot(), component, schema),
      tableOfId: (id) => this.tableOfId(component, id),
      creationTime: () => clock.nextCreationTime(),
    };
  }

  private tableOfId(component: string, id: string): string | null {
    const decoded = decodeId(id);
    for (const [name, number] of this.plans.get(component)!) if (number === decoded?.tableNumber) return name;
    const today = this.engine.catalog.tableOfId(component, id);
    return today !== null && this.plans.get(component)!.has(today) ? null : today;
  }

  /**
   * Puts the filled tables in the place of the old ones, and the files in theirs. Returns the tables whose documents
   * are to be added to those that are there.
   */
  private putInPlace(tx: Transaction, files: readonly FileRows[]): ImportedTable[] {
    const { catalog } = this.engine;
    this.requireSameGround();
    this.requireEmptyTables();
    for (const rows of files) putFiles(tx, this.stored, this.mode, rows);
    tx.onUndo(catalog.mark());
    const appended: ImportedTable[] = [];
    for (const table of this.tables) {
      const old = catalog.find(table.component, table.name);
      if (old && this.mode === "append" && !catalog.isEmpty(old)) appended.push(table);
      else if (old) {
        const replaced = this.engine.admin.hiddenTables.replaced(this.id, old.component);
        this.move(old, replaced, old.number);
      }
    }
    for (const [component, plan] of this.plans)
      for (const [name, number] of plan) {
        const moving = catalog.find(component, name);
        if (moving && moving.number !== number) tx.renumber(new Map([[moving, number]]));
      }
    for (const table of this.tables) {
      const filled = catalog.find(this.hiddenIn(table.component), table.name)!;
      if (!appended.includes(table)) this.move(filled, table.component, filled.number);
    }
    // What has changed is too much to keep a list of: every live query runs again instead.
    this.engine.everythingChanged();
    tx.written.length = 0;
    return appended;
  }

  private move(tablet: Tablet, component: string, number: number): void {
    this.engine.searchIndexes.move(tablet, component);
    this.engine.catalog.move(tablet, component, number);
  }

  /** What was checked and planned must still hold when it is put in place. */
  private requireSameGround(): void {
    this.requireSameCode();
    const text = (plans: Map<string, ReadonlyMap<string, number>>) =>
      JSON.stringify([...plans].map(([component, plan]) => [component, ...plan]));
    if (text(this.plan()) !== text(this.plans))
      throw new ImportError("Tables have come or gone during the import. Please try again.");
  }

  private requireSameCode(): void {
    for (const [component, code] of this.codes)
      if (this.codeOf(component) !== code)
        throw new ImportError("The functions were deployed anew during the import. Please try again.");
  }

  private requireEmptyTables(): void {
    if (this.mode !== "requireEmpty") return;
    const { catalog } = this.engine;
    for (const { component, name } of this.tables) {
      const tablet = catalog.find(component, name);
      if (tablet && !catalog.isEmpty(tablet))
        throw new ImportError(
          `Table ${name} already exists. Please choose a new table name or use replace/append modes.`,
        );
    }
  }

  /** Adds checked documents to a table that has others. */
  private async append({ component, name }: ImportedTable): Promise<void> {
    const { catalog, lane } = this.engine;
    const filled = catalog.find(this.hiddenIn(component), name)!;
    let rows: Row[] = [];
    const write = (batch: readonly Row[]) =>
      lane.writing(async (tx) => {
        this.requireSameCode();
        const tablet = tx.ensureTable(component, name);
        for (const { id, document } of batch) {
          if (tx.peek(tablet, id) !== null)
            throw new ImportError(`There is a document with the id "${document._id as string}" already.`);
          tx.put(tablet, id, document);
        }
      });
    for (const row of catalog.documents(filled)) {
      rows.push(row);
      if (rows.length < ROWS_PER_TRANSACTION) continue;
      await write(rows);
      rows = [];
    }
    if (rows.length > 0) await write(rows);
  }

  private codeOf(component: string): Code {
    const { deployment } = this.engine;
    if (!deployment.componentPaths.includes(component))
      throw new ImportError(`Component ${component} does not exist on this deployment.`);
    return deployment.codeOf(component);
  }
}
