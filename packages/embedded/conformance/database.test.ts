import { describe, expect, test } from "vitest";
import { aClient, api, eventually, refused, theDeployment, unique } from "./deployment.ts";

const target = await theDeployment("app");
const { client } = target;
const { samples } = api;

type Row = { _id: string; _creationTime: number; a?: unknown; b?: unknown; deep?: unknown };
type Bound = { op: string; field: string; value?: unknown };

const add = (group: string, ...rows: object[]) =>
  client.mutation(samples.add, { group, rows: rows as never }) as Promise<string[]>;
const rows = (args: { index?: string; bounds: Bound[]; order?: string; filter?: unknown }) =>
  client.query(samples.rows, args as never) as Promise<Row[]>;
const get = (id: string) => client.query(samples.get, { id }) as Promise<Row | null>;
const inGroup = (value: string): Bound => ({ op: "eq", field: "group", value });

/** An id with one character exchanged, so that its checksum is wrong. */
const mistyped = (id: string) => `${id[0] === "a" ? "b" : "a"}${id.slice(1)}`;

describe("DB1: ids", () => {
  test("DB1: an id is 32 characters of a small alphabet and tells its table", async () => {
    const group = unique("ids");
    const ids = await add(group, ...Array.from({ length: 50 }, () => ({})));
    for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{31,37}$/);
    expect(new Set(ids).size).toBe(50);
  });

  test("DB1: normalizeId gives the id for its own table, and null for everything else", async () => {
    const [id] = (await add(unique("ids"), {})) as [string];
    const message = (await client.mutation(api.messages.send, { room: unique("a"), body: "x" })) as string;
    const normal = (table: string, text: string) => client.query(samples.normalize, { table, id: text });
    expect(await normal("samples", id)).toBe(id);
    expect(await normal("messages", message)).toBe(message);
    for (const [table, text] of [
      ["messages", id],
      ["samples", message],
      ["nowhere", id],
      ["samples", mistyped(id)],
      ["samples", id.slice(1)],
      ["samples", ""],
      ["samples", "not an id"],
      ["_storage", id],
    ] as const)
      expect([table, text, await normal(table, text)]).toEqual([table, text, null]);
  });

  test("DB1: an id of a deleted document is null, and one that is none is refused", async () => {
    const [id] = (await add(unique("ids"), {})) as [string];
    await client.mutation(samples.remove, { id });
    expect(await get(id)).toBeNull();
    for (const wrong of [mistyped(id), "", "x", id.toUpperCase()])
      await refused(get(wrong), /Unable to decode ID|Invalid argument `id`|Invalid ID/);
  });

  test("DB1: changes of what is not there say so", async () => {
    const [id] = (await add(unique("ids"), {})) as [string];
    await client.mutation(samples.remove, { id });
    await refused(client.mutation(samples.patch, { id, change: {} }), /Update on nonexistent document ID/);
    await refused(
      client.mutation(samples.replace, { id, value: { group: "x" } }),
      /Replace on nonexistent document ID/,
    );
    await refused(client.mutation(samples.remove, { id }), /Delete on nonexistent document ID/);
  });
});

