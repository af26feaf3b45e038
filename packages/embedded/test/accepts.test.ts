import { v } from "convex/values";
import { expect, test } from "vitest";
import { accepts } from "../src/values/accepts.ts";
import type { Json } from "../src/values/json.ts";
import { explain, type ValidatorJson } from "../src/values/validate.ts";

const validators = [
  v.any(),
  v.null(),
  v.boolean(),
  v.string(),
  v.number(),
  v.int64(),
  v.bytes(),
  v.id("rooms"),
  v.literal("a"),
  v.literal(1),
  v.literal(true),
  v.literal(1n),
  v.array(v.number()),
  v.record(v.string(), v.number()),
  v.record(v.id("rooms"), v.any()),
  v.object({}),
  v.object({ a: v.number(), b: v.optional(v.string()) }),
  v.object({ toString: v.optional(v.string()) }),
  v.union(),
  v.union(v.literal("a"), v.literal("b"), v.null()),
  v.union(v.object({ kind: v.literal("a"), n: v.number() }), v.object({ kind: v.literal("b") })),
  v.array(v.union(v.literal("a"), v.object({ a: v.array(v.int64()) }))),
].map((validator) => (validator as unknown as { json: ValidatorJson }).json);

const ROOM = "a room's id";
const values: (Json | undefined)[] = [
  ...[undefined, null, true, false, "", "a", "b", ROOM, "a table's that is another", 0, -1, 1, 1.5],
  ...[
    { $float: "AAAAAAAA+H8=" },
    { $integer: "AQAAAAAAAAA=" },
    { $integer: "AgAAAAAAAAA=" },
    { $bytes: "AA==" },
  ],
  ...[[], [1], [1, "a"], ["a", { a: [{ $integer: "AQAAAAAAAAA=" }] }], [{ a: [1] }], [undefined as never]],
  ...[{}, { a: 1 }, { a: 1, b: "x" }, { a: 1, b: 2 }, { a: "1" }, { a: 1, c: 1 }, { b: "x" }],
  ...[{ a: 1, b: undefined as never }, { [ROOM]: 1 }, { $undefined: null }, { constructor: 1 }],
  ...[{ kind: "a", n: 1 }, { kind: "a" }, { kind: "b" }, { kind: "b", n: 1 }],
];

const tableOfId = (id: string) => (id === ROOM ? "rooms" : id.startsWith("a table") ? "others" : null);

test("a value is accepted exactly when there is nothing to say against it", () => {
  const verdicts = validators.flatMap((validator) =>
    values.map((value) => ({
      validator,
      value,
      accepted: accepts(validator, value, tableOfId),
      complaint: explain(validator, value, tableOfId),
    })),
  );
  expect(verdicts.filter(({ accepted, complaint }) => accepted !== (complaint === null))).toEqual([]);
  // So that both answers were there to be compared, for every validator but the empty union.
  const accepting = new Set(verdicts.filter(({ accepted }) => accepted).map(({ validator }) => validator));
  expect(accepting.size).toBe(validators.length - 1);
});
