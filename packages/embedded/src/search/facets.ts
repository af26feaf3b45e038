import { createHash } from "node:crypto";
import { fieldAt, type Json, type JsonObject } from "../values/json.ts";
import { encodeKey } from "../values/keys.ts";

/**
 * A filter field and its value as one word, e.g. `f0x9f86…`: short whatever the value, equal exactly when field
 * and value are. A missing field has a word too, since a filter may ask for `undefined`.
 */
export function facet(position: number, value: Json | undefined): string {
  const digest = createHash("sha256").update(encodeKey(value), "latin1").digest("hex");
  return `f${position}x${digest.slice(0, 32)}`;
}

/** The facets of a document, one per filter field, in the order of the fields. */
export function facetsOf(document: JsonObject, filterFields: readonly string[]): string[] {
  return filterFields.map((field, i) => facet(i, fieldAt(document, field.split("."))));
}
