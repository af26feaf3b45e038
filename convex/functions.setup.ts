import type { PolicyFacts } from "./lib/policy";

/** Every module that Convex can call, loaded. */
const modules = import.meta.glob<Record<string, unknown>>(
  ["./**/*.ts", "!./**/*.*.ts", "!./_generated/**", "!./**/schema.ts"],
  { eager: true },
);

export interface ConvexFunction {
  isPublic?: boolean;
  isInternal?: boolean;
  isQuery?: boolean;
  isMutation?: boolean;
  policy?: PolicyFacts & { hidden: boolean };
  exportArgs(): string;
  exportReturns(): string;
}

/** Every function of the backend, by its path. */
export const functions = Object.entries(modules).flatMap(([file, exports]) =>
  Object.entries(exports).flatMap(([name, value]) =>
    isConvexFunction(value) ? [{ path: `${file.slice(2, -3)}:${name}`, fn: value }] : [],
  ),
);

function isConvexFunction(value: unknown): value is ConvexFunction {
  if (typeof value !== "function") return false;
  return "isQuery" in value || "isMutation" in value || "isAction" in value;
}
