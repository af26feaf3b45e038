import { analyze } from "../src/deploy/analyze.ts";
import type { FunctionInfo } from "../src/runtime/functions.ts";

/** What `import.meta.glob` gives: files relative to the caller, and how to import each. */
export type Glob = Record<string, () => Promise<unknown>>;

type Exports = Record<string, unknown>;

/** The modules of one component, in the test's own realm. Each is imported when something of it is called first. */
export class HostModules {
  /** The functions of all modules loaded so far, by `module:function`. */
  readonly functions = new Map<string, FunctionInfo>();
  private readonly importers = new Map<string, () => Promise<unknown>>();
  private readonly loaded = new Map<string, Exports>();

  /** Throws when the glob leaves out `_generated`, which is how the root of the functions folder is found. */
  constructor(glob: Glob) {
    const root = rootOf(Object.keys(glob));
    for (const [file, importer] of Object.entries(glob))
      if (file.startsWith(root))
        this.importers.set(`${file.slice(root.length).replace(/\.[^.]+$/, "")}.js`, importer);
  }

  has(path: string): boolean {
    return this.importers.has(path);
  }

  exportsOf(path: string): Exports | undefined {
    return this.loaded.get(path);
  }

  /** Imports the module of a function, so that it is among `functions` if it exists; at once when it has been. */
  learn(functionPath: string): Promise<void> | undefined {
    const path = `${functionPath.slice(0, functionPath.lastIndexOf(":"))}.js`;
    if (this.loaded.has(path) || !this.has(path)) return undefined;
    return this.load(path).then(() => {});
  }

  async load(path: string): Promise<Exports> {
    const known = this.loaded.get(path);
    if (known) return known;
    const importer = this.importers.get(path);
    if (!importer) throw new Error(`Could not find module ${path} among those given to convexTest.`);
    const exports = (await importer()) as Exports;
    this.add(path, exports);
    return exports;
  }

  add(path: string, exports: Exports): void {
    analyze({ path, source: "", environment: "isolate" }, exports, this.functions);
    this.loaded.set(path, exports);
  }
}

function rootOf(files: string[]): string {
  const generated = files.find((file) => file.includes("_generated"));
  if (generated === undefined)
    throw new Error(
      'The modules given to convexTest must include those of "_generated", e.g. import.meta.glob("./**/*.*s").',
    );
  return generated.slice(0, generated.indexOf("_generated"));
}
