import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { Schema } from "../runtime/database.ts";
import type { FunctionInfo } from "../runtime/functions.ts";
import { type ModuleRealm, type ModuleSource, Realm, type RealmHost } from "./realm.ts";
import { StackMapper } from "./stack.ts";

/** A cron as `crons.export()` writes it. */
export interface CronSpec {
  name: string;
  args: unknown[];
  schedule: Record<string, unknown> & { type: string };
}

/** What a push has declared for one definition. */
export interface Declarations {
  readonly functions: ReadonlyMap<string, FunctionInfo>;
  readonly schema: Schema;
  readonly crons: ReadonlyMap<string, CronSpec>;
  readonly httpModule: string | null;
  readonly httpRoutes: readonly { path: string; method: string }[];
}

/**
 * The running code of one definition: its declarations, and the realms in which the functions of all components
 * made from it run. Code is never changed; a push makes new code, and actions that still run keep the old alive.
 */
export class Code {
  readonly stacks: StackMapper;
  private readonly realms = new Map<string, Promise<ModuleRealm>>();

  constructor(
    readonly definitionPath: string,
    readonly modules: readonly ModuleSource[],
    readonly declarations: Declarations,
    private readonly projectRoot: string,
  ) {
    this.stacks = new StackMapper(modules);
  }

  /** The realm of that name, made with `host()` on first use. A name stands for one kind of call. */
  realm(name: string, host: () => RealmHost): Promise<ModuleRealm> {
    let realm = this.realms.get(name);
    if (!realm) {
      realm = Promise.resolve(this.open(host()));
      this.realms.set(name, realm);
    }
    return realm;
  }

  /** Leaves the realms whose name passes to whatever still runs in them; the next call gets a new one. */
  discard(which: (name: string) => boolean): void {
    for (const name of this.realms.keys()) if (which(name)) this.realms.delete(name);
  }

  protected open(host: RealmHost): ModuleRealm {
    return new Realm(this.modules, host, importFrom(this.projectRoot));
  }
}

/** Imports packages as the project at `root` would: its dependencies, and what Node.js has built in. */
export function importFrom(root: string): (specifier: string) => Promise<Record<string, unknown>> {
  const require = createRequire(`${root}/package.json`);
  return async (specifier) => {
    const resolved = require.resolve(specifier);
    return (await import(resolved.startsWith("/") ? pathToFileURL(resolved).href : resolved)) as Record<
      string,
      unknown
    >;
  };
}
