/** The parts of an OpenAPI document that the page shows, as our backend writes them. */
export interface ApiDocument {
  info: { title: string; description: string };
  tags: { name: string; description: string; "x-displayName": string }[];
  paths: Record<string, Record<string, OperationDocument>>;
}

interface OperationDocument {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  deprecated?: boolean;
  parameters: ParameterDocument[];
  requestBody?: { content: Record<string, MediaDocument> };
  responses: Record<string, { content?: Record<string, MediaDocument>; "x-codes"?: string[] }>;
  security: Record<string, unknown>[];
  "x-caller": string;
  "x-limits": LimitDocument[];
  "x-idempotency": "none" | "accepted" | "required";
}

interface ParameterDocument {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: Schema;
}

interface MediaDocument {
  schema: Schema;
  example?: unknown;
}

export interface LimitDocument {
  name: string;
  quota: number;
  windowMs: number;
  per: "caller" | "address";
}

/** As much of JSON Schema as zod writes for our shapes. */
export interface Schema {
  type?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  default?: unknown;
}

/** One line of a table of fields. */
export interface Field {
  name: string;
  type: string;
  required: boolean;
  about: string;
  /** How deep it lies in objects and lists above it. */
  depth: number;
}

export interface Refusal {
  status: number;
  codes: string[];
}

/** An operation as the page shows it. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string | null;
  isDeprecated: boolean;
  caller: string;
  needsBearer: boolean;
  limits: LimitDocument[];
  idempotency: "none" | "accepted" | "required";
  parameters: Field[];
  body: { fields: Field[]; example: unknown } | null;
  reply: { status: number; type: string | null; fields: Field[]; example: unknown };
  refusals: Refusal[];
}

export interface Chapter {
  tag: string;
  title: string;
  about: string;
  operations: Operation[];
}

/** The document's operations in their chapters, in the order of the document. */
export function readChapters(api: ApiDocument): Chapter[] {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, document]) => ({
      tag: document.tags[0] ?? "",
      operation: readOperation(method.toUpperCase(), path, document),
    })),
  );
  return api.tags.map(({ name, description, "x-displayName": title }) => ({
    tag: name,
    title,
    about: description,
    operations: operations.filter(({ tag }) => tag === name).map(({ operation }) => operation),
  }));
}

function readOperation(method: string, path: string, document: OperationDocument): Operation {
  const body = document.requestBody?.content["application/json"];
  return {
    id: document.operationId,
    method,
    path,
    summary: document.summary,
    description: document.description ?? null,
    isDeprecated: document.deprecated ?? false,
    caller: document["x-caller"],
    needsBearer: document.security.some((way) => "bearer" in way),
    limits: document["x-limits"],
    idempotency: document["x-idempotency"],
    parameters: document.parameters.map(({ name, required, description, schema, in: place }) => ({
      name,
      type: `${typeOf(schema)} in the ${place}`,
      required,
      about: [description ?? schema.description, boundsOf(schema)].filter(Boolean).join(" "),
      depth: 0,
    })),
    body: body ? { fields: fieldsOf(body.schema), example: body.example } : null,
    reply: readReply(document),
    refusals: Object.entries(document.responses).flatMap(([status, { "x-codes": codes }]) =>
      codes ? [{ status: Number(status), codes }] : [],
    ),
  };
}

function readReply({ responses }: OperationDocument): Operation["reply"] {
  const [status, response] = Object.entries(responses).find(([code]) => code.startsWith("2")) ?? ["200", {}];
  const [type, media] = Object.entries(response.content ?? {})[0] ?? [null, null];
  return {
    status: Number(status),
    type,
    fields: media ? fieldsOf(media.schema) : [],
    example: media?.example,
  };
}

/** The fields of a shape, those of inner objects below their own. */
export function fieldsOf(schema: Schema, depth = 0): Field[] {
  const shape = innermost(schema);
  return Object.entries(shape.properties ?? {}).flatMap(([name, inner]) => [
    {
      name,
      type: typeOf(inner),
      required: shape.required?.includes(name) ?? false,
      about: [inner.description, boundsOf(inner)].filter(Boolean).join(" "),
      depth,
    },
    ...fieldsOf(inner, depth + 1),
  ]);
}

/** The object in a list, or in a choice between an object and null. */
function innermost(schema: Schema): Schema {
  if (schema.items) return innermost(schema.items);
  const choice = schema.anyOf?.find(({ type }) => type !== "null");
  return choice ? innermost(choice) : schema;
}

/** A type in a word or two: `string`, `list of objects`, `"live" or "offline"`, `string or null`. */
export function typeOf(schema: Schema): string {
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" or ");
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === "array") return schema.items ? `list of ${plural(typeOf(schema.items))}` : "list";
  return schema.type ?? "anything";
}

const plural = (type: string) => (/^(string|object|number|integer|boolean)$/.test(type) ? `${type}s` : type);

function boundsOf({ minimum, maximum, minLength, maxLength, default: fallback }: Schema): string {
  const range = (from: number | undefined, to: number | undefined, unit: string) =>
    from !== undefined && to !== undefined && to < Number.MAX_SAFE_INTEGER ? `${from} to ${to}${unit}.` : "";
  const bounds = range(minimum, maximum, "") || range(minLength, maxLength, " characters");
  return [bounds, fallback === undefined ? "" : `${fallback} when left out.`].filter(Boolean).join(" ");
}

/** Whether an operation has every word of a search, in its path, names, summary or codes. */
export function matches(operation: Operation, search: string): boolean {
  const { id, method, path, summary, description, caller, parameters, body, refusals } = operation;
  const text = [
    ...[id, method, path, summary, description ?? "", caller],
    ...[...parameters, ...(body?.fields ?? [])].map(({ name }) => name),
    ...refusals.flatMap(({ codes }) => codes),
  ]
    .join(" ")
    .toLowerCase();
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => text.includes(word));
}
