import { SYSTEM_TABLES, type Tablet } from "../store/catalog.ts";
import { LIMITS } from "../store/limits.ts";
import type { Transaction } from "../store/transaction.ts";
import { decodeId, type InternalId } from "../values/ids.ts";
import { canonicalText, isObject, type Json, type JsonObject, kindOf, sizeOf } from "../values/json.ts";
import { assertValue, type ValidatorJson, violation } from "../values/validate.ts";

/** The tables of a component as its `schema.ts` declares them; `null` validators accept anything. */
export interface Schema {
  readonly tables: ReadonlyMap<string, ValidatorJson | null>;
}

const TABLE_NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,63}$/;
const FIELD_NAME = /^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/;

/**
 * `ctx.db` of one component inside one transaction: ids and documents with Convex's checks and messages.
 * Values are Convex JSON; documents come back as canonical text.
 */
export class Database {
  constructor(
    private readonly tx: Transaction,
    private readonly component: string,
    private readonly schema: Schema,
  ) {}

  get(id: string, table: string | undefined, system: boolean): string | null {
    const target = this.resolve("get", id, table, system);
    return target.tablet ? this.tx.get(target.tablet, target.internalId) : null;
  }

  /** The id in its canonical form when it belongs to `table`, or `null`. */
  normalizeId(table: string, text: string): string | null {
    return this.tx.tableOfId(this.component, text) === table ? text : null;
  }

  insert(table: string, value: Json): string {
    if (table.startsWith("_"))
      throw new Error(`Can't insert into system table "${table}": system tables are read-only.`);
    if (!TABLE_NAME.test(table))
      throw new Error(
        `Invalid table name "${table}": letters, digits and underscores only, starting with a letter, at most 64.`,
      );
    if (!isObject(value) || kindOf(value) !== "object")
      throw new Error("Value passed to `db.insert` must be an object");
    for (const field of Object.keys(value))
      if (field.startsWith("_"))
        throw new Error(
          `Field '${field}' starts with an underscore, which is only allowed for system fields like '_id'`,
        );
    this.checkDocument(table, value);
    return this.tx.insert(this.tx.ensureTable(this.component, table), value);
  }

  /** Merges fields into a document; a field with the value `undefined` is removed. */
  patch(id: string, table: string | undefined, value: JsonObject): string {
    const { tablet, internalId, document } = this.existing("patch", "Update", id, table);
    const next: JsonObject = { ...document };
    for (const [field, item] of Object.entries(value)) {
      if (kindOf(item) === "undefined") delete next[field];
      else next[field] = item;
    }
    return this.write(tablet, internalId, document, next);
  }

  replace(id: string, table: string | undefined, value: JsonObject): string {
    const { tablet, internalId, document } = this.existing("replace", "Replace", id, table);
    const { _id, _creationTime } = document as { _id: string; _creationTime: number };
    return this.write(tablet, internalId, document, { _id, _creationTime, ...value });
  }

  remove(id: string, table: string | undefined): string {
    const { tablet, internalId, document } = this.existing("delete", "Delete", id, table);
    this.tx.remove(tablet, internalId, document);
    return canonicalText(document);
  }

  private write(tablet: Tablet, internalId: InternalId, before: JsonObject, after: JsonObject): string {
    if (after._id !== before._id)
      throw new Error(
        `Provided document ID ${canonicalText(after._id ?? null)} doesn't match '_id' field ${canonicalText(before._id!)}`,
      );
    if (after._creationTime !== before._creationTime)
      throw new Error(
        `Provided '_creationTime' ${canonicalText(after._creationTime ?? null)} doesn't match the document's ${canonicalText(before._creationTime!)}`,
      );
    const { _id, _creationTime, ...fields } = after;
    this.checkDocument(tablet.name, fields);
    this.tx.replace(tablet, internalId, before, after);
    return canonicalText(after);
  }

  private existing(method: string, verb: string, id: string, table: string | undefined) {
    const { tablet, internalId } = this.resolve(method, id, table, false);
    const text = tablet ? this.tx.get(tablet, internalId) : null;
    if (!tablet || text === null) throw new Error(`${verb} on nonexistent document ID ${id}`);
    return { tablet, internalId, document: JSON.parse(text) as JsonObject };
  }

  private resolve(method: string, id: string, table: string | undefined, system: boolean) {
    const invalid = (reason: string) => new Error(`Invalid argument \`id\` for \`db.${method}\`: ${reason}`);
    const decoded = typeof id === "string" ? decodeId(id) : null;
    if (!decoded) throw invalid(`Unable to decode ID: ${JSON.stringify(id)} is not a valid ID.`);
    const tablet = this.tx.findByNumber(this.component, decoded.tableNumber);
    if (table !== undefined && tablet && tablet.name !== table)
      throw invalid(
        `Found ID "${id}" from table \`${tablet.name}\`, which does not match the table name \`${table}\`.`,
      );
    const isSystem = tablet ? tablet.name in SYSTEM_TABLES : false;
    if (tablet && isSystem !== system)
      throw invalid(
        isSystem
          ? `System tables can only be accessed from db.system.${method}().`
          : `User tables cannot be accessed from db.system.${method}().`,
      );
    return { tablet, internalId: decoded.internalId };
  }

  /** Throws unless the fields may be stored in the table: their names, sizes and nesting, and the schema. */
  checkDocument(
    table: string,
    fields: JsonObject,
    tableOfId = (id: string): string | null => this.tx.catalog.tableOfId(this.component, id),
  ): void {
    for (const field of Object.keys(fields))
      if (!FIELD_NAME.test(field))
        throw new Error(
          `Field name '${field}' is invalid: top-level fields are identifiers of at most 64 characters.`,
        );
    assertValue(fields, 64 - LIMITS.documentNesting);
    const bytes = sizeOf(fields);
    if (bytes > LIMITS.documentBytes)
      throw new Error(`Value is too large (${(bytes / (1 << 20)).toFixed(2)} MiB > maximum size 1 MiB)`);
    const validator = this.schema.tables.get(table);
    if (!validator) return;
    const reason = violation(validator, fields, tableOfId);
    if (reason)
      throw new Error(
        `Failed to insert or update a document in table "${table}" because it does not match the schema: ${reason}`,
      );
  }
}
