import { createHash, randomUUID } from "node:crypto";
import { evaluateAuthConfig } from "../auth/config.ts";
import type { AuthInfo } from "../auth/providers.ts";
import { Code } from "../modules/code.ts";
import type { ModuleSource } from "../modules/realm.ts";
import { FunctionError } from "../runtime/errors.ts";
import type { Lane } from "../runtime/lane.ts";
import type { SearchIndexes } from "../search/indexes.ts";
import type { Catalog } from "../store/catalog.ts";
import type { Sqlite } from "../store/sqlite.ts";
import type { Transaction } from "../store/transaction.ts";
import type { ComponentInstance } from "./definitions.ts";
import { type Evaluated, evaluatePush, evaluateSchemas } from "./evaluate.ts";
import { applyIndexes, type IndexChange, indexChanges } from "./indexes.ts";
import { Preparation } from "./preparation.ts";
import { PushError, type PushRequest } from "./pushRequest.ts";
import { type SchemaFailure, Schemas } from "./schemas.ts";

export type ComponentChange = "create" | "modify" | "unmount" | "remount";

/** What a push that was put in force has changed: the app's modules, and which components there are. */
export interface PushDiff {
  readonly modules: { readonly added: string[]; readonly removed: string[] };
  readonly components: ReadonlyMap<string, ComponentChange>;
}

/** What happens around a push: inside its transaction, and after its commit. */
export interface DeploymentHooks {
  /** Answers how the memory goes back when the push is not committed after all. */
  inForce(evaluated: Evaluated): () => void;
  committed(): void;
  /** Runs work that may take long without yielding: evaluating code, reading whole tables, filling indexes. */
  patiently<T>(work: () => Promise<T>): Promise<T>;
}

const NO_CODE = {
  functions: new Map(),
  schema: { tables: new Map() },
  crons: new Map(),
  httpModule: null,
  httpRoutes: [],
};

/** Variables that every component sees. */
const BUILT_IN = ["CONVEX_CLOUD_URL", "CONVEX_SITE_URL"];

/** Pushes that were started and not finished; an old one is forgotten when newer ones come. */
const PENDING_PUSHES = 8;

/**
 * The code in force, and how it is replaced. A push is evaluated first (`start`), then put in force in one
 * transaction (`finish`) together with its tables, indexes and crons. It is stored, so a restart needs no push.
 */
export class Deployment {
  private codes: ReadonlyMap<string, Code> = new Map();
  private components: ReadonlyMap<string, ComponentInstance> = new Map();
  private modules: readonly ModuleSource[] = [];
  private readonly schemas: Schemas;
  /** The end of the pushes that are being put in force: one after the other. */
  private finishing: Promise<unknown> = Promise.resolve();
  private readonly pending = new Map<string, { push: PushRequest; evaluated: Evaluated }>();

  constructor(
    private readonly sqlite: Sqlite,
    private readonly catalog: Catalog,
    private readonly lane: Lane,
    private readonly projectRoot: string,
    private readonly env: (name: string) => string | undefined,
    private readonly hooks: DeploymentHooks,
    private readonly searchIndexes: SearchIndexes,
  ) {
    this.schemas = new Schemas(sqlite, catalog);
    this.codes = new Map([["", new Code("", [], NO_CODE, projectRoot)]]);
    sqlite.exec(
      "CREATE TABLE IF NOT EXISTS push(id INTEGER PRIMARY KEY CHECK (id = 1), request TEXT NOT NULL)",
    );
  }

  /** The code of a component; the app's path is the empty string. Throws for a component that is not mounted. */
  readonly codeOf = (component: string): Code => {
    const code = this.codes.get(component);
    if (!code) throw new FunctionError(`Component ${JSON.stringify(component)} does not exist.`);
    return code;
  };

  /** An environment variable as the functions of a component see it: only what its parent hands down. */
  readonly envOf = (component: string, name: string): string | undefined => {
    if (component === "" || BUILT_IN.includes(name)) return this.env(name);
    const binding = this.components.get(component)?.env.get(name);
    if (!binding) return undefined;
    if (binding.type === "value") return binding.value;
    return this.envOf(component.slice(0, Math.max(0, component.lastIndexOf("/"))), binding.name);
  };

