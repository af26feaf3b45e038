import type { Engine } from "../engine.ts";
import type { Tablet } from "../store/catalog.ts";
import type { ImportedTable } from "./importFile.ts";

/** What happens to the documents that are there. */
export type ImportMode = "requireEmpty" | "append" | "replace" | "replaceAll";

/** The tables whose documents an import removes, with how many there are. */
export function tablesToClear(
  engine: Engine,
  imported: readonly ImportedTable[],
  mode: ImportMode,
): { tablet: Tablet; documents: number }[] {
  const { catalog } = engine;
  return tablesOf(engine, imported, mode)
    .filter(() => mode === "replace" || mode === "replaceAll")
    .flatMap(({ component, name }) => catalog.find(component, name) ?? [])
    .map((tablet) => ({ tablet, documents: catalog.count(tablet) }))
    .filter(({ documents }) => documents > 0);
}

/** The user tables that an import changes: to those that it leaves empty, nothing is written. */
export function tablesOf(
  { catalog }: Engine,
  imported: readonly ImportedTable[],
  mode: ImportMode,
): readonly ImportedTable[] {
  const tables = imported.filter(({ name }) => !name.startsWith("_"));
  if (mode !== "replaceAll") return tables;
  const components = new Set(imported.map(({ component }) => component));
  const isImported = (tablet: Tablet) =>
    tables.some(({ component, name }) => component === tablet.component && name === tablet.name);
  const others = [...components]
    .flatMap((component) => catalog.list(component))
    .filter((tablet) => !tablet.name.startsWith("_") && !isImported(tablet))
    .map(({ component, name }) => ({ component, name, number: null, documents: async function* () {} }));
  return [...tables, ...others];
}
