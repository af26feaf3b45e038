import { accepts } from "./accepts.ts";
import { canonicalText, isObject, type Json, type JsonObject, kindOf } from "./json.ts";

/** A validator as `exportArgs()`, `exportReturns()` and `schema.export()` write it. */
export type ValidatorJson =
  | { type: "null" | "number" | "bigint" | "boolean" | "string" | "bytes" | "any" | "commitTs" }
  | { type: "literal"; value: Json }
  | { type: "id"; tableName: string }
  | { type: "array"; value: ValidatorJson }
  | { type: "record"; keys: ValidatorJson; values: FieldJson }
  | { type: "object"; value: Record<string, FieldJson> }
  | { type: "union"; value: ValidatorJson[] };
type FieldJson = { fieldType: ValidatorJson; optional: boolean };

/** Tells which table an id belongs to in the namespace that a value is checked in; `null` when it is none. */
export type TableOfId = (id: string) => string | null;

/**
 * Checks a value against a validator and returns the first violation in Convex's words, or `null` when the
 * value is valid. Objects are closed: a field the validator does not name is a violation.
 */
export function violation(
  validator: ValidatorJson,
  value: Json | undefined,
  tableOfId: TableOfId,
): string | null {
  return accepts(validator, value, tableOfId) ? null : explain(validator, value, tableOfId);
}

/** The first violation in words, or `null`. It says the same as `accepts`, at ten times the price. */
export function explain(
  validator: ValidatorJson,
  value: Json | undefined,
  tableOfId: TableOfId,
  path = "",
): string | null {
  const mismatch = () => describeMismatch(validator, value, path);
  const kind = kindOf(value);
  switch (validator.type) {
    case "any":
      return value === undefined ? mismatch() : null;
    case "null":
      return kind === "null" ? null : mismatch();
    case "number":
      return kind === "float64" ? null : mismatch();
    case "bigint":
    case "commitTs":
      return kind === "int64" ? null : mismatch();
    case "boolean":
      return kind === "boolean" ? null : mismatch();
    case "string":
      return kind === "string" ? null : mismatch();
    case "bytes":
      return kind === "bytes" ? null : mismatch();
    case "literal":
      return value !== undefined && canonicalText(value) === canonicalText(validator.value)
        ? null
        : mismatch();
    case "id": {
      if (kind !== "string") return mismatch();
      const table = tableOfId(value as string);
      if (table === validator.tableName) return null;
      if (table === null) return mismatch();
      return `Found ID "${value}" from table \`${table}\`, which does not match the table name in validator \`v.id("${validator.tableName}")\`.${at(path)}`;
    }
    case "array": {
      if (kind !== "array") return mismatch();
      for (const [index, item] of (value as Json[]).entries()) {
        const found = explain(validator.value, item, tableOfId, `${path}[${index}]`);
        if (found) return found;
      }
      return null;
    }
    case "record": {
      if (kind !== "object") return mismatch();
      for (const [key, item] of Object.entries(value as JsonObject)) {
        const found =
          explain(validator.keys, key, tableOfId, `${path}.keys()`) ??
          explain(validator.values.fieldType, item, tableOfId, `${path}.${key}`);
        if (found) return found;
      }
      return null;
    }
    case "object":
      return kind === "object"
        ? checkFields(validator.value, value as JsonObject, validator, path, tableOfId)
        : mismatch();
    case "union": {
      const reasons: string[] = [];
      for (const member of validator.value) {
        const found = explain(member, value, tableOfId, path);
        if (found === null) return null;
        reasons.push(found);
      }
      return reasons.length === 1 ? reasons[0]! : mismatch();
    }
  }
}

function checkFields(
  fields: Record<string, FieldJson>,
  object: JsonObject,
  validator: ValidatorJson,
  path: string,
  tableOfId: TableOfId,
): string | null {
  for (const [name, field] of Object.entries(fields)) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (value === undefined) {
      if (field.optional) continue;
      return `Object is missing the required field \`${name}\`. Consider wrapping the field validator in \`v.optional(...)\` if this is expected.${at(path)}\nObject: ${show(object)}\nValidator: ${describe(validator)}`;
    }
    const found = explain(field.fieldType, value, tableOfId, `${path}.${name}`);
    if (found) return found;
  }
  for (const name of Object.keys(object))
    if (!Object.hasOwn(fields, name) && object[name] !== undefined)
      return `Object contains extra field \`${name}\` that is not in the validator.${at(path)}\nObject: ${show(object)}\nValidator: ${describe(validator)}`;
  return null;
}