  instance(component: string): ComponentInstance | undefined {
    return this.components.get(component);
  }

  /** Paths of all components in force, the app's `""` first. */
  get componentPaths(): string[] {
    return [...this.codes.keys()];
  }

  /** Puts the last push back in force after a restart. */
  async restore(): Promise<boolean> {
    const row = this.sqlite.prepare("SELECT request FROM push").get();
    if (!row) return false;
    await this.deploy(JSON.parse(row.request) as PushRequest);
    return true;
  }

  /** Evaluates a push and puts it in force, as `start`, `check` and `finish` do one by one. */
  async deploy(push: PushRequest): Promise<void> {
    const { id } = await this.start(push);
    const failure = await this.check(id);
    if (failure) throw new PushError("SchemaDefinitionError", failure.error);
    await this.finish(id);
  }

  async start(push: PushRequest): Promise<{ id: string; evaluated: Evaluated }> {
    const modules = this.completeModules(push);
    const evaluated = await this.hooks.patiently(() =>
      evaluatePush(push, modules, this.projectRoot, this.env),
    );
    const id = randomUUID();
    this.pending.set(id, { push, evaluated });
    for (const old of [...this.pending.keys()].slice(0, -PENDING_PUSHES)) this.pending.delete(old);
    return { id, evaluated };
  }

  /** What putting a started push in force would do to the indexes, by component. */
  indexChanges(id: string): Map<string, IndexChange[]> {
    const { components, definitions } = this.pendingPush(id).evaluated;
    const changes = [...components.values()].map(
      ({ path, definitionPath }) =>
        [path, indexChanges(this.catalog, path, definitions.get(definitionPath)!.indexes)] as const,
    );
    return new Map(changes);
  }

  /** What a push would do to tables and indexes, for the checks that the CLI makes before it. */
  async predict(push: PushRequest) {
    const tree = await evaluateSchemas(push, this.projectRoot, this.env);
    const present = new Set(this.componentPaths.map((path) => this.instance(path)?.definitionPath ?? ""));
    const predictions = await this.hooks.patiently(() =>
      this.lane.reading(async () => this.schemas.predict(tree)),
    );
    return {
      componentSchemaEvaluations: predictions,
      newComponentDefinitions: [...tree.definitions.keys()].filter((path) => !present.has(path)),
    };
  }

  /** Compares the documents that are there with the new schemas; returns the first that does not match. */
  async check(id: string): Promise<SchemaFailure | null> {
    const { evaluated } = this.pendingPush(id);
    return this.hooks.patiently(async () => this.schemas.firstFailure(evaluated));
  }

  /** Puts a started push in force and returns what came and went. */
  finish(id: string): Promise<PushDiff> {
    const finished = this.finishing.then(() => this.finishNow(id));
    this.finishing = finished.catch(() => {});
    return finished;
  }

  private async finishNow(id: string): Promise<PushDiff> {
    const { push, evaluated } = this.pendingPush(id);
    const preparation = new Preparation(this.catalog, this.lane);
    try {
      await preparation.run(evaluated);
      return await this.finishPrepared(id, push, evaluated, preparation);
    } finally {
      // If that fails, too, the next start removes what is left.
      await preparation.end().catch(() => {});
    }
  }

  private async finishPrepared(
    id: string,
    push: PushRequest,
    evaluated: Evaluated,
    preparation: Preparation,
  ): Promise<PushDiff> {
    const before = this.modules.map((module) => module.path);
    const components = this.componentChanges(evaluated);
    const { modules } = evaluated.definitions.get("")!;
    const complete: PushRequest = {
      ...push,
      appDefinition: { ...push.appDefinition, changedModules: [...modules], unchangedModuleHashes: [] },
    };
    const store = () =>
      this.sqlite
        .prepare("INSERT OR REPLACE INTO push(id, request) VALUES (1, ?)")
        .run(JSON.stringify(complete));
    await this.putInForce(evaluated, store, preparation);
    this.pending.delete(id);
    const after = this.modules.map((module) => module.path);
    return {
      modules: {
        added: after.filter((path) => !before.includes(path)),
        removed: before.filter((path) => !after.includes(path)),
      },
      components,
    };
  }

