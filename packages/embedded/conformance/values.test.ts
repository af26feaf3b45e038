import { expect, test } from "vitest";
import { aClient, api, refused, theDeployment, unique } from "./deployment.ts";

const target = await theDeployment("app");
const { client, url } = target;
const { kitchen, samples, values } = api;

const bytes = (...content: number[]) => new Uint8Array(content).buffer;

/** Values in Convex's order. The last ones of each kind are what naive encodings get wrong. */
const ordered: unknown[] = [
  undefined,
  null,
  -(2n ** 63n),
  -(2n ** 32n),
  -256n,
  -1n,
  0n,
  1n,
  255n,
  256n,
  2n ** 53n + 1n,
  2n ** 63n - 1n,
  -Infinity,
  -Number.MAX_VALUE,
  -1.5,
  -Number.MIN_VALUE,
  -0,
  0,
  Number.MIN_VALUE,
  0.1,
  1,
  Number.MAX_SAFE_INTEGER,
  1e300,
  Infinity,
  NaN,
  false,
  true,
  "",
  "\0",
  "\0\0",
  "\x01",
  "10",
  "9",
  "A",
  "a",
  "a\0",
  "a\0b",
  "aa",
  "é",
  // By UTF-8 and not by UTF-16, where the surrogates of an emoji come first.
  "\uFFFD",
  "😀",
  bytes(),
  bytes(0),
  bytes(0, 0),
  bytes(0, 255),
  bytes(1),
  bytes(255),
  [],
  [null],
  [1, "x"],
  [1, "x", null],
  [2],
  [[]],
  {},
  { a: 1 },
  { a: 1, b: 0 },
  { a: 2 },
  { aa: 0 },
  { b: { c: [2n] } },
];

test("FN2: values of every kind come back as they went in, from a function and from a document", async () => {
  const key = unique("value");
  for (const value of ordered.slice(1) as never[]) {
    expect(await client.query(values.echo, { value })).toEqual(value);
    const id = await client.mutation(kitchen.put, { key, value });
    expect(await client.query(kitchen.get, { id })).toMatchObject({ value });
  }
  const stock = aClient(target);
  const all = ordered.slice(1) as never[];
  expect(await stock.query(values.echo, { value: all })).toEqual(all);
  expect(await stock.mutation(values.echoInMutation, { value: all })).toEqual(all);
  expect(await stock.action(values.echoInAction, { value: all })).toEqual(all);
});

test("FN2: an index sorts every kind of value in Convex's order, forwards and backwards", async () => {
  const group = unique("order");
  const shuffled = ordered.map((a, at) => (a === undefined ? { b: at } : { a, b: at }));
  shuffled.sort((x, y) => ((x.b * 7919) % 101) - ((y.b * 7919) % 101));
  await client.mutation(samples.add, { group, rows: shuffled as never });
  const places = async (order: "asc" | "desc") =>
    (
      (await client.query(samples.rows, { bounds: [{ op: "eq", field: "group", value: group }], order })) as {
        b: number;
      }[]
    ).map(({ b }) => b);
  const expected = ordered.map((_, at) => at);
  expect(await places("asc")).toEqual(expected);
  expect(await places("desc")).toEqual(expected.reverse());
});

test("FN2: every value is found by an equality, and nothing that merely looks like it", async () => {
  const group = unique("equal");
  await client.mutation(samples.add, {
    group,
    rows: ordered.map((a, b) => (a === undefined ? { b } : { a, b })) as never,
  });
  const equal = [{ op: "eq", field: "group", value: group }];
  for (const [at, value] of ordered.entries()) {
    const bound = value === undefined ? { op: "eq", field: "a" } : { op: "eq", field: "a", value };
    const found = (await client.query(samples.rows, { bounds: [...equal, bound] as never })) as {
      b: number;
    }[];
    expect(found.map(({ b }) => ordered[b])).toEqual([value]);
    expect(found[0]!.b).toBe(at);
  }
});

test("FN2: fields reach clients in the order of their names; undefined ones do not", async () => {
  const response = await fetch(`${url}/api/query`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      path: "values:echo",
      args: { value: { b: 1, a: { z: 1, Y: 2 } } },
      format: "json",
    }),
  });
  expect(await response.text()).toContain('{"a":{"Y":2.0,"z":1.0},"b":1.0}'.replaceAll(".0", ""));
  expect(await client.query(values.nothing, {})).toBeNull();
  const kept = await client.query(values.odd, { how: "undefined field" });
  expect(kept).toEqual({ kept: 1 });
  expect(kept).not.toHaveProperty("gone");
});

test("FN2: results that are no Convex values are refused", async () => {
  for (const how of ["undefined in array", "function", "date", "map", "symbol", "big bigint"])
    await refused(
      client.query(values.odd, { how }),
      /not a supported Convex (type|value)|does not fit into a 64-bit|is not a valid Convex value/,
    );
});

