import type { Engine } from "../engine.ts";
import { Database } from "../runtime/database.ts";
import type { Tablet } from "../store/catalog.ts";
import type { Transaction } from "../store/transaction.ts";
import { decodeId, encodeId, newInternalId } from "../values/ids.ts";
import { type JsonObject, kindOf } from "../values/json.ts";
import { ImportError, type ImportedTable } from "./importFile.ts";
import type { StoredFiles } from "./storedFiles.ts";

/** What happens to the documents that are there. */
export type ImportMode = "requireEmpty" | "append" | "replace" | "replaceAll";

/** After so many rows other work of the process gets a turn; transactions wait for the end of the import. */
const ROWS_PER_TURN = 200;
/** Numbers up to here belong to the tables of the system. */
const LAST_SYSTEM_NUMBER = 1023;
const STORAGE = "_storage";
const TABLE_NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,63}$/;

/**
 * Writes the tables of an import in one transaction: all of them or, with an ImportError, none. Documents keep
 * their ids and creation times where the file has them; then the table takes the number that the ids carry. Every
 * document must match the schema in force. Returns the number of documents written.
 */
export async function importTables(
  engine: Engine,
  tx: Transaction,
  imported: readonly ImportedTable[],
  stored: StoredFiles,
  mode: ImportMode,
): Promise<number> {
  const tables = imported.filter(({ name }) => !name.startsWith("_"));
  const writer = new BulkWriter(engine, tx);
  await writer.clear(tables, mode);
  const targets = await assignNumbers(engine, tx, tables);
  let written = 0;
  for (const table of tables) written += await writer.write(targets.get(table)!, table);
  for (const table of imported)
    if (table.name === STORAGE) written += await writer.writeFiles(table, stored, mode);
  // What was written is too much to keep a list of: every live query runs again instead.
  engine.live.invalidateAll();
  tx.written.length = 0;
  return written;
}

/** The tables whose documents an import removes, with how many there are. */
export function tablesToClear(
  engine: Engine,
  imported: readonly ImportedTable[],
  mode: ImportMode,
): { tablet: Tablet; documents: number }[] {
  if (mode !== "replace" && mode !== "replaceAll") return [];
  const { catalog } = engine;
  const components = new Set(imported.map(({ component }) => component));
  return [...components]
    .flatMap((component) => catalog.list(component))
    .filter(({ name }) => !name.startsWith("_"))
    .filter(
      (tablet) =>
        mode === "replaceAll" ||
        imported.some(({ component, name }) => component === tablet.component && name === tablet.name),
    )
    .map((tablet) => ({ tablet, documents: catalog.count(tablet) }))
    .filter(({ documents }) => documents > 0);
}

class BulkWriter {
  private rows = 0;

  constructor(
    private readonly engine: Engine,
    private readonly tx: Transaction,
  ) {}

  async clear(tables: readonly ImportedTable[], mode: ImportMode): Promise<void> {
    const { catalog } = this.engine;
    if (mode === "requireEmpty")
      for (const { component, name } of tables) {
        const tablet = catalog.find(component, name);
        if (tablet && catalog.count(tablet) > 0)
          throw new ImportError(
            `Table ${name} already exists. Please choose a new table name or use replace/append modes.`,
          );
      }
    for (const { tablet } of tablesToClear(this.engine, tables, mode))
      for (const { id, document } of catalog.documents(tablet)) {
        this.tx.remove(tablet, id, document);
        await this.breathe();
      }
  }

  async write(tablet: Tablet, { component, name, documents }: ImportedTable): Promise<number> {
    const { schema } = this.engine.deployment.codeOf(component).declarations;
    const database = new Database(this.tx, component, schema);
    let row = 0;
    for await (const document of documents()) {
      row++;
      try {
        const { _id, _creationTime, ...fields } = document;
        const reserved = Object.keys(fields).find((field) => field.startsWith("_"));
        if (reserved)
          throw new Error(
            `Field '${reserved}' starts with an underscore, which is only allowed for system fields like '_id'`,
          );
        database.checkDocument(name, fields);
        this.put(tablet, _id, _creationTime, fields);
      } catch (error) {
        throw new ImportError(`Row ${row} of table ${name}: ${(error as Error).message}`);
      }
      await this.breathe();
    }
    return row;
  }

