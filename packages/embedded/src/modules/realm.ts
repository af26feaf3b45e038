import { readFileSync } from "node:fs";
import vm from "node:vm";

/** One file of user code as the Convex CLI bundles it. */
export interface ModuleSource {
  /** Relative to the functions folder, e.g. `chat/messages.js` or `_deps/ABC.js`. */
  readonly path: string;
  readonly source: string;
  readonly sourceMap?: string | undefined;
  readonly environment: "isolate" | "node";
}

/** What user code reaches outside of its context. All of it refers to the call that is running now. */
export interface RealmHost {
  syscall(op: string, args: string): string;
  asyncSyscall(op: string, args: string): string | Promise<string>;
  jsSyscall(op: string, args: Record<string, unknown>): unknown;
  now(): number;
  random(): number;
  log(level: string, args: unknown[]): void;
  time(label: string): void;
  timeLog(label: string): void;
  env(name: string): string | undefined;
  /** Host objects put on the global object as they are. */
  shared: Record<string, unknown>;
}

const install = new vm.Script(readFileSync(new URL("./realmGlobals.js", import.meta.url), "utf8"), {
  filename: "realmGlobals.js",
});

/** User modules import each other by relative path; anything else is a package of the host (Node only). */
export type ImportPackage = (specifier: string) => Promise<Record<string, unknown>>;

/** Where the modules of one component run. What they call of the global `Convex` arrives at the realm's host. */
export interface ModuleRealm {
  /** Evaluates a module and everything it imports, once, and returns its exports. */
  load(path: string): Promise<Record<string, unknown>>;
  /** The exports of a module that `load` has evaluated before. */
  exportsOf(path: string): Record<string, unknown> | undefined;
  /** Calls a function of these modules; whatever they export is called through here. */
  run<T>(call: () => Promise<T>): Promise<T>;
}

/**
 * A V8 context with the modules of one component in it. Globals and module state belong to this realm alone.
 * Realms are no security border: they keep apart what must not leak by accident, not what is hostile.
 */
export class Realm implements ModuleRealm {
  private readonly context: vm.Context;
  private readonly sources: Map<string, ModuleSource>;
  private readonly modules = new Map<string, vm.Module>();
  /** Exports of what has been evaluated: asking a module for them takes many times longer. */
  private readonly evaluated = new Map<string, Record<string, unknown>>();
  /** Modules are linked one after another: two that are loaded at once may import a third. */
  private linking: Promise<unknown> = Promise.resolve();

  constructor(
    modules: readonly ModuleSource[],
    host: RealmHost,
    private readonly importPackage: ImportPackage,
    /** Modules without source, by path, that stand for something the deployment knows. */
    private readonly synthetic: ReadonlyMap<string, Record<string, unknown>> = new Map(),
  ) {
    // Without the sandbox object a global look-up costs what it costs in the main context; with it, 200 times more.
    this.context = vm.createContext(vm.constants.DONT_CONTEXTIFY);
    install.runInContext(this.context)(host);
    this.sources = new Map(modules.map((module) => [module.path, module]));
  }

  async load(path: string): Promise<Record<string, unknown>> {
    const module = this.find(path);
    await this.link(module);
    await module.evaluate();
    const exports = module.namespace as Record<string, unknown>;
    this.evaluated.set(path, exports);
    return exports;
  }

  /** The context has a global `Convex` of its own, so there is nothing to set up for a call. */
  run<T>(call: () => Promise<T>): Promise<T> {
    return call();
  }

  exportsOf(path: string): Record<string, unknown> | undefined {
    return this.evaluated.get(path);
  }

  private link(module: vm.Module): Promise<void> {
    const linked = this.linking.then(async () => {
      if (module.status === "unlinked")
        await module.link((specifier, referrer) => this.resolve(specifier, referrer.identifier));
    });
    this.linking = linked.catch(() => {});
    return linked;
  }

  private find(path: string): vm.Module {
    const known = this.modules.get(path);
    if (known) return known;
    const exports = this.synthetic.get(path);
    if (exports) return this.wrap(path, exports);
    const source = this.sources.get(path);
    if (!source) throw new Error(`Could not find module ${path}`);
    const module = new vm.SourceTextModule(source.source, {
      identifier: path,
      context: this.context,
      importModuleDynamically: async (specifier: string) => {
        const imported = await this.resolve(specifier, path);
        await this.link(imported);
        await imported.evaluate();
        return imported;
      },
    });
    this.modules.set(path, module);
    return module;
  }

  private async resolve(specifier: string, referrer: string): Promise<vm.Module> {
    if (specifier.startsWith("./") || specifier.startsWith("../"))
      return this.find(new URL(specifier, `file:///${referrer}`).pathname.slice(1));
    const known = this.modules.get(specifier);
    if (known) return known;
    if (this.sources.get(referrer)?.environment !== "node")
      throw new Error(
        `Could not resolve "${specifier}" imported by ${referrer}: only "use node" modules can import packages of Node.js.`,
      );
    return this.wrap(specifier, await this.importPackage(specifier));
  }

  private wrap(identifier: string, exports: Record<string, unknown>): vm.Module {
    // Two modules may have asked for it at once. One that is linked and in no list would be collected before it is
    // evaluated, and take the process along.
    const known = this.modules.get(identifier);
    if (known) return known;
    const module = new vm.SyntheticModule(
      Object.keys(exports),
      () => {
        for (const [name, value] of Object.entries(exports)) module.setExport(name, value);
      },
      { identifier, context: this.context },
    );
    this.modules.set(identifier, module);
    return module;
  }
}