test("FN2: HTTP callers without the Convex library may ask for plain JSON", async () => {
  const call = async (value: unknown, format?: string) => {
    const body = { path: "values:echo", args: { value }, ...(format ? { format } : {}) };
    const response = await fetch(`${url}/api/query`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return ((await response.json()) as { value: unknown }).value;
  };
  const int = { $integer: "BQAAAAAAAAA=" };
  expect(await call(int, "json")).toBe("5");
  expect(await call({ n: [int] }, "convex_encoded_json")).toEqual({ n: [int] });
  expect(await call({ $bytes: "AP8=" }, "json")).toBe("AP8=");
  expect(await call({ $float: "AAAAAAAA+H8=" }, "json")).toBe("NaN");
  // Without a word about the format it is plain.
  expect(await call(int)).toBe("5");
});

test("FN2: malformed encodings of values are refused", async () => {
  for (const value of [
    { $integer: "AA==" },
    { $integer: 5 },
    { $integer: "BQAAAAAAAAA=", more: 1 },
    { $float: "AAAA" },
    { $float: 1 },
    { $bytes: 5 },
    { $unknown: 1 },
  ]) {
    const response = await fetch(`${url}/api/query`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ path: "values:echo", args: { value } }),
    });
    const answer = (await response.json()) as { status?: string };
    expect([value, answer.status]).not.toEqual([value, "success"]);
  }
});

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, 1]));

test("FN11: values have limits of depth, length and names", async () => {
  const echo = (value: unknown) => client.query(values.echo, { value: value as never });
  for (const fits of [nested(60), Array(8192).fill(0), fields(1024), { " !~": 1, ["n".repeat(1024)]: 1 }])
    expect(await echo(fits)).toEqual(fits);
  await refused(echo(nested(70)), /too nested|nesting/);
  await refused(echo(Array(8193).fill(0)), /Array length is too long \(8193 > maximum length 8192\)/);
  await refused(echo(fields(1025)), /too many fields \(1025 > maximum/);
  for (const name of ["é", "\n", "n".repeat(1025)]) await refused(echo({ [name]: 1 }), /[Ff]ield/);
  await expect(echo({ $dollar: 1 })).rejects.toThrow(/\$dollar|reserved/);
});

test("FN11: documents have limits of their own", async () => {
  const insert = (a: unknown, more: object = {}) =>
    client.mutation(samples.add, { group: unique("limits"), rows: [{ a, ...more }] as never });
  await insert(nested(14));
  await refused(insert(nested(20)), /too nested|nesting/);
  await insert("x".repeat(1_000_000));
  await refused(insert("x".repeat(1_100_000)), /Value is too large \(1\.05 MiB > maximum size 1 MiB\)/);
  const insertFields = (named: object) =>
    client.mutation(samples.misuse, { how: "insert with fields", fields: named });
  for (const name of ["with-hyphen", "with space", "9", "n".repeat(65)])
    await refused(insertFields({ group: "x", [name]: 1 }), /[Ff]ield|extra field|does not match/);
  await refused(insertFields({ group: "x", _secret: 1 }), /'_secret' starts with an underscore/);
});

test("FN3: every validator takes what it names and refuses the rest", async () => {
  const [id] = (await client.mutation(samples.add, { group: unique("v"), rows: [{}] })) as string[];
  const right: [string, unknown[], unknown[]][] = [
    ["null", [null], [0, "", false]],
    ["number", [1, NaN, -0], [1n, "1", null]],
    ["int64", [1n], [1, "1"]],
    ["boolean", [true, false], [0, null]],
    ["string", ["", "é"], [1, null]],
    ["bytes", [bytes(1)], ["AQ==", [1]]],
    ["id", [id], ["nonsense", 1]],
    ["literal", ["yes"], ["no", "Yes", null]],
    ["bigLiteral", [1n], [1, 2n]],
    ["array", [[], [1, 2]], [[1, "2"], {}, null]],
    ["record", [{}, { any: 1, name: 2 }], [{ a: "1" }, [], null]],
    ["object", [{ a: 1 }, { a: 1, b: "" }], [{}, { a: 1, b: null }, { a: 1, c: 1 }, null]],
    ["union", ["x", null], [1, false]],
    ["kinds", [{ kind: "a", n: 1 }, { kind: "b" }], [{ kind: "a" }, { kind: "b", n: 1 }, { kind: "c" }]],
  ];
  for (const [name, good, bad] of right) {
    for (const value of good) expect(await client.query(values.checked, { [name]: value })).toEqual([name]);
    for (const value of bad)
      await refused(client.query(values.checked, { [name]: value as never }), /ArgumentValidationError/);
  }
});

test("FN3: a message names the path, the value and the validator", async () => {
  const check = (args: object) => client.query(values.checked, args);
  await refused(
    check({ array: [1, 2, "three"] }),
    /Path: \.array\[2\]\nValue: "three"\nValidator: v\.float64\(\)/,
  );
  await refused(check({ object: { a: 1, b: 5n } }), /Path: \.object\.b\nValue: 5n\nValidator: v\.string\(\)/);
  await refused(check({ object: {} }), /missing the required field `a`/);
  await refused(check({ record: { k: "x" } }), /Validator: v\.float64\(\)/);
  await refused(check({ union: 1 }), /Validator: v\.union\(v\.string\(\), v\.null\(\)\)/);
  await refused(check({ nothing: 1 }), /extra field `nothing` that is not in the validator/);
});
