import { beforeAll, expect, test, vi } from "vitest";
import { OTHERS } from "../access.callers.setup";
import { type AccessStage, anAccessStage } from "../access.setup";
import { hashQuickly } from "../identity/humans.setup";
import { seeded } from "../identity/vectors.setup";
import { enter } from "../world.setup";

/**
 * What somebody sends who knows `/openapi.json` and nothing else: requests that nearly fit, wrong in one place or two.
 * The same seed makes the same requests; `FUZZ_SEED` names another, and `FUZZ_REQUESTS` how many each operation gets.
 */
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 12);

/** After these the caller is nobody any more, and the rest would be refused for that alone. */
const ENDS_ITSELF = /^(logOut|deleteMy|recover)/;
/** Our own failures are none of a caller's. What somebody else does not offer may be, where it is documented. */
const NEVER = new Set(["internal", "timeout"]);

type Schema = Record<string, unknown> & { type?: string | string[]; properties?: Record<string, Schema> };

interface Operation {
  operationId: string;
  method: string;
  path: string;
  parameters: { name: string; in: "path" | "query" | "header"; schema: Schema }[];
  requestBody?: { content: { "application/json": { schema: Schema } } };
  responses: Record<string, { "x-codes"?: string[] }>;
  security: Record<string, unknown>[];
}

const HUGE = "x".repeat(70_000);
/** In the place of a value, as JSON: what it should not be. `NaN` and the like are no JSON at all. */
const WRONG = [
  ...[
    "null",
    "true",
    "-1",
    "0",
    "0.5",
    "1e308",
    "-9007199254740993",
    "1e999",
    "NaN",
    "-Infinity",
    "[]",
    "{}",
  ],
  ...[
    '""',
    '" "',
    '"NaN"',
    '"-1"',
    '"\\u0000"',
    '"\\ud800"',
    '"\\u202e\\u200b"',
    '"👩‍👩‍👧‍👦"',
    '"Z̮̞̠͙"',
    '"__proto__"',
  ],
  ...["[[[[]]]]", '{"__proto__":{"a":1}}', `"${HUGE}"`, `[${"0,".repeat(5000)}0]`],
];

type Random = ReturnType<typeof seeded>;
const oneOf = <T>(random: Random, list: readonly T[]): T => list[random.next() % list.length]!;

/** JSON that a schema asks for, as far as its type goes. */
function fitting(random: Random, schema: Schema): string {
  if ("const" in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return JSON.stringify(oneOf(random, schema.enum));
  const options = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (options) return fitting(random, oneOf(random, options));
  const type = Array.isArray(schema.type) ? oneOf(random, schema.type) : schema.type;
  switch (type) {
    case "object": {
      const fields = Object.entries(schema.properties ?? {});
      return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${fitting(random, one)}`).join()}}`;
    }
    case "array":
      return `[${fitting(random, (schema.items as Schema) ?? {})}]`;
    case "integer":
    case "number":
      return `${Number(schema.minimum ?? 0) + (random.next() % 5)}`;
    case "boolean":
      return random.next() % 2 ? "true" : "false";
    default:
      return JSON.stringify(
        oneOf(random, ["ada", "cleo", "something", "2026-11-21T13:00:00Z", "https://example.org/"]),
      );
  }
}

/** A body that fits but for a field that is wrong, missing, too much, or the whole of it. */
function bodyOf(random: Random, schema: Schema): string {
  const names = Object.keys(schema.properties ?? {});
  const fields = names.map((name) => [JSON.stringify(name), fitting(random, schema.properties![name]!)]);
  const written = () => `{${fields.map(([name, value]) => `${name}:${value}`).join()}}`;
  const at = random.next() % Math.max(1, fields.length);
  switch (random.next() % 7) {
    case 0:
      fields.splice(at, 1);
      return written();
    case 1:
      fields.push(['"something_else"', oneOf(random, WRONG)]);
      return written();
    case 2:
      return oneOf(random, [...WRONG, "", "{", '{"a":1,"a":2}', "\ufeff{}"]);
    case 3:
      if (fields[at]) fields.push([fields[at][0]!, oneOf(random, WRONG)]); // One name twice.
      return written();
    default:
      if (fields[at]) fields[at][1] = oneOf(random, WRONG);
      return written();
  }
}

function pathOf(random: Random, { path, parameters }: Operation, ids: string[]): string {
  const text = () => {
    return encodeURIComponent(oneOf(random, [...ids, ...WRONG.filter((one) => one.length < 100).map(plain)]));
  };
  const bare = path.replace(/\{\w+\}/g, () =>
    random.next() % 3 ? encodeURIComponent(oneOf(random, ids)) : text() || "x",
  );
  const query = parameters
    .filter((one) => one.in === "query" && random.next() % 3)
    .map(
      ({ name, schema }) =>
        `${name}=${random.next() % 2 ? encodeURIComponent(plain(fitting(random, schema))) : text()}`,
    );
  if (random.next() % 6 === 0) query.push("something_else=1");
  return `${bare}${query.length > 0 ? `?${query.join("&")}` : ""}`;
}

/** A piece of JSON as one would write it into an address. */
const plain = (json: string) => (json.startsWith('"') ? json.slice(1, -1) : json);

const document = async ({ world: { t } }: AccessStage): Promise<Operation[]> => {
  const { paths } = (await (await t.fetch("/openapi.json")).json()) as {
    paths: Record<string, Record<string, Omit<Operation, "path" | "method">>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ ...one, path, method: method.toUpperCase() })),
  );
};

