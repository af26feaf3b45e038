import type { Catalog } from "../store/catalog.ts";
import { decodeId } from "../values/ids.ts";
import { ImportError, type ImportedTable } from "./importFile.ts";

/** Numbers up to here belong to the tables of the system. */
const LAST_SYSTEM_NUMBER = 1023;
const FIRST_USER_NUMBER = 10001;

/** A table of an import with the number that the ids of its file carry, where they say one. */
export interface NumberedTable {
  readonly table: ImportedTable;
  readonly wanted: number | null;
}

/** Reads as much of the tables as it takes to know which numbers their ids carry. */
export async function numbersInFile(tables: readonly ImportedTable[]): Promise<NumberedTable[]> {
  const numbered: NumberedTable[] = [];
  for (const table of tables)
    numbered.push({ table, wanted: table.number ?? (await numberOfFirstId(table)) });
  return numbered;
}

async function numberOfFirstId({ documents }: ImportedTable): Promise<number | null> {
  for await (const { _id } of documents())
    return typeof _id === "string" ? (decodeId(_id)?.tableNumber ?? null) : null;
  return null;
}

/**
 * The numbers that tables of one component will have after the import, by name: those that are imported, and empty
 * ones that move out of their way. `keeps` says whether the documents of a table stay. Throws ImportError when a
 * table with documents has the number that another one needs.
 */
export function planNumbers(
  catalog: Catalog,
  component: string,
  imported: readonly NumberedTable[],
  keeps: (name: string) => boolean,
): Map<string, number> {
  const existing = catalog.list(component);
  const stays = (name: string) => {
    const tablet = catalog.find(component, name);
    return tablet !== undefined && keeps(name) && !catalog.isEmpty(tablet);
  };
  const plan = new Map<string, number>();
  const free = () =>
    Math.max(FIRST_USER_NUMBER - 1, ...existing.map(({ number }) => number), ...plan.values()) + 1;
  const owner = new Map<number, string>();
  const claim = (name: string, number: number) => {
    const other = owner.get(number);
    if (other !== undefined)
      throw new ImportError(`Tables ${other} and ${name} of the file have ids of the same table.`);
    owner.set(number, name);
    plan.set(name, number);
  };
  for (const { table, wanted } of imported) {
    if (wanted === null) continue;
    if (!(wanted > LAST_SYSTEM_NUMBER)) throw new ImportError(`${wanted} is not the number of a user table.`);
    const current = catalog.find(component, table.name)?.number;
    if (wanted !== current && stays(table.name))
      throw new ImportError(
        `The ids in the file are not those of table ${table.name} here. Use replace mode, or import without _id.`,
      );
    claim(table.name, wanted);
  }
  // The others keep their number, or move on when it has been claimed.
  for (const { table } of imported) {
    const current = catalog.find(component, table.name)?.number;
    if (plan.has(table.name)) continue;
    claim(table.name, current !== undefined && !owner.has(current) ? current : free());
  }
  for (const { name, number } of existing) {
    const claimant = owner.get(number);
    if (claimant === undefined || plan.has(name)) continue;
    if (!catalog.isEmpty(catalog.find(component, name)!))
      throw new ImportError(`The ids in the file for table ${claimant} are those of table ${name} here.`);
    claim(name, free());
  }
  return plan;
}
