/// <reference types="vite/types/importMeta.d.ts" />

import { makeFunctionReference } from "convex/server";
import { convexTest as mockTest } from "convex-test";
import { convexTest } from "../../testing/index.ts";
import schema from "./convex/schema.ts";

/** The functions of the small app that these tests use; its `_generated` exists in name only. */
export const modules = {
  ...import.meta.glob("./convex/*.ts"),
  "./convex/_generated/api.js": async () => ({}),
};
export { schema };

/** What promises to behave alike: the mock that everybody knows, and this package's entry point. */
export const BACKENDS = [
  ["convex-test", () => mockTest(schema, modules)],
  ["embedded", () => convexTest(schema, modules)],
] as const;

export const query = (name: string) => makeFunctionReference<"query">(name);
export const mutation = (name: string) => makeFunctionReference<"mutation">(name);
export const action = (name: string) => makeFunctionReference<"action">(name);
