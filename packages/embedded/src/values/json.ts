/**
 * Convex values in their JSON encoding, the form in which they cross every border of this runtime.
 *
 * Special values are one-key objects: `{"$integer": base64}`, `{"$float": base64}`, `{"$bytes": base64}`
 * and, as a bound of an index range only, `{"$undefined": null}`.
 */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/**
 * JSON text with object keys in ASCII order and no white space. Two values are equal exactly when their
 * canonical texts are, so results are compared, cached and sent as text and never built twice.
 */
export function canonicalText(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    let text = `[${canonicalText(value[0]!)}`;
    for (let i = 1; i < value.length; i++) text += `,${canonicalText(value[i]!)}`;
    return `${text}]`;
  }
  const keys = Object.keys(value).sort();
  let text = "{";
  for (const key of keys) {
    const field = value[key];
    if (field === undefined) continue;
    text += `${text === "{" ? "" : ","}${nameText(key)}${canonicalText(field)}`;
  }
  return `${text}}`;
}

/** Names of fields as they stand in JSON, with the colon. A schema has few; whoever makes more gets no more kept. */
const names = new Map<string, string>();
const KEPT_NAMES = 10_000;
const KEPT_NAME_LENGTH = 64;

function nameText(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const text = `${JSON.stringify(name)}:`;
  if (names.size < KEPT_NAMES && name.length <= KEPT_NAME_LENGTH) names.set(name, text);
  return text;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The kind of a Convex value, which also decides its place in the total order. */
export type ValueKind =
  | "undefined"
  | "null"
  | "int64"
  | "float64"
  | "boolean"
  | "string"
  | "bytes"
  | "array"
  | "object";

export function kindOf(value: Json | undefined): ValueKind {
  if (value === undefined) return "undefined";
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
      return "boolean";
    case "number":
      return "float64";
    case "string":
      return "string";
  }
  if (Array.isArray(value)) return "array";
  for (const key in value) {
    // Only the first key matters: user fields never start with "$", so a special value has exactly one key.
    switch (key) {
      case "$integer":
        return "int64";
      case "$float":
        return "float64";
      case "$bytes":
        return "bytes";
      case "$undefined":
        return "undefined";
    }
    break;
  }
  return "object";
}

/** The number behind a float64 value in either of its encodings. */
export function floatOf(value: Json): number {
  if (typeof value === "number") return value;
  return Buffer.from((value as { $float: string }).$float, "base64").readDoubleLE(0);
}

export function int64Of(value: Json): bigint {
  return Buffer.from((value as { $integer: string }).$integer, "base64").readBigInt64LE(0);
}

export function int64Json(value: bigint): JsonObject {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return { $integer: bytes.toString("base64") };
}

export function bytesOf(value: Json): Buffer {
  return Buffer.from((value as { $bytes: string }).$bytes, "base64");
}

/** The value at a dotted field path, or `undefined` where the path leads nowhere. */
export function fieldAt(document: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = document;
  for (const part of path) {
    if (!isObject(value) || kindOf(value) !== "object" || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
}

/**
 * Size in bytes as Convex counts it for limits: null and booleans 1, numbers 9, strings and bytes 2 + length,
 * arrays and objects 2 + their parts (an object field adds its name + 1).
 */
export function sizeOf(value: Json): number {
  switch (kindOf(value)) {
    case "null":
    case "boolean":
      return 1;
    case "int64":
    case "float64":
      return 9;
    case "string":
      return 2 + Buffer.byteLength(value as string);
    case "bytes":
      return 2 + bytesOf(value).length;
    case "array":
      return (value as Json[]).reduce<number>((sum, item) => sum + sizeOf(item), 2);
    default: {
      let size = 2;
      for (const [key, field] of Object.entries(value as JsonObject)) size += key.length + 1 + sizeOf(field);
      return size;
    }
  }
}

/**
 * Values as clients without the Convex library read them (HTTP `format: "json"`): int64 as a decimal string,
 * bytes as base64, special floats by name.
 */
export function cleanJson(value: Json): Json {
  switch (kindOf(value)) {
    case "int64":
      return int64Of(value).toString();
    case "bytes":
      return (value as { $bytes: string }).$bytes;
    case "float64": {
      if (typeof value === "number") return value;
      const number = floatOf(value);
      return Object.is(number, -0) ? "-0" : String(number);
    }
    case "array":
      return (value as Json[]).map(cleanJson);
    case "object":
      return Object.fromEntries(Object.entries(value as JsonObject).map(([k, v]) => [k, cleanJson(v)]));
    default:
      return value;
  }
}
