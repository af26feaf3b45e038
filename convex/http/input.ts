import type * as z from "zod";
import { JsonFault, parseJson } from "./json";
import { type Fault, httpErrors, ProblemError } from "./problems";
import type { Route } from "./route";

/** Hardly a body of this API comes near it: the longest message is 4,000 characters, at most 12 bytes each in JSON. */
export const MAX_BODY_BYTES = 64 * 1024;

/** For the routes that take a SOUL.md: 256 KiB, each byte of which JSON writes with three at most. */
export const SOUL_BODY_BYTES = 800 * 1024;

/** The query parameters of a request as the route declares them. */
export function readQuery(route: Route, url: URL): Record<string, unknown> {
  const { query, unknownFields } = route;
  const names = [...url.searchParams.keys()];
  const known = (name: string) => query !== undefined && Object.hasOwn(query.shape, name);
  const repeated = names.find((name, i) => known(name) && names.indexOf(name) !== i);
  if (repeated !== undefined) {
    throw invalid([
      { parameter: repeated, code: "repeated", detail: "This parameter comes more than once." },
    ]);
  }
  const foreign = names.filter((name) => !known(name));
  if (unknownFields === "refuse" && foreign.length > 0) {
    throw invalid([...new Set(foreign)].map((parameter) => ({ parameter, ...UNKNOWN })));
  }
  return query ? check(query, Object.fromEntries(url.searchParams), "parameter") : {};
}

/** The JSON body of a request as the route declares it. */
export async function readBody(route: Route, request: Request): Promise<Record<string, unknown>> {
  const { body, unknownFields, aliases, maxBodyBytes = MAX_BODY_BYTES } = route;
  if (!body) return {};
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  const schema = unknownFields === "refuse" ? body.strict() : body;
  const isJson = type === "application/json" || /^application\/[\w.-]+\+json$/.test(type);
  if (!isJson && !(type === "" && mayBeMissing(body))) throw httpErrors.notJson();
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "";
  if (encoding !== "" && encoding !== "identity") throw httpErrors.encoded();
  const bytes = await readBytes(request, maxBodyBytes);
  // Many a client names JSON for every request, and sends none where it has nothing to say.
  if (bytes.length === 0 && mayBeMissing(body)) return check(schema, {}, "pointer");
  if (!isJson) throw httpErrors.notJson();
  return check(schema, withCanonicalNames(readJson(bytes), aliases), "pointer");
}

/** Who has nothing to say where nothing has to be said need not say so in JSON. */
export const mayBeMissing = (body: z.ZodObject): boolean => body.safeParse({}).success;

/** Reads no further than the limit, whatever the request announces. */
async function readBytes(request: Request, most: number): Promise<Uint8Array> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > most) throw tooLarge(most);
  const bytes = new Uint8Array(most);
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const chunk = part.value as Uint8Array;
    if (length + chunk.byteLength > most) {
      await reader?.cancel();
      throw tooLarge(most);
    }
    bytes.set(chunk, length);
    length += chunk.byteLength;
  }
  return bytes.subarray(0, length);
}

function tooLarge(most: number): ProblemError {
  const detail = `A body may have at most ${most} bytes here.`;
  return new ProblemError({ code: "payload_too_large", detail });
}

function readJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError({ code: "malformed_json", detail: "The body is not UTF-8." });
  }
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw new ProblemError({ code: "malformed_json", detail: error.message });
  }
}

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

const UNKNOWN = { code: "unknown_field", detail: "This field is not known here." };

function check(schema: z.ZodType, value: unknown, place: "pointer" | "parameter"): Record<string, unknown> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data as Record<string, unknown>;
  throw invalid(parsed.error.issues.flatMap((issue) => faultsOf(issue, place)));
}

/** As many faults as a person reads; a body may have thousands. */
const MAX_FAULTS = 20;

function invalid(faults: Fault[]): ProblemError {
  const onlyUnknown = faults.every((fault) => fault.code === "unknown_field");
  const [first] = faults;
  return new ProblemError({
    code: onlyUnknown ? "unknown_field" : "validation_failed",
    detail: first ? `${first.pointer ?? first.parameter}: ${first.detail}` : "The request is not valid.",
    faults: faults.slice(0, MAX_FAULTS),
  });
}

function faultsOf(issue: z.core.$ZodIssue, place: "pointer" | "parameter"): Fault[] {
  const at = (path: PropertyKey[]) =>
    place === "pointer"
      ? { pointer: `#${path.map((part) => `/${escapePart(part)}`).join("")}` }
      : { parameter: path.join(".") };
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ ...at([...issue.path, key]), ...UNKNOWN }));
  }
  const missing = issue.code === "invalid_type" && issue.input === undefined;
  return [{ ...at(issue.path), code: missing ? "required" : issue.code, detail: issue.message }];
}

/** As RFC 6901 writes a name inside a JSON pointer. */
function escapePart(part: PropertyKey): string {
  return String(part).replaceAll("~", "~0").replaceAll("/", "~1");
}
