import type * as z from "zod";
import { type Fault, httpErrors, ProblemError } from "./problems";
import type { Route } from "./route";

/** No body of this API comes near it: the longest message is 4,000 characters, at most 12 bytes each in JSON. */
export const MAX_BODY_BYTES = 64 * 1024;

/** The query parameters of a request as the route declares them. */
export function readQuery(route: Route, url: URL): unknown {
  const { query, unknownFields } = route.spec;
  if (!query) return {};
  const schema = unknownFields === "refuse" ? query.strict() : query;
  return check(schema, Object.fromEntries(url.searchParams), "parameter");
}

/** The JSON body of a request as the route declares it. */
export async function readBody(route: Route, request: Request): Promise<unknown> {
  const { body, unknownFields, aliases } = route.spec;
  if (!body) return {};
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !type.endsWith("+json")) throw httpErrors.notJson();
  const json = parseJson(await readBytes(request));
  const schema = unknownFields === "refuse" ? body.strict() : body;
  return check(schema, withCanonicalNames(json, aliases), "pointer");
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > MAX_BODY_BYTES) throw tooLarge();
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.byteLength > MAX_BODY_BYTES) throw tooLarge();
  return bytes;
}

function tooLarge(): ProblemError {
  const detail = `A body may have at most ${MAX_BODY_BYTES} bytes.`;
  return new ProblemError({ code: "payload_too_large", detail });
}

/** JSON as RFC 7493 wants it: UTF-8, and no half characters, which nothing behind this could store. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return JSON.parse(text, (key, value: unknown) => {
      if (isHalf(key) || (typeof value === "string" && isHalf(value))) throw httpErrors.malformedJson();
      return value;
    });
  } catch {
    throw httpErrors.malformedJson(); // Not UTF-8, not JSON, or nested deeper than the parser goes.
  }
}

const isHalf = (text: string) => /\p{Cs}/u.test(text);

function withCanonicalNames(json: unknown, aliases: Record<string, string> | undefined): unknown {
  if (!aliases || typeof json !== "object" || json === null || Array.isArray(json)) return json;
  const fields: [string, unknown][] = Object.entries(json);
  const given = new Set(fields.map(([name]) => name));
  return Object.fromEntries(
    fields.map(([name, value]) => {
      const canonical = aliases[name];
      return [canonical && !given.has(canonical) ? canonical : name, value];
    }),
  );
}

function check(schema: z.ZodType, value: unknown, place: "pointer" | "parameter"): unknown {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, place));
  const onlyUnknown = faults.every((fault) => fault.code === "unknown_field");
  const [first] = faults;
  throw new ProblemError({
    code: onlyUnknown ? "unknown_field" : "validation_failed",
    detail: first ? `${first.pointer ?? first.parameter}: ${first.detail}` : "The request is not valid.",
    faults,
  });
}

function faultsOf(issue: z.core.$ZodIssue, place: "pointer" | "parameter"): Fault[] {
  const at = (path: PropertyKey[]) =>
    place === "pointer"
      ? { pointer: `#${path.map((part) => `/${escapePart(part)}`).join("")}` }
      : { parameter: path.join(".") };
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      ...at([...issue.path, key]),
      code: "unknown_field",
      detail: "This field is not known here.",
    }));
  }
  const missing = issue.code === "invalid_type" && issue.input === undefined;
  return [{ ...at(issue.path), code: missing ? "required" : issue.code, detail: issue.message }];
}

/** As RFC 6901 writes a name inside a JSON pointer. */
function escapePart(part: PropertyKey): string {
  return String(part).replaceAll("~", "~0").replaceAll("/", "~1");
}