describe("DB2: index ranges", () => {
  const numbered = async () => {
    const group = unique("range");
    await add(group, ...[1, 2, 3].flatMap((a) => [1, 2, 3].map((b) => ({ a, b }))));
    return async (...bounds: Bound[]) =>
      (await rows({ bounds: [inGroup(group), ...bounds] })).map(({ a, b }) => `${a}${b}`).join(" ");
  };

  test("DB2: equalities on the first fields, and then bounds on the next one", async () => {
    const found = await numbered();
    expect(await found()).toBe("11 12 13 21 22 23 31 32 33");
    const two = { op: "eq", field: "a", value: 2 };
    expect(await found(two)).toBe("21 22 23");
    expect(await found({ ...two, op: "gt" })).toBe("31 32 33");
    expect(await found({ ...two, op: "gte" })).toBe("21 22 23 31 32 33");
    expect(await found({ ...two, op: "lt" })).toBe("11 12 13");
    expect(await found({ ...two, op: "lte" })).toBe("11 12 13 21 22 23");
    const b = (op: string, value: number) => ({ op, field: "b", value });
    expect(await found(two, b("eq", 3))).toBe("23");
    expect(await found(two, b("gt", 1), b("lt", 3))).toBe("22");
    expect(await found(two, b("gte", 1), b("lte", 2))).toBe("21 22");
    expect(await found(two, b("gt", 3), b("lt", 1))).toBe("");
  });

  test("DB2: bounds compare across kinds, and missing fields come first", async () => {
    const group = unique("kinds");
    const values = [undefined, null, 5n, 0, "", "a", "a\0", "ab", [1]];
    await add(group, ...values.map((a, b) => (a === undefined ? { b } : { a, b })));
    const found = async (op: string, ...value: unknown[]) => {
      const bound = value.length === 0 ? { op, field: "a" } : { op, field: "a", value: value[0] };
      return (await rows({ bounds: [inGroup(group), bound] })).map(({ b }) => b);
    };
    expect(await found("eq")).toEqual([0]);
    expect(await found("gt")).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await found("lte", null)).toEqual([0, 1]);
    expect(await found("lt", 0)).toEqual([0, 1, 2]);
    expect(await found("gt", 0)).toEqual([4, 5, 6, 7, 8]);
    expect(await found("gt", "a")).toEqual([6, 7, 8]);
    expect(await found("lte", "a")).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await found("eq", "a")).toEqual([5]);
    expect(await found("eq", 5)).toEqual([]);
  });

  test("DB2: an index reaches into objects, and past what is no object finds nothing there", async () => {
    const group = unique("deep");
    await add(
      group,
      { deep: { x: { y: 1 } }, b: 0 },
      { deep: { x: "flat" }, b: 1 },
      { b: 2 },
      { deep: { x: { y: 2 } }, b: 3 },
    );
    const found = async (...bounds: Bound[]) =>
      (await rows({ index: "by_group_deep", bounds: [inGroup(group), ...bounds] })).map(({ b }) => b);
    expect(await found()).toEqual([1, 2, 0, 3]);
    expect(await found({ op: "eq", field: "deep.x.y", value: 2 })).toEqual([3]);
    expect(await found({ op: "eq", field: "deep.x.y" })).toEqual([1, 2]);
  });

  test("DB2: equal keys are in the order of creation; the creation time is a field of every index", async () => {
    const group = unique("ties");
    await add(group, { a: 1, b: 1 }, { a: 1, b: 1 }, { a: 1, b: 1 });
    const all = await rows({ bounds: [inGroup(group)] });
    const times = all.map((row) => row._creationTime);
    expect(times).toEqual([...times].sort((x, y) => x - y));
    expect(new Set(times).size).toBe(3);
    const one = { op: "eq", field: "a", value: 1 };
    const after = [
      inGroup(group),
      one,
      { ...one, field: "b" },
      { op: "gt", field: "_creationTime", value: times[0] },
    ];
    expect((await rows({ bounds: after })).map(({ _id }) => _id)).toEqual(all.slice(1).map(({ _id }) => _id));
    const newest = await rows({
      index: "by_creation_time",
      bounds: [{ op: "gte", field: "_creationTime", value: times[1] }],
    });
    expect(newest.slice(0, 2).map(({ _id }) => _id)).toEqual(all.slice(1).map(({ _id }) => _id));
    expect(await rows({ index: "by_id", bounds: [{ op: "eq", field: "_id", value: all[1]!._id }] })).toEqual([
      all[1],
    ]);
  });

  test("DB2: ranges that the index cannot answer are refused with the reason", async () => {
    const group = inGroup("x");
    const a = { op: "gt", field: "a", value: 1 };
    const wrong: [Bound[], RegExp][] = [
      [[{ op: "eq", field: "a", value: 1 }], /index fields in order/],
      [[group, { op: "eq", field: "b", value: 1 }], /index fields in order/],
      [[group, { ...a, field: "b" }], /index fields in order/],
      [[group, a, { ...a, field: "b" }], /index fields in order|[Bb]ound/],
      [[group, a, { ...a, op: "gte" }], /[Bb]ound/],
      [[group, { op: "eq", field: "c", value: 1 }], /index(ed)? fields?/],
    ];
    for (const [bounds, reason] of wrong) await refused(rows({ bounds }), reason);
    await refused(rows({ index: "by_nothing", bounds: [] }), /Index samples\.by_nothing not found/);
  });
});