  /** Files that are here give way where the import replaces; no file is written over. */
  async writeFiles(
    { component, documents }: ImportedTable,
    stored: StoredFiles,
    mode: ImportMode,
  ): Promise<number> {
    const { catalog } = this.engine;
    const tablet = catalog.find(component, STORAGE);
    if (tablet && mode === "requireEmpty" && catalog.count(tablet) > 0)
      throw new ImportError("There are stored files already. Please use replace/append modes.");
    if (tablet && mode !== "append")
      for (const { document } of catalog.documents(tablet)) {
        stored.remove(this.tx, component, document._id as string);
        await this.breathe();
      }
    let row = 0;
    for await (const document of documents()) {
      row++;
      try {
        stored.adopt(this.tx, component, document);
      } catch (error) {
        throw new ImportError(`Row ${row} of the stored files: ${(error as Error).message}`);
      }
      await this.breathe();
    }
    return row;
  }

  private put(
    tablet: Tablet,
    id: JsonObject[string] | undefined,
    creationTime: JsonObject[string] | undefined,
    fields: JsonObject,
  ): void {
    const time = creationTime ?? this.engine.clock.nextCreationTime();
    if (kindOf(time) !== "float64" || typeof time !== "number")
      throw new Error("_creationTime must be a number.");
    if (id === undefined) {
      const internalId = newInternalId(time);
      return this.tx.put(tablet, internalId, {
        ...fields,
        _creationTime: time,
        _id: encodeId(tablet.number, internalId),
      });
    }
    const decoded = typeof id === "string" ? decodeId(id) : null;
    if (!decoded) throw new Error(`${JSON.stringify(id)} is not a valid document id.`);
    if (decoded.tableNumber !== tablet.number)
      throw new Error(`The id "${id as string}" belongs to another table.`);
    if (this.tx.peek(tablet, decoded.internalId) !== null)
      throw new Error(`There is a document with the id "${id as string}" already.`);
    this.tx.put(tablet, decoded.internalId, { ...fields, _creationTime: time, _id: id! });
  }

  /** An import is no function: it has no limits of its own, but it shares the process with everybody else. */
  private async breathe(): Promise<void> {
    if (++this.rows % ROWS_PER_TURN > 0) return;
    this.tx.usage.reset();
    this.tx.written.length = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * Creates the tables that are missing and gives each the number that the ids of the file carry. A table that
 * stands in the way moves to another number when it is empty.
 */
async function assignNumbers(
  engine: Engine,
  tx: Transaction,
  tables: readonly ImportedTable[],
): Promise<Map<ImportedTable, Tablet>> {
  const { catalog } = engine;
  const targets = new Map<ImportedTable, Tablet>();
  const numbers = new Map<Tablet, number>();
  for (const table of tables) {
    const { component, name } = table;
    if (!TABLE_NAME.test(name)) throw new ImportError(`"${name}" is not a valid table name.`);
    if (!engine.deployment.componentPaths.includes(component))
      throw new ImportError(`Component ${component} does not exist on this deployment.`);
    const tablet = tx.ensureTable(component, name);
    targets.set(table, tablet);
    const number = table.number ?? (await numberOfFirstId(table));
    if (number === null || number === tablet.number) continue;
    if (!(number > LAST_SYSTEM_NUMBER)) throw new ImportError(`${number} is not the number of a user table.`);
    if (catalog.count(tablet) > 0)
      throw new ImportError(
        `The ids in the file are not those of table ${name} here. Use replace mode, or import without _id.`,
      );
    numbers.set(tablet, number);
  }
  for (const [tablet, number] of [...numbers]) {
    const inTheWay = catalog.findByNumber(tablet.component, number);
    if (!inTheWay || numbers.has(inTheWay)) continue;
    if (catalog.count(inTheWay) > 0)
      throw new ImportError(
        `The ids in the file for table ${tablet.name} are those of table ${inTheWay.name} here.`,
      );
    numbers.set(inTheWay, freeNumber(catalog.list(tablet.component), numbers));
  }
  for (const tablet of numbers.keys())
    for (const other of numbers.keys())
      if (
        tablet !== other &&
        tablet.component === other.component &&
        numbers.get(tablet) === numbers.get(other)
      )
        throw new ImportError(
          `Tables ${tablet.name} and ${other.name} of the file have ids of the same table.`,
        );
  if (numbers.size > 0) tx.renumber(numbers);
  return targets;
}

async function numberOfFirstId({ documents }: ImportedTable): Promise<number | null> {
  for await (const { _id } of documents())
    return typeof _id === "string" ? (decodeId(_id)?.tableNumber ?? null) : null;
  return null;
}

function freeNumber(tablets: readonly Tablet[], taken: ReadonlyMap<Tablet, number>): number {
  return Math.max(...tablets.map(({ number }) => number), ...taken.values()) + 1;
}
