import type { Operation } from "./apiDocument";

/** A line to paste into a terminal; what the caller has to fill in is a variable in capitals. */
export function curlOf(operation: Operation, origin: string): string {
  const { method, path, needsBearer, idempotency, body } = operation;
  const url = `${origin}${path.replace(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`)}`;
  const parts = [
    method === "GET" ? `curl "${url}"` : `curl -X ${method} "${url}"`,
    ...(needsBearer ? [`-H "Authorization: Bearer $SECRET"`] : []),
    ...(idempotency === "required" ? [`-H "Idempotency-Key: $(uuidgen)"`] : []),
    ...(body
      ? [`-H "Content-Type: application/json"`, `-d ${quoted(body.example ?? exampleOf(body.fields))}`]
      : []),
  ];
  return parts.join(" \\\n  ");
}

/** JSON in single quotes, as a shell takes it. */
function quoted(value: unknown): string {
  return `'${JSON.stringify(value).replaceAll("'", `'\\''`)}'`;
}

/** The required fields with a word in each, where the declaration brings no example. */
function exampleOf(fields: { name: string; type: string; required: boolean; depth: number }[]): object {
  const required = fields.filter((field) => field.required && field.depth === 0);
  return Object.fromEntries(required.map(({ name, type }) => [name, wordFor(type)]));
}

function wordFor(type: string): unknown {
  if (type.startsWith("list")) return [];
  if (type.startsWith('"')) return JSON.parse(type.split(" or ")[0]!) as string;
  return type === "number" || type === "integer"
    ? 1
    : type === "boolean"
      ? true
      : type === "object"
        ? {}
        : "…";
}
