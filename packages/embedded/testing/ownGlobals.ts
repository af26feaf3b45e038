import { AsyncLocalStorage } from "node:async_hooks";

/** Globals that a call may see another value of, or assign, without anybody else noticing. */
const NAMES = [
  "Convex",
  "Date",
  "Math",
  "console",
  "process",
  "crypto",
  "Crypto",
  "CryptoKey",
  "SubtleCrypto",
  "performance",
  "fetch",
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "setImmediate",
  "clearImmediate",
];

const current = new AsyncLocalStorage<Globals | undefined>();

export type Globals = Record<string, unknown>;
/** The call that is running, or `undefined` outside of calls. */
export const globalsOfCall = (): Globals | undefined => current.getStore();

/** What an intercepted global reads as while it is looked for. */
const PROBE = Symbol("intercepted");
const PROBES: Globals = Object.fromEntries(NAMES.map((name) => [name, PROBE]));

/**
 * Runs work that sees `globals` in place of the test's. What it assigns to one of the names above lands there, too:
 * published components replace `Date` and `Math` while they run. Deleting a global still concerns everybody.
 */
export function withGlobals<T>(globals: Globals, work: () => T): T {
  // A test may have stubbed one since the last call, which takes the place of the accessor.
  const missing = current.run(PROBES, () => NAMES.filter((name) => Reflect.get(globalThis, name) !== PROBE));
  for (const name of missing) intercept(name);
  return current.run(globals, work);
}

/** Runs work of the runtime itself, on behalf of a call, with the test's globals. */
export function withoutGlobals<T>(work: () => T): T {
  return current.run(undefined, work);
}

/** Puts an accessor in place of a global; outside of calls it reads and writes what was there before. */
function intercept(name: string): void {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  if (before?.configurable === false) return;
  let value: unknown = before?.get ? undefined : Reflect.get(globalThis, name);
  const get = (): unknown => {
    const globals = current.getStore();
    if (globals && name in globals) return globals[name];
    return before?.get ? before.get.call(globalThis) : value;
  };
  const set = (next: unknown): void => {
    const globals = current.getStore();
    if (globals) globals[name] = next;
    else if (before?.set) before.set.call(globalThis, next);
    else value = next;
  };
  Object.defineProperty(globalThis, name, {
    get,
    set,
    configurable: true,
    enumerable: before?.enumerable ?? false,
  });
}
