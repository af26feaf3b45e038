/// <reference types="vite/types/importMeta.d.ts" />
import type { DataModelFromSchemaDefinition, GenericSchema, SchemaDefinition } from "convex/server";
import { onTestFinished } from "vitest";
import { accessor } from "./accessor.ts";
import { TestBackend } from "./backend.ts";
import type { Glob } from "./hostModules.ts";
import type { TestConvex } from "./types.ts";

export interface ConvexTestOptions<Schema extends GenericSchema> {
  /** The default export of `schema.ts`; without it documents are not checked and there are no indexes. */
  schema?: SchemaDefinition<Schema, boolean>;
  /** What `import.meta.glob` finds in the functions folder, unless that is `convex/` in the project's root. */
  modules?: Glob;
  /** Taken for the sake of convex-test: Convex's own limits are always in force, and others cannot be set. */
  transactionLimits?: boolean | Record<string, never>;
}

const NOBODY = { identity: null, ip: null, userAgent: null };

/**
 * A backend for one test: empty, in memory, and gone when the test has ended. Call it in the test, or in a hook before
 * each; one that is made outside of tests lives as long as its file runs.
 */
export function convexTest<Schema extends GenericSchema>(
  schema?: SchemaDefinition<Schema, boolean>,
  modules?: Glob,
): TestConvex<SchemaDefinition<Schema, boolean>>;
export function convexTest<Schema extends GenericSchema>(
  options: ConvexTestOptions<Schema>,
): TestConvex<SchemaDefinition<Schema, boolean>>;
export function convexTest<Schema extends GenericSchema>(
  first?: SchemaDefinition<Schema, boolean> | ConvexTestOptions<Schema>,
  second?: Glob,
): TestConvex<SchemaDefinition<Schema, boolean>> {
  const {
    schema,
    modules,
    transactionLimits = true,
  }: ConvexTestOptions<Schema> = first && !("tables" in first) ? first : { schema: first, modules: second };
  if (Object.keys(transactionLimits).length > 0)
    throw new Error("transactionLimits: Convex's own limits are always in force, and others cannot be set.");
  const backend = new TestBackend(schema ?? null, modules ?? import.meta.glob("/convex/**/*.*s"));
  closeWithTest(backend);
  return {
    ...accessor<DataModelFromSchemaDefinition<SchemaDefinition<Schema, boolean>>>(backend, NOBODY),
    registerComponent: (path, componentSchema, glob) => backend.register(path, componentSchema, glob),
  };
}

/** All backends that are not closed: a database must not be collected while something of it is still in use. */
const open = new Set<TestBackend>();

// What was made outside of tests ends with the process, and only its files would be left.
process.once("exit", () => {
  for (const { engine } of open) engine.files.close();
});

function closeWithTest(backend: TestBackend): void {
  open.add(backend);
  try {
    onTestFinished(async () => {
      await backend.close();
      open.delete(backend);
    });
  } catch {
    // There is no test whose end could be waited for.
  }
}