  /** Puts in force what no push has brought. It is not stored: a restart knows the last push only. */
  async adopt(evaluated: Evaluated): Promise<void> {
    await this.putInForce(evaluated, () => {});
  }

  private async putInForce(
    evaluated: Evaluated,
    store: () => void,
    preparation?: Preparation,
  ): Promise<void> {
    const work = async (tx: Transaction) => {
      tx.onUndo(this.mark());
      // What was written since `check` must match too; nothing can be written between here and the commit.
      const failure = this.schemas.firstFailure(evaluated);
      if (failure) throw new PushError("SchemaDefinitionError", failure.error);
      for (const { path, definitionPath } of evaluated.components.values()) {
        const { indexes } = evaluated.definitions.get(definitionPath)!;
        applyIndexes(this.catalog, this.searchIndexes, path, indexes, (tablet, spec) =>
          Boolean(preparation?.takeOver(tx, tablet, spec)),
        );
      }
      this.schemas.enforce(evaluated);
      store();
      tx.onUndo(this.hooks.inForce(evaluated));
      this.components = evaluated.components;
      this.codes = new Map(
        [...evaluated.components.values()].map(({ path, definitionPath }) => [
          path,
          evaluated.definitions.get(definitionPath)!.code,
        ]),
      );
      this.modules = evaluated.definitions.get("")!.modules;
    };
    await this.hooks.patiently(() => this.lane.writing(work));
    this.hooks.committed();
  }

  /** The providers that `auth.config.ts` of the code in force names with other environment variables. */
  evaluateAuth(env: (name: string) => string | undefined): Promise<AuthInfo[]> {
    return evaluateAuthConfig(this.modules, this.projectRoot, env);
  }

  hashes(): { path: string; environment: string; hash: string }[] {
    return this.modules.map((module) => ({
      path: module.path,
      environment: module.environment,
      hash: hashOf(module),
    }));
  }

  /** Components that went and left their tables are mounted again with them. */
  private componentChanges({ components }: Evaluated): Map<string, ComponentChange> {
    const mounted = this.componentPaths;
    const stored = this.catalog.components();
    const changes = new Map<string, ComponentChange>();
    for (const path of components.keys())
      changes.set(path, mounted.includes(path) ? "modify" : stored.includes(path) ? "remount" : "create");
    for (const path of mounted) if (!components.has(path)) changes.set(path, "unmount");
    return changes;
  }

  private pendingPush(id: string) {
    const pending = this.pending.get(id);
    if (!pending)
      throw new PushError("RaceDetected", "This push is no longer pending: another push has replaced it.");
    return pending;
  }

  /** The CLI sends only what changed since the last push; the rest is here. */
  private completeModules(push: PushRequest): ModuleSource[] {
    const { changedModules, unchangedModuleHashes } = push.appDefinition;
    const kept = unchangedModuleHashes.map(({ path, environment }) => {
      const known = this.modules.find((module) => module.path === path && module.environment === environment);
      if (!known) throw new PushError("RaceDetected", `Module ${path} is not on this deployment.`);
      return known;
    });
    return [...changedModules, ...kept].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Remembers what is in force; the answer puts the memory back to that. */
  private mark(): () => void {
    const { codes, components, modules } = this;
    const restoreCatalog = this.catalog.mark();
    return () => {
      Object.assign(this, { codes, components, modules });
      restoreCatalog();
    };
  }
}

/** The CLI's hash of a module: SHA-256 over its source and source map. */
function hashOf(module: ModuleSource): string {
  return createHash("sha256")
    .update(module.source)
    .update(module.sourceMap ?? "")
    .digest("hex");
}