test("DB3: first, take and unique; unique refuses a second row", async () => {
  const group = unique("some");
  await add(group, { a: 1 }, { a: 2 });
  const some = (how: unknown, ...bounds: Bound[]) =>
    client.query(samples.some, { how, bounds: [inGroup(group), ...bounds] } as never);
  expect(await some("first")).toMatchObject({ a: 1 });
  expect(await some("unique", { op: "eq", field: "a", value: 2 })).toMatchObject({ a: 2 });
  expect(await some("unique", { op: "eq", field: "a", value: 3 })).toBeNull();
  expect(await some("first", { op: "eq", field: "a", value: 3 })).toBeNull();
  expect(await some(1)).toMatchObject([{ a: 1 }]);
  expect(await some(0)).toEqual([]);
  expect(await some(50)).toHaveLength(2);
  await refused(some("unique"), /unique\(\) query returned more than one result/);
  await refused(some(-1), /take|limit|negative|non-negative/);
});

test("DB4: filters compare, calculate and combine; missing fields are undefined", async () => {
  const group = unique("filter");
  await add(group, { a: 1, b: 10 }, { a: 2, b: 5 }, { a: 3n, b: 0 }, { a: "4" }, { b: -1 });
  const found = async (filter: unknown) =>
    (await rows({ bounds: [inGroup(group)], filter })).map(({ a, b }) => `${a}/${b}`);
  const [a, b] = [{ field: "a" }, { field: "b" }];
  const is = (value?: unknown) => (value === undefined ? {} : { value });
  expect(await found(["eq", a, is(2)])).toEqual(["2/5"]);
  expect(await found(["neq", a, is(2)])).toEqual(["undefined/-1", "3/0", "1/10", "4/undefined"]);
  expect(await found(["eq", a, is()])).toEqual(["undefined/-1"]);
  expect(await found(["lt", a, b])).toEqual(["undefined/-1", "3/0", "1/10", "2/5"]);
  expect(await found(["gte", b, is(5)])).toEqual(["1/10", "2/5"]);
  expect(await found(["or", ["eq", a, is(1)], ["eq", a, is("4")]])).toEqual(["1/10", "4/undefined"]);
  expect(await found(["and", ["gt", a, is(0)], ["not", ["eq", a, is("4")]]])).toEqual(["1/10", "2/5"]);
  const numbers = ["and", ["gte", a, is(-Infinity)], ["lte", a, is(NaN)]];
  const calculated = (op: string, right: number, result: number) =>
    found(["and", numbers, ["eq", [op, b, is(right)], is(result)]]);
  expect(await calculated("add", 1, 11)).toEqual(["1/10"]);
  expect(await calculated("sub", 1, 4)).toEqual(["2/5"]);
  expect(await calculated("mul", 2, 20)).toEqual(["1/10"]);
  expect(await calculated("div", 2, 2.5)).toEqual(["2/5"]);
  expect(await calculated("mod", 3, 2)).toEqual(["2/5"]);
  expect(await found(["and", numbers, ["eq", ["neg", b], is(-5)]])).toEqual(["2/5"]);
  await refused(found(["eq", ["add", a, is(1)], is(2)]), /[Uu]nsupported|[Oo]perand|[Ee]val|add/);
});

