import type { Database } from "../runtime/database.ts";
import { decodeId, encodeId, type InternalId, newInternalId } from "../values/ids.ts";
import { type JsonObject, kindOf } from "../values/json.ts";

/** A document on its way into a table. */
export interface Row {
  readonly id: InternalId;
  readonly document: JsonObject;
}

/** The table that documents are checked for. */
export interface RowTarget {
  readonly name: string;
  /** What the ids of its documents carry once the import is done. */
  readonly number: number;
  readonly database: Database;
  /** The table of an id once the import is done. */
  tableOfId(id: string): string | null;
  /** The time of documents that bring none. */
  creationTime(): number;
}

/** Makes a document of a file one of the table, with its own id and time where it has them. Throws what is wrong. */
export function checkedRow(target: RowTarget, { _id, _creationTime, ...fields }: JsonObject): Row {
  const reserved = Object.keys(fields).find((field) => field.startsWith("_"));
  if (reserved)
    throw new Error(
      `Field '${reserved}' starts with an underscore, which is only allowed for system fields like '_id'`,
    );
  target.database.checkDocument(target.name, fields, (id) => target.tableOfId(id));
  const time = _creationTime ?? target.creationTime();
  if (kindOf(time) !== "float64" || typeof time !== "number")
    throw new Error("_creationTime must be a number.");
  if (_id === undefined) {
    const id = newInternalId(time);
    return { id, document: { ...fields, _creationTime: time, _id: encodeId(target.number, id) } };
  }
  const decoded = typeof _id === "string" ? decodeId(_id) : null;
  if (!decoded) throw new Error(`${JSON.stringify(_id)} is not a valid document id.`);
  if (decoded.tableNumber !== target.number)
    throw new Error(`The id "${_id as string}" belongs to another table.`);
  return { id: decoded.internalId, document: { ...fields, _creationTime: time, _id } };
}