function at(path: string): string {
  return path === "" ? "" : `\nPath: ${path}`;
}

function describeMismatch(validator: ValidatorJson, value: Json | undefined, path: string): string {
  return `Value does not match validator.${at(path)}\nValue: ${show(value)}\nValidator: ${describe(validator)}`;
}

function show(value: Json | undefined): string {
  switch (kindOf(value)) {
    case "undefined":
      return "undefined";
    case "array":
      return `[${(value as Json[]).map(show).join(", ")}]`;
    case "object": {
      const fields = Object.entries(value as JsonObject).map(([key, field]) => `${key}: ${show(field)}`);
      return `{${fields.join(", ")}}`;
    }
    case "int64":
      return `${Buffer.from((value as { $integer: string }).$integer, "base64").readBigInt64LE()}n`;
    case "float64":
      // A validator message is read by people, who know 1.0 as Convex's way to write a float.
      return Number.isInteger(value) ? `${value}.0` : String(value);
    default:
      return JSON.stringify(value);
  }
}

/** The validator as its author would write it, e.g. `v.object({name: v.string()})`. */
export function describe(validator: ValidatorJson): string {
  switch (validator.type) {
    case "number":
      return "v.float64()";
    case "bigint":
      return "v.int64()";
    case "literal":
      return `v.literal(${show(validator.value)})`;
    case "id":
      return `v.id("${validator.tableName}")`;
    case "array":
      return `v.array(${describe(validator.value)})`;
    case "record":
      return `v.record(${describe(validator.keys)}, ${describe(validator.values.fieldType)})`;
    case "object": {
      const fields = Object.entries(validator.value).map(([name, field]) => {
        const inner = describe(field.fieldType);
        return `${name}: ${field.optional ? `v.optional(${inner})` : inner}`;
      });
      return `v.object({${fields.join(", ")}})`;
    }
    case "union":
      return `v.union(${validator.value.map(describe).join(", ")})`;
    default:
      return `v.${validator.type}()`;
  }
}

const MAX_DEPTH = 64;
const MAX_FIELDS = 1024;
const MAX_ARRAY = 8192;

/** Throws unless `value` is a well-formed Convex value: field names, nesting, array and object sizes. */
export function assertValue(value: Json, depth = 0): void {
  if (depth > MAX_DEPTH) throw new Error(`Value is too nested (maximum nesting: ${MAX_DEPTH})`);
  if (Array.isArray(value)) {
    if (value.length > MAX_ARRAY)
      throw new Error(`Array length is too long (${value.length} > maximum length ${MAX_ARRAY})`);
    for (const item of value) assertValue(item, depth + 1);
  } else if (isObject(value)) {
    const kind = kindOf(value);
    if (kind !== "object") {
      if (kind === "undefined") throw new Error("undefined is not a valid Convex value");
      assertEncoding(value, kind);
      return;
    }
    const names = Object.keys(value);
    if (names.length > MAX_FIELDS)
      throw new Error(`Object has too many fields (${names.length} > maximum number ${MAX_FIELDS})`);
    for (const name of names) {
      if (name.startsWith("$")) throw new Error(`Field name ${name} starts with a '$', which is reserved.`);
      if (name.length > 1024) throw new Error(`Field name ${name.slice(0, 32)}… is too long (maximum 1024)`);
      if (!/^[ -~]*$/.test(name))
        throw new Error(
          `Field name ${JSON.stringify(name)} has invalid characters: only non-control ASCII is allowed.`,
        );
      assertValue(value[name]!, depth + 1);
    }
  }
}

function assertEncoding(value: JsonObject, kind: string): void {
  const names = Object.keys(value);
  const text = value[names[0]!];
  if (names.length !== 1 || typeof text !== "string") throw new Error(`Malformed ${kind} value`);
  if (kind !== "bytes" && Buffer.from(text, "base64").length !== 8)
    throw new Error(`Malformed ${kind} value`);
}