let stage: AccessStage;
beforeAll(async () => {
  stage = await anAccessStage();
}, 60_000);

test(`every operation of the document answers, or refuses with a code of its own that it documents (seed ${SEED})`, async () => {
  enter(stage.world);
  hashQuickly();
  vi.spyOn(console, "error").mockImplementation(() => {});
  const random = seeded(SEED);
  const ids = Object.values(stage.ids);
  const callers = [
    { Authorization: `Bearer ${stage.cleo.access_token}` },
    ...Object.values(OTHERS).map(({ sent }) => sent(stage).headers),
  ];
  const operations = await document(stage);
  const refused = new Map<string, number>();
  const wrong: string[] = [];
  for (const operation of operations) {
    const { operationId, method, responses, requestBody, security } = operation;
    const documented = Object.values(responses).flatMap((one) => one["x-codes"] ?? []);
    for (let i = 0; i < REQUESTS; i++) {
      const path = pathOf(random, operation, ids);
      const body = requestBody && bodyOf(random, requestBody.content["application/json"].schema);
      const known = security.length > 0 && !ENDS_ITSELF.test(operationId) && random.next() % 10 > 0;
      const headers = {
        ...(known && oneOf(random, callers)),
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...(random.next() % 8 > 0 && { "Idempotency-Key": `fuzz-${SEED}-${random.next()}` }),
      };
      const response = await stage.world.t.fetch(path, {
        method,
        headers,
        ...(body !== undefined && { body }),
      });
      if (response.status < 400) {
        await response.body?.cancel();
        if (!responses[response.status])
          wrong.push(`${operationId} ${path}: ${response.status} is not documented`);
        continue;
      }
      const said = `${operationId} ${path.slice(0, 200)} ${body?.slice(0, 200) ?? ""}: ${response.status}`;
      const isProblem = response.headers.get("content-type") === "application/problem+json";
      const problem = isProblem ? ((await response.json()) as Problem) : null;
      const code = problem?.code ?? "no problem";
      refused.set(code, (refused.get(code) ?? 0) + 1);
      // A path that nothing matches, as one with an empty name in it, is no operation.
      const fits = documented.includes(code) || code === "not_found" || code === "malformed_request";
      if (!isProblem || NEVER.has(code) || !fits || problem?.status !== response.status)
        wrong.push(`${said} ${code}`);
      const unplaced = problem?.errors?.filter(
        (one) => one.pointer === undefined && one.parameter === undefined,
      );
      if (unplaced?.length) wrong.push(`${said} ${code}: does not say where`);
    }
  }
  expect(wrong.slice(0, 20), `${wrong.length} of seed ${SEED}`).toEqual([]);
  // Requests that are all refused for one reason would try little.
  expect(operations.length).toBeGreaterThan(200);
  for (const code of ["validation_failed", "unknown_field", "malformed_json", "not_found", "forbidden"])
    expect(refused.get(code), code).toBeGreaterThan(operations.length / 20);
}, 300_000);

interface Problem {
  code: string;
  status: number;
  errors?: { pointer?: string; parameter?: string }[];
}