test("DB5: a patch merges and removes fields, a replace leaves nothing else behind", async () => {
  const group = unique("write");
  const [id] = (await add(group, { a: 1, b: { c: 1, d: 2 } })) as [string];
  const before = (await get(id))!;
  const { _id, _creationTime } = before;
  const patch = (change: object, unset: string[] = []) =>
    client.mutation(samples.patch, { id, change: change as never, unset });
  expect(await patch({ b: { c: 3 } })).toEqual({ ...before, b: { c: 3 } });
  expect(await patch({}, ["b"])).toEqual({ _id, _creationTime, group, a: 1 });
  const replace = (value: object) => client.mutation(samples.replace, { id, value: value as never });
  expect(await replace({ group, deep: 1 })).toEqual({ _id, _creationTime, group, deep: 1 });
  expect(await replace({ _id, _creationTime, group })).toEqual({ _id, _creationTime, group });
  const [other] = (await add(group, {})) as [string];
  await refused(replace({ _id: other, group }), /doesn't match '_id' field/);
  await refused(patch({ group: 5 }), /does not match the schema/);
  await refused(patch({ more: 5 }), /does not match the schema[\s\S]*extra field `more`/);
  await refused(replace({ a: 1 }), /missing the required field `group`/);
  await refused(patch({ _creationTime: 5 }), /_creationTime/);
  await refused(patch({ _id: other }), /_id/);
  expect(await get(id)).toEqual({ _id, _creationTime, group });
});

test("DB5: a write that changes nothing disturbs no live query", async () => {
  const group = unique("still");
  const [id] = (await add(group, { a: 1 })) as [string];
  const seen: { row: Row; chance: number }[] = [];
  const stock = aClient(target);
  stock.onUpdate(samples.getByChance, { id }, (now: { row: Row; chance: number }) => void seen.push(now));
  await eventually(() => (seen.length === 1 ? true : undefined));
  await stock.mutation(samples.patch, { id, change: { a: 1 } });
  await stock.mutation(samples.patch, { id, change: {}, unset: ["b"] });
  await stock.mutation(samples.replace, { id, value: { group, a: 1 } });
  await stock.mutation(samples.patch, { id, change: { a: 2 } });
  await eventually(() => (seen.at(-1)!.row.a === 2 ? true : undefined));
  // A run in between would have shown itself by another number.
  expect(seen).toHaveLength(2);
  expect(seen[0]!.chance).not.toBe(seen[1]!.chance);
});

test("DB6: a mutation reads its own writes, those of its nested calls, and none that were undone", async () => {
  const group = unique("own");
  expect(await client.mutation(samples.ownWrites, { group })).toEqual([
    [2, 3],
    [3, 4],
    [1, 3, 4],
    [1, 3, 4],
    [1, 3],
  ]);
  expect((await rows({ bounds: [inGroup(group)] })).map(({ a }) => a)).toEqual([1, 3]);
});

test("DB6: a loop over rows sees what the loop itself adds ahead of it, and is not confused by deletions", async () => {
  const group = unique("underway");
  await add(group, ...Array.from({ length: 100 }, (_, i) => ({ a: i })));
  const seen = (await client.mutation(samples.changeUnderway, { group })) as number[];
  expect(seen.filter(Number.isInteger)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  expect(seen).not.toContain(1.5);
  expect(new Set(seen).size).toBe(seen.length);
});

test("DB7: system tables are read through db.system only, and written by nobody", async () => {
  const job = (await client.mutation(api.kitchen.bumpLater, { name: unique("job"), ms: 0 })) as string;
  expect(await client.query(samples.normalize, { table: "_scheduled_functions", id: job })).toBe(job);
  expect(await client.query(api.kitchen.job, { id: job })).toMatchObject({ _id: job });
  await refused(get(job), /System tables|db\.system/);
  const [id] = (await add(unique("system"), {})) as [string];
  const misuse = (how: string) => client.mutation(samples.misuse, { how, id });
  await refused(misuse("read a user table as a system table"), /db\.system|User tables|system table/);
  await refused(misuse("query a system table"), /System tables can only be accessed from db\.system/);
  await refused(misuse("insert into a system table"), /system table|_storage/i);
  await refused(misuse("insert into an unknown table"), /[Tt]able name/);
});

test("DB8: documents are read and changed with the name of their table, which must be the right one", async () => {
  const group = unique("explicit");
  const [id, other] = (await add(group, { a: 1 }, { a: 2 })) as [string, string];
  const message = (await client.mutation(api.messages.send, { room: group, body: "x" })) as string;
  const getFrom = (table: string, of: string) => client.query(samples.getFrom, { table, id: of });
  expect(await getFrom("samples", id)).toMatchObject({ _id: id, a: 1 });
  await refused(getFrom("messages", id), /table|Invalid argument/);
  await refused(getFrom("samples", message), /table|Invalid argument/);
  const changed = await client.mutation(samples.changeIn, { table: "samples", id, group });
  expect(changed).toMatchObject([{ a: "patched" }, { b: "replaced" }, null]);
  await refused(client.mutation(samples.changeIn, { table: "messages", id: other, group }), /table|Invalid/);
  expect(await get(other)).toMatchObject({ a: 2 });
});

test("DB9: `vars.commitTs` becomes the timestamp of the commit, everywhere the same", async () => {
  const group = unique("stamp");
  const returned = await client.mutation(samples.stamp, { group });
  expect(returned).toEqual(expect.any(BigInt));
  const stamps = (await rows({ bounds: [inGroup(group)] })).map(({ a }) => a);
  expect(stamps).toEqual([0n, returned, returned]);
  expect((await client.mutation(samples.stamp, { group: unique("stamp") })) as bigint).toBeGreaterThan(
    returned as bigint,
  );
});
