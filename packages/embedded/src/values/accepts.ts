import { canonicalText, type Json, type JsonObject, kindOf } from "./json.ts";
import type { TableOfId, ValidatorJson } from "./validate.ts";

type Accepts = (value: Json | undefined, tableOfId: TableOfId) => boolean;

/** Validators are read once per push and asked with every call, so each is turned into a function the first time. */
const known = new WeakMap<ValidatorJson, Accepts>();

/** Whether a value is valid. Says nothing about why not, and so costs a tenth of finding that out. */
export function accepts(validator: ValidatorJson, value: Json | undefined, tableOfId: TableOfId): boolean {
  return acceptsOf(validator)(value, tableOfId);
}

function acceptsOf(validator: ValidatorJson): Accepts {
  let made = known.get(validator);
  if (!made) {
    made = compile(validator);
    known.set(validator, made);
  }
  return made;
}

function compile(validator: ValidatorJson): Accepts {
  switch (validator.type) {
    case "any":
      return (value) => value !== undefined;
    case "null":
      return (value) => value === null;
    case "boolean":
      return (value) => typeof value === "boolean";
    case "string":
      return (value) => typeof value === "string";
    case "number":
      return (value) => typeof value === "number" || kindOf(value) === "float64";
    case "bigint":
    case "commitTs":
      return (value) => kindOf(value) === "int64";
    case "bytes":
      return (value) => kindOf(value) === "bytes";
    case "literal":
      return literal(validator.value);
    case "id":
      return (value, tableOfId) => typeof value === "string" && tableOfId(value) === validator.tableName;
    case "array": {
      const item = acceptsOf(validator.value);
      return (value, tableOfId) => Array.isArray(value) && value.every((each) => item(each, tableOfId));
    }
    case "record": {
      const [key, item] = [acceptsOf(validator.keys), acceptsOf(validator.values.fieldType)];
      return (value, tableOfId) =>
        kindOf(value) === "object" &&
        Object.entries(value as JsonObject).every(
          ([name, each]) => key(name, tableOfId) && item(each, tableOfId),
        );
    }
    case "object":
      return object(validator);
    case "union":
      return union(validator.value);
  }
}

function literal(wanted: Json): Accepts {
  if (typeof wanted === "string" || typeof wanted === "boolean") return (value) => value === wanted;
  const text = canonicalText(wanted);
  return (value) => value !== undefined && canonicalText(value) === text;
}

function object(validator: ValidatorJson & { type: "object" }): Accepts {
  const fields = Object.entries(validator.value).map(([name, { fieldType, optional }]) => ({
    name,
    optional,
    accepts: acceptsOf(fieldType),
  }));
  return (value, tableOfId) => {
    if (kindOf(value) !== "object") return false;
    const given = value as JsonObject;
    for (const { name, optional, accepts: field } of fields) {
      const each = Object.hasOwn(given, name) ? given[name] : undefined;
      if (each === undefined ? !optional : !field(each, tableOfId)) return false;
    }
    for (const name of Object.keys(given))
      if (given[name] !== undefined && !Object.hasOwn(validator.value, name)) return false;
    return true;
  };
}

/** Of many words, as kinds and states are, one look tells. */
function union(members: readonly ValidatorJson[]): Accepts {
  const words = new Set<Json | undefined>();
  const others: Accepts[] = [];
  for (const member of members) {
    if (member.type === "literal" && typeof member.value === "string") words.add(member.value);
    else others.push(acceptsOf(member));
  }
  return (value, tableOfId) => words.has(value) || others.some((member) => member(value, tableOfId));
}
