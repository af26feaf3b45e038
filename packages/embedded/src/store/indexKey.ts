import type { InternalId } from "../values/ids.ts";
import { fieldAt, type JsonObject } from "../values/json.ts";
import { encodeKey, floatBytes, type Key } from "../values/keys.ts";
import type { Index } from "./catalog.ts";

/** The key of a document in an index: its fields, then `_creationTime`, then the document itself. */
export function indexKey(index: Index, document: JsonObject, id: InternalId): Key {
  let key: Key = "";
  for (const field of index.fields) key += encodeKey(fieldAt(document, field));
  // The tag of a float64, so that a range on `_creationTime` is built like one on any other number.
  return `${key}\x0d${floatBytes(document._creationTime as number)}${id}`;
}
