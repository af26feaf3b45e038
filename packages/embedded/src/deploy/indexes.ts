import { searchIndexesOf } from "../search/declared.ts";
import type { SearchIndexes, SearchIndexSpec } from "../search/indexes.ts";
import { BY_CREATION_TIME, type Catalog, type IndexSpec, type Tablet } from "../store/catalog.ts";
import type { SchemaJson } from "./schemas.ts";

/** What tells one index from another; a staged index is the same index, filled and not yet queried. */
type AnyIndexSpec = ({ kind: "database" } & IndexSpec) | SearchIndexSpec;

export interface DeclaredIndex {
  readonly spec: AnyIndexSpec;
  readonly staged: boolean;
}

/** What a push does to one index. One that changes its fields is dropped and added. */
export interface IndexChange extends DeclaredIndex {
  readonly change: "added" | "identical" | "enabled" | "disabled" | "dropped";
  readonly table: string;
}

/** The indexes that a schema declares, by table. Throws PushError for what Convex refuses too. */
export function indexesOf(schema: SchemaJson | null): Map<string, DeclaredIndex[]> {
  return new Map(
    schema?.tables.map((table) => {
      const database = (indexes: SchemaJson["tables"][number]["indexes"] | null | undefined) =>
        (indexes ?? []).map(({ indexDescriptor: name, fields }) => ({
          kind: "database" as const,
          name,
          fields,
        }));
      const declare = (staged: boolean) => (spec: AnyIndexSpec) => ({ spec, staged });
      const { text, vectors, stagedText, stagedVectors } = searchIndexesOf(table);
      return [
        table.tableName,
        [
          ...[...database(table.indexes), ...text, ...vectors].map(declare(false)),
          ...[...database(table.stagedDbIndexes), ...stagedText, ...stagedVectors].map(declare(true)),
        ],
      ];
    }),
  );
}

/** Compares the indexes of a component with those declared; tables that are declared no more lose theirs. */
export function indexChanges(
  catalog: Catalog,
  component: string,
  declared: ReadonlyMap<string, readonly DeclaredIndex[]>,
): IndexChange[] {
  const tables = catalog.list(component).map(({ name }) => name);
  return [...new Set([...declared.keys(), ...tables])]
    .filter((table) => !table.startsWith("_"))
    .flatMap((table) => {
      const existing = existingIndexes(catalog.find(component, table));
      const wanted = declared.get(table) ?? [];
      const twin = (among: readonly DeclaredIndex[], { spec }: DeclaredIndex) =>
        among.find((other) => sameSpec(other.spec, spec));
      const kept = existing.map((index) => {
        const next = twin(wanted, index);
        if (!next) return { ...index, table, change: "dropped" as const };
        const moved = next.staged ? ("disabled" as const) : ("enabled" as const);
        return { ...next, table, change: next.staged === index.staged ? ("identical" as const) : moved };
      });
      const added = wanted.filter((index) => !twin(existing, index));
      return [...kept, ...added.map((index) => ({ ...index, table, change: "added" as const }))];
    });
}

/**
 * Makes the indexes of a component what was declared: drops, adds and fills. `takeOver` puts an index in force that
 * was filled before, where there is one. Run inside a transaction.
 */
export function applyIndexes(
  catalog: Catalog,
  searchIndexes: SearchIndexes,
  component: string,
  declared: ReadonlyMap<string, readonly DeclaredIndex[]>,
  takeOver: (tablet: Tablet, spec: IndexSpec) => boolean = () => false,
): void {
  for (const table of declared.keys()) catalog.find(component, table) ?? catalog.create(component, table);
  for (const { change, table, spec, staged } of indexChanges(catalog, component, declared)) {
    const tablet = catalog.find(component, table)!;
    if (spec.kind === "database") {
      if (change === "dropped") catalog.removeIndex(tablet, spec.name);
      if (change === "added" && !takeOver(tablet, spec)) fillAtOnce(catalog, tablet, spec);
    } else {
      if (change === "dropped") searchIndexes.remove(tablet, spec.name);
      if (change === "added") searchIndexes.add(tablet, spec);
    }
    const index = (spec.kind === "database" ? tablet.indexes : tablet.documentIndexes).get(spec.name);
    if (index && change !== "dropped") index.staged = staged;
  }
}

function fillAtOnce(catalog: Catalog, tablet: Tablet, spec: IndexSpec): void {
  const index = catalog.addIndex(tablet, spec);
  for (const { id, document } of catalog.documents(tablet)) index.write(id, null, document);
  index.putInForce();
}

/** The indexes that a table has, as somebody would declare them. */
export function existingIndexes(tablet: Tablet | undefined): DeclaredIndex[] {
  const database = [...(tablet?.indexes.values() ?? [])].filter(({ name }) => name !== BY_CREATION_TIME);
  const specs = database.map(({ name, fields, staged }) => ({
    spec: { kind: "database" as const, name, fields: fields.map((path) => path.join(".")) },
    staged,
  }));
  const search = [...(tablet?.documentIndexes.values() ?? [])];
  // Only text and vector indexes are attached to tables.
  return [...specs, ...search.map(({ spec, staged }) => ({ spec: spec as SearchIndexSpec, staged }))];
}

function sameSpec(a: AnyIndexSpec, b: AnyIndexSpec): boolean {
  const text = (spec: AnyIndexSpec) => JSON.stringify(Object.entries(spec).sort());
  return text(a) === text(b);
}

/** An index in the words of the CLI. */
function describeIndex({ table, spec, staged }: IndexChange) {
  const { kind, name, ...rest } = spec;
  const type = kind === "text" ? ("search" as const) : kind;
  return { name: `${table}.${name}`, type, ...rest, staged };
}

/** The changes of one component as the CLI prints them. */
export function describeChanges(changes: readonly IndexChange[]) {
  const those = (change: IndexChange["change"]) =>
    changes.filter((index) => index.change === change).map(describeIndex);
  return {
    added_indexes: those("added"),
    removed_indexes: those("dropped"),
    enabled_indexes: those("enabled"),
    disabled_indexes: those("disabled"),
  };
}

/** The changes of one component for the checks that the CLI makes before a push. */
export function predictIndexes(catalog: Catalog, component: string, changes: readonly IndexChange[]) {
  const counts = new Map<string, number>();
  const count = (table: string) => {
    const tablet = catalog.find(component, table);
    if (!counts.has(table)) counts.set(table, tablet ? catalog.count(tablet) : 0);
    return counts.get(table)!;
  };
  return changes.map((index) => ({
    ...describeIndex(index),
    change: index.change,
    needsBackfill: index.change === "added",
    numDocs: index.change === "identical" ? 0 : count(index.table),
  }));
}
