import type { DeclaredSearchIndexes } from "../search/declared.ts";
import type { Catalog, Tablet } from "../store/catalog.ts";
import type { Sqlite } from "../store/sqlite.ts";
import { encodeId } from "../values/ids.ts";
import { type ValidatorJson, violation } from "../values/validate.ts";
import type { ComponentInstance } from "./definitions.ts";
import { type DeclaredIndex, indexChanges, predictIndexes } from "./indexes.ts";

interface DatabaseIndexJson {
  indexDescriptor: string;
  fields: string[];
}

/** A schema as `schema.export()` writes it. */
export interface SchemaJson {
  tables: (DeclaredSearchIndexes & {
    indexes: DatabaseIndexJson[];
    stagedDbIndexes?: DatabaseIndexJson[] | null;
    documentType: ValidatorJson | null;
    stagedDocumentType?: ValidatorJson | null;
  })[];
  schemaValidation: boolean;
}

/** The schema of one definition, and what follows from it for the tables of its components. */
export interface EvaluatedSchema {
  readonly schema: SchemaJson | null;
  readonly indexes: ReadonlyMap<string, readonly DeclaredIndex[]>;
}

/** The components of a push with their definitions, which several may share. */
export interface SchemaTree {
  readonly definitions: ReadonlyMap<string, EvaluatedSchema>;
  /** By component path, parents before their children. */
  readonly components: ReadonlyMap<string, ComponentInstance>;
}

/** The first document that a new schema does not allow. */
export interface SchemaFailure {
  error: string;
  componentPath: string;
  tableName: string;
}

/**
 * Compares stored documents with schemas. What it has put in force it remembers, in the database: as long as every
 * write is checked against a validator, a push with the same one need not read the table.
 */
export class Schemas {
  constructor(
    private readonly sqlite: Sqlite,
    private readonly catalog: Catalog,
  ) {
    sqlite.exec(`CREATE TABLE IF NOT EXISTS enforced(
      component TEXT NOT NULL, tableName TEXT NOT NULL, validator TEXT NOT NULL,
      PRIMARY KEY(component, tableName)) WITHOUT ROWID`);
  }

  firstFailure(tree: SchemaTree): SchemaFailure | null {
    for (const { component, tableName, validator } of validatorsOf(tree)) {
      if (this.isEnforced(component, tableName, validator)) continue;
      const error = this.firstViolation(component, tableName, validator);
      if (error) return { error, componentPath: component, tableName };
    }
    return null;
  }

  /** Remembers that these schemas are in force from here on. Run inside the transaction that puts them in force. */
  enforce(tree: SchemaTree): void {
    this.sqlite.prepare("DELETE FROM enforced").run();
    const insert = this.sqlite.prepare(
      "INSERT INTO enforced(component, tableName, validator) VALUES (?, ?, ?)",
    );
    for (const { component, tableName, validator } of validatorsOf(tree))
      insert.run(component, tableName, JSON.stringify(validator));
  }

  /** What a push with these schemas would do, for the checks that the CLI makes before it. */
  predict({ definitions, components }: SchemaTree) {
    return Object.fromEntries(
      [...components.values()].map(({ path, definitionPath }) => {
        const { schema, indexes } = definitions.get(definitionPath)!;
        const prediction = {
          definitionPath,
          schemaValidation: schema?.schemaValidation ?? false,
          tables: schema?.tables.map((table) => this.predictTable(path, schema, table)) ?? [],
          indexes: predictIndexes(this.catalog, path, indexChanges(this.catalog, path, indexes)),
        };
        return [path, prediction];
      }),
    );
  }

  private predictTable(
    component: string,
    { schemaValidation }: SchemaJson,
    { tableName, documentType, stagedDocumentType }: SchemaJson["tables"][number],
  ) {
    const tablet = this.catalog.find(component, tableName);
    const mustWalk = schemaValidation && documentType !== null;
    const outcome = !mustWalk
      ? "notValidated"
      : this.isEnforced(component, tableName, documentType)
        ? "supersetOfEnforced"
        : "mustWalk";
    const staged = stagedDocumentType && this.stagedState(component, tableName, stagedDocumentType);
    return {
      name: tableName,
      outcome,
      numDocs: tablet ? this.catalog.count(tablet) : 0,
      // Only a table that is going to be read is worth reading for its size.
      sizeBytes: tablet && outcome === "mustWalk" ? this.bytesOf(tablet) : 0,
      ...(staged ? { staged, canSkipAfterStagedValidation: false } : {}),
    };
  }

  private stagedState(component: string, tableName: string, validator: ValidatorJson) {
    const error = this.firstViolation(component, tableName, validator);
    return error === null ? { state: "valid" } : { state: "failed", error };
  }

  private bytesOf(tablet: Tablet): number {
    return this.sqlite
      .prepare("SELECT coalesce(sum(length(json)), 0) AS bytes FROM docs WHERE tablet = ?")
      .get(tablet.id).bytes;
  }

  private isEnforced(component: string, tableName: string, validator: ValidatorJson): boolean {
    const row = this.sqlite
      .prepare("SELECT validator FROM enforced WHERE component = ? AND tableName = ?")
      .get(component, tableName);
    return row?.validator === JSON.stringify(validator);
  }

  private firstViolation(component: string, table: string, validator: ValidatorJson): string | null {
    const tablet = this.catalog.find(component, table);
    if (!tablet) return null;
    const tableOfId = (id: string) => this.catalog.tableOfId(component, id);
    for (const { id, document } of this.catalog.documents(tablet)) {
      const { _id, _creationTime, ...fields } = document;
      const reason = violation(validator, fields, tableOfId);
      if (reason)
        return `Document with ID "${encodeId(tablet.number, id)}" in table "${table}" does not match the schema: ${reason}`;
    }
    return null;
  }
}

/** The validators of a schema that are in force when it is, by table; `null` accepts anything. */
export function enforcedValidators(schema: SchemaJson | null): Map<string, ValidatorJson | null> {
  return new Map(
    schema?.tables.map(({ tableName, documentType }) => [
      tableName,
      schema.schemaValidation ? documentType : null,
    ]),
  );
}

function validatorsOf({ definitions, components }: SchemaTree) {
  return [...components.values()].flatMap(({ path, definitionPath }) =>
    [...enforcedValidators(definitions.get(definitionPath)!.schema)].flatMap(([tableName, validator]) =>
      validator ? [{ component: path, tableName, validator }] : [],
    ),
  );
}
