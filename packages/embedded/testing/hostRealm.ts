import type { ModuleRealm, RealmHost } from "../src/modules/realm.ts";
import { actionGlobals } from "../src/modules/sharedGlobals.ts";
import { describeThrown } from "../src/runtime/errors.ts";
import type { HostModules } from "./hostModules.ts";
import { type Globals, globalsOfCall, withGlobals, withoutGlobals } from "./ownGlobals.ts";

/** What must have happened before an operation is carried out; nothing, most of the time. */
export type Prepare = (op: string, args: string) => Promise<void> | undefined;

/** Calls that run as transactions, by their globals. */
const transactions = new WeakSet<Globals>();

/** Whether this is asked by a query or mutation, or what it has called. */
export function insideTransaction(): boolean {
  const globals = globalsOfCall();
  return globals !== undefined && transactions.has(globals);
}

/**
 * The test's own realm. Modules and their state are shared by all calls, and by the test; the global `Convex` and
 * those that transactions may not use are each call's own.
 */
export class HostRealm implements ModuleRealm {
  private readonly convex: Globals;

  constructor(
    private readonly modules: HostModules,
    private readonly host: RealmHost,
    prepare: Prepare,
  ) {
    // What the runtime does for a call is none of the call's doing: it has the test's clock and timers.
    this.convex = {
      syscall: (op: string, args: string) => withoutGlobals(() => host.syscall(op, args)),
      jsSyscall: (op: string, args: Globals) => withoutGlobals(() => host.jsSyscall(op, args)),
      asyncSyscall: (op: string, args: string) =>
        withoutGlobals(async () => {
          const prepared = prepare(op, args);
          if (prepared) await prepared;
          return host.asyncSyscall(op, args);
        }),
    };
  }

  load(path: string): Promise<Record<string, unknown>> {
    return this.modules.load(path);
  }

  exportsOf(path: string): Record<string, unknown> | undefined {
    return this.modules.exportsOf(path);
  }

  async run<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await withGlobals(this.globals(), call);
    } catch (thrown) {
      const described = describeThrown(thrown, () => "");
      // Whoever called from the test gets what was thrown, with the stack that leads there.
      if (described !== thrown) described.cause = thrown;
      throw described;
    }
  }

  /** Actions have the globals of the test; in transactions what could make two runs differ stands still or throws. */
  private globals(): Globals {
    const { convex: Convex } = this;
    const { shared } = this.host;
    if (shared === actionGlobals) return { Convex };
    const refused = ["fetch", "setTimeout", "setInterval", "setImmediate", "clearTimeout", "clearInterval"];
    const globals = {
      Convex,
      ...Object.fromEntries(refused.map((name) => [name, shared[name]])),
      Date: this.frozenDate(),
      crypto: withoutThreads(shared.crypto as Crypto),
    };
    transactions.add(globals);
    return globals;
  }

  private frozenDate(): DateConstructor {
    const now = () => withoutGlobals(() => this.host.now());
    return new Proxy(Date, {
      apply: (date) => new date(now()).toString(),
      construct: (date, args, target) => Reflect.construct(date, args.length === 0 ? [now()] : args, target),
      get: (date, name) => (name === "now" ? now : Reflect.get(date, name)),
    });
  }
}

type Crypto = typeof globalThis.crypto;

/**
 * The test's crypto, which it may have mocked, with hashes that are there at once. It gives random bytes, though a
 * deployment does not: a library that asks for them only where it can get them has looked when it was loaded.
 */
function withoutThreads({ subtle }: Crypto): Crypto {
  return new Proxy(crypto, {
    get(real, name) {
      if (name === "subtle") return subtle;
      const value: unknown = Reflect.get(real, name);
      return typeof value === "function" ? value.bind(real) : value;
    },
  });
}
