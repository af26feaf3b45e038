import { fileURLToPath } from "node:url";
import { failureOf, type Report } from "./logRecord.ts";

const OWN_FILES = fileURLToPath(new URL(".", import.meta.url));
/** Every call of a function into the runtime comes through here. */
const DOOR = "realmGlobals.js";

/**
 * A function may leave something behind that fails when nobody waits for it any more: a promise, or the callback of a
 * timer. Node.js ends a process for that; here it is reported. What fails of the runtime itself still ends it, because
 * nobody knows what it has left half-done: the next start recovers.
 */
export function reportStrays(report: Report): void {
  const reported = (error: unknown) =>
    report(
      failureOf("runtime", `left behind by a function: ${(error as Error | null)?.stack ?? String(error)}`),
    );
  process.on("unhandledRejection", (error, promise) => {
    // The promises of functions are those of their own contexts.
    if (!(promise instanceof Promise) || !isOurs(error)) return reported(error);
    throw error;
  });
  process.on("uncaughtException", (error) => {
    if (!isOurs(error)) return reported(error);
    console.error(error);
    process.exit(1);
  });
}

function isOurs(error: unknown): boolean {
  const stack = String((error as Error | null)?.stack);
  return stack.includes(OWN_FILES) && !stack.includes(DOOR);
}
