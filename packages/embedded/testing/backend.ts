import { randomBytes } from "node:crypto";
import type { EvaluatedDefinition } from "../src/deploy/evaluate.ts";
import { Engine } from "../src/engine.ts";
import type { FunctionError } from "../src/runtime/errors.ts";
import type { Caller } from "../src/runtime/frame.ts";
import { type FunctionAddress, resolveAddress, type Target } from "../src/runtime/functions.ts";
import { Sqlite } from "../src/store/sqlite.ts";
import { type AnySchema, evaluateHost } from "./hostCode.ts";
import { type Glob, HostModules } from "./hostModules.ts";
import { InlineFunctions } from "./inlineFunctions.ts";

const CLOUD_URL = "https://some-deployment.convex.cloud";
export const SITE_URL = "https://some-deployment.convex.site";

/** Operations that name a function, whose module must have been loaded before. */
const CALLS = new Set([
  "1.0/runUdf",
  "1.0/schedule",
  "1.0/actions/query",
  "1.0/actions/mutation",
  "1.0/actions/action",
  "1.0/actions/schedule",
]);

/** Who a call from the test comes from. */
export type From = Pick<Caller, "identity" | "ip" | "userAgent">;

/** A deployment in memory, of modules that run in the test's own realm. */
export class TestBackend {
  readonly engine: Engine;
  readonly inline = new InlineFunctions();
  private readonly sqlite = Sqlite.memory();
  private readonly modules = new Map<string, HostModules>();
  private readonly definitions = new Map<string, EvaluatedDefinition>();
  private adopted: Promise<void> | null = null;
  private closed = false;

  constructor(schema: AnySchema | null, glob: Glob) {
    this.engine = new Engine({
      sqlite: this.sqlite,
      dataDir: null,
      projectRoot: "",
      cloudUrl: CLOUD_URL,
      siteUrl: SITE_URL,
      report: () => {},
      jobFailed: (path, error) => this.jobFailed(path, error),
      patiently: (work) => work(),
    });
    const modules = new HostModules(glob);
    modules.add(InlineFunctions.module, this.inline.exports);
    this.add("", schema, modules);
  }

  register(component: string, schema: AnySchema | null, glob: Glob): void {
    this.add(component, schema, new HostModules(glob));
    // The next call puts it in force.
    this.adopted = null;
  }

  /** Resolves when all registered components are in force; whatever reaches the engine waits for it. */
  ready(): Promise<void> {
    this.adopted ??= this.adopt();
    return this.adopted;
  }

  /** Resolves an address as the app's code would, and loads the module that it leads to. */
  async find(address: FunctionAddress): Promise<Target> {
    await this.ready();
    const target = resolveAddress("", address);
    await this.learn(target);
    return target;
  }

  caller({ identity, ip, userAgent }: From): Caller {
    const requestId = randomBytes(8).toString("hex");
    return { identity, ip, userAgent, requestId, scheduledFunctionId: null };
  }

  /** Ends it all: jobs that are not yet due will not run. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.engine.stop();
    this.sqlite.close();
  }

  private add(component: string, schema: AnySchema | null, modules: HostModules): void {
    const prepare = (op: string, args: string) => this.prepare(component, op, args);
    this.definitions.set(component, evaluateHost(component, schema, modules, prepare));
    this.modules.set(component, modules);
  }

  private async adopt(): Promise<void> {
    const components = [...this.definitions.keys()].map((path) => {
      const instance = {
        path,
        definitionPath: path,
        env: new Map(),
        httpMounts: new Map(),
        httpPrefix: null,
      };
      return [path, instance] as const;
    });
    await this.engine.deployment.adopt({
      definitions: new Map(this.definitions),
      components: new Map(components),
      auth: [],
    });
  }

  private prepare(component: string, op: string, args: string): Promise<void> | undefined {
    if (!CALLS.has(op)) return undefined;
    // Results of queries are kept as long as their documents are the same; a test may change more than documents.
    if (op === "1.0/actions/query") this.engine.live.invalidateAll();
    return this.learn(resolveAddress(component, JSON.parse(args) as FunctionAddress));
  }

  private learn({ component, path }: Target): Promise<void> | undefined {
    const modules = this.modules.get(component);
    if (!modules)
      throw new Error(
        `Component ${JSON.stringify(component)} is not registered: call t.registerComponent(${JSON.stringify(component)}, schema, modules).`,
      );
    return modules.learn(path);
  }

  /** Nobody awaits a scheduled function, so what goes wrong in it is told here. */
  private jobFailed(path: string, { cause, message }: FunctionError): void {
    if (!this.closed) console.error(`The scheduled function ${path} failed:`, cause ?? message);
  }
}
