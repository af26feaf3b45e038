import { v } from "convex/values";
import { action, mutation, query } from "./builders.model";

const value = { value: v.any() };

export const echo = query({ args: value, handler: (_, { value }) => value });
export const echoInMutation = mutation({ args: value, handler: (_, { value }) => value });
export const echoInAction = action({ args: value, handler: (_, { value }) => value });

export const nothing = query({ args: {}, handler: () => {} });

/** Results that are no Convex values, or not all of it. */
export const odd = query({
  args: { how: v.string() },
  handler: (_, { how }): unknown => {
    if (how === "undefined field") return { kept: 1, gone: undefined };
    if (how === "undefined in array") return [undefined];
    if (how === "function") return { f: () => {} };
    if (how === "date") return new Date(0);
    if (how === "map") return new Map();
    if (how === "symbol") return Symbol("s");
    if (how === "big bigint") return 2n ** 63n;
    return null;
  },
});

/** Every validator there is, by name. */
const validators = {
  null: v.null(),
  number: v.number(),
  int64: v.int64(),
  boolean: v.boolean(),
  string: v.string(),
  bytes: v.bytes(),
  id: v.id("samples"),
  literal: v.literal("yes"),
  bigLiteral: v.literal(1n),
  array: v.array(v.number()),
  record: v.record(v.string(), v.number()),
  object: v.object({ a: v.number(), b: v.optional(v.string()) }),
  union: v.union(v.string(), v.null()),
  kinds: v.union(v.object({ kind: v.literal("a"), n: v.number() }), v.object({ kind: v.literal("b") })),
};

export const checked = query({
  args: Object.fromEntries(
    Object.entries(validators).map(([name, validator]) => [name, v.optional(validator)]),
  ),
  handler: (_, args) => Object.keys(args),
});
