import { createHash, randomUUID } from "node:crypto";
import { evaluateAuthConfig } from "../auth/config.ts";
import type { AuthInfo } from "../auth/providers.ts";
import { Code } from "../modules/code.ts";
import type { ModuleSource } from "../modules/realm.ts";
import type { Lane } from "../runtime/lane.ts";
import type { SearchIndexes } from "../search/indexes.ts";
import { BY_CREATION_TIME, type Catalog } from "../store/catalog.ts";
import type { Sqlite } from "../store/sqlite.ts";
import { encodeId } from "../values/ids.ts";
import { type ValidatorJson, violation } from "../values/validate.ts";
import type { ComponentInstance } from "./definitions.ts";
import { type Evaluated, type EvaluatedDefinition, evaluatePush } from "./evaluate.ts";
import { PushError, type PushRequest } from "./pushRequest.ts";

/** The first document that a new schema does not allow. */
export interface SchemaFailure {
  error: string;
  componentPath: string;
  tableName: string;
}

/** What happens around a push: inside its transaction, and after its commit. */
export interface DeploymentHooks {
  inForce(evaluated: Evaluated): void;
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
    this.codes = new Map([["", new Code("", [], NO_CODE, projectRoot)]]);
    sqlite.exec(
      "CREATE TABLE IF NOT EXISTS push(id INTEGER PRIMARY KEY CHECK (id = 1), request TEXT NOT NULL)",
    );
  }

  /** The code of a component; the app's path is the empty string. Throws for a component that is not mounted. */
  readonly codeOf = (component: string): Code => {
    const code = this.codes.get(component);
    if (!code) throw new Error(`Component ${JSON.stringify(component)} does not exist.`);
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

  /** Compares the documents that are there with the new schemas; returns the first that does not match. */
  async check(id: string): Promise<SchemaFailure | null> {
    const { evaluated } = this.pendingPush(id);
    return this.hooks.patiently(async () => this.findFailure(evaluated));
  }

  /** Puts a started push in force and returns which modules came and went. */
  async finish(id: string): Promise<{ added: string[]; removed: string[] }> {
    const { push, evaluated } = this.pendingPush(id);
    const before = new Set(this.modules.map((module) => module.path));
    const putInForce = async () => {
      // What was written since `check` must match too; nothing can be written between here and the commit.
      const failure = this.findFailure(evaluated);
      if (failure) throw new PushError("SchemaDefinitionError", failure.error);
      for (const { path, definitionPath } of evaluated.components.values())
        this.applyTables(path, evaluated.definitions.get(definitionPath)!);
      const app = evaluated.definitions.get("")!;
      const complete: PushRequest = {
        ...push,
        appDefinition: { ...push.appDefinition, changedModules: [...app.modules], unchangedModuleHashes: [] },
      };
      this.sqlite
        .prepare("INSERT OR REPLACE INTO push(id, request) VALUES (1, ?)")
        .run(JSON.stringify(complete));
      this.hooks.inForce(evaluated);
      this.components = evaluated.components;
      this.codes = new Map(
        [...evaluated.components.values()].map(({ path, definitionPath }) => [
          path,
          evaluated.definitions.get(definitionPath)!.code,
        ]),
      );
      this.modules = app.modules;
    };
    await this.hooks.patiently(() => this.lane.writing(putInForce));
    this.hooks.committed();
    this.pending.delete(id);
    const after = new Set(this.modules.map((module) => module.path));
    return {
      added: [...after].filter((path) => !before.has(path)),
      removed: [...before].filter((path) => !after.has(path)),
    };
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

  private findFailure({ components, definitions }: Evaluated): SchemaFailure | null {
    for (const { path, definitionPath } of components.values()) {
      const { tables } = definitions.get(definitionPath)!.code.declarations.schema;
      for (const [tableName, validator] of tables) {
        const error = validator && this.firstViolation(path, tableName, validator);
        if (error) return { error, componentPath: path, tableName };
      }
    }
    return null;
  }

  private firstViolation(component: string, table: string, validator: ValidatorJson): string | null {
    const tablet = this.catalog.find(component, table);
    if (!tablet) return null;
    const tableOfId = (id: string) => this.catalog.tableOfId(component, id);
    for (const { id, document } of this.catalog.documents(tablet)) {
      const { _id, _creationTime, ...fields } = document;
      const reason = violation(validator, fields, tableOfId);
      if (reason)
        return `Document with ID "${encodeId(tablet.number, id)}" in table "${table}" does not match the schema: ${reason}`;
    }
    return null;
  }

  private applyTables(component: string, { indexes, searchIndexes }: EvaluatedDefinition): void {
    for (const [table, specs] of indexes) {
      const tablet = this.catalog.find(component, table) ?? this.catalog.create(component, table);
      const wanted = new Map(specs.map((spec) => [spec.name, spec]));
      for (const index of [...tablet.indexes.values()]) {
        if (index.name === BY_CREATION_TIME) continue;
        const spec = wanted.get(index.name);
        const same = spec && spec.fields.join() === index.fields.map((field) => field.join(".")).join();
        if (same) wanted.delete(index.name);
        else this.catalog.removeIndex(tablet, index.name);
      }
      for (const spec of wanted.values()) this.catalog.addIndex(tablet, spec);
      this.searchIndexes.apply(tablet, searchIndexes.get(table) ?? []);
    }
  }
}

/** The CLI's hash of a module: SHA-256 over its source and source map. */
function hashOf(module: ModuleSource): string {
  return createHash("sha256")
    .update(module.source)
    .update(module.sourceMap ?? "")
    .digest("hex");
}
