import { createHash, randomUUID } from "node:crypto";
import { Code } from "../modules/code.ts";
import type { ModuleSource } from "../modules/realm.ts";
import type { Lane } from "../runtime/lane.ts";
import { BY_CREATION_TIME, type Catalog } from "../store/catalog.ts";
import type { Sqlite } from "../store/sqlite.ts";
import { encodeId } from "../values/ids.ts";
import type { JsonObject } from "../values/json.ts";
import { violation } from "../values/validate.ts";
import { type Evaluated, evaluatePush, PushError, type PushRequest } from "./evaluate.ts";

const NO_CODE = { functions: new Map(), schema: { tables: new Map() }, crons: new Map(), httpModule: null };

/** Pushes that were started and not finished; an old one is forgotten when newer ones come. */
const PENDING_PUSHES = 8;

/**
 * The code in force, and how it is replaced. A push is evaluated first (`start`), then put in force in one
 * transaction (`finish`) together with its tables, indexes and crons. It is stored, so a restart needs no push.
 */
export class Deployment {
  private current: Code;
  private modules: readonly ModuleSource[] = [];
  private pushText: string | null = null;
  private readonly pending = new Map<string, { push: PushRequest; evaluated: Evaluated }>();

  constructor(
    private readonly sqlite: Sqlite,
    private readonly catalog: Catalog,
    private readonly lane: Lane,
    private readonly projectRoot: string,
    private readonly env: (name: string) => string | undefined,
    private readonly inForce: (evaluated: Evaluated) => void,
  ) {
    this.current = new Code("", [], NO_CODE, projectRoot);
    sqlite.exec(
      "CREATE TABLE IF NOT EXISTS push(id INTEGER PRIMARY KEY CHECK (id = 1), request TEXT NOT NULL)",
    );
  }

  /** The code of a component. There is only the app so far, and its path is the empty string. */
  readonly codeOf = (component: string): Code => {
    if (component !== "") throw new Error(`Component ${component} does not exist.`);
    return this.current;
  };

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
    const failure = this.check(id);
    if (failure) throw new PushError("SchemaDefinitionError", failure.error);
    await this.finish(id);
  }

  async start(push: PushRequest): Promise<{ id: string; evaluated: Evaluated }> {
    const modules = this.completeModules(push);
    const evaluated = await evaluatePush(push, modules, this.projectRoot, this.env);
    const id = randomUUID();
    this.pending.set(id, { push, evaluated });
    for (const old of [...this.pending.keys()].slice(0, -PENDING_PUSHES)) this.pending.delete(old);
    return { id, evaluated };
  }

  /** Compares the documents that are there with the new schema; returns the first that does not match. */
  check(id: string): { error: string; tableName: string } | null {
    const { evaluated } = this.pendingPush(id);
    for (const [tableName, validator] of evaluated.code.declarations.schema.tables) {
      const tablet = this.catalog.find("", tableName);
      if (!tablet || !validator) continue;
      for (const { id: internalId, document } of this.catalog.documents(tablet)) {
        const { _id, _creationTime, ...fields } = document;
        const reason = violation(validator, fields as JsonObject, (text) => this.catalog.tableOfId("", text));
        if (reason)
          return {
            tableName,
            error: `Document with ID "${encodeId(tablet.number, internalId)}" in table "${tableName}" does not match the schema: ${reason}`,
          };
      }
    }
    return null;
  }

  /** Puts a started push in force and returns which modules came and went. */
  async finish(id: string): Promise<{ added: string[]; removed: string[] }> {
    const { push, evaluated } = this.pendingPush(id);
    const before = new Set(this.modules.map((module) => module.path));
    await this.lane.writing(async () => {
      // What was written since `check` must match too; nothing can be written between here and the commit.
      const failure = this.check(id);
      if (failure) throw new PushError("SchemaDefinitionError", failure.error);
      this.applyTables(evaluated);
      const complete: PushRequest = {
        ...push,
        appDefinition: {
          ...push.appDefinition,
          changedModules: [...evaluated.modules],
          unchangedModuleHashes: [],
        },
      };
      this.pushText = JSON.stringify(complete);
      this.sqlite.prepare("INSERT OR REPLACE INTO push(id, request) VALUES (1, ?)").run(this.pushText);
      this.inForce(evaluated);
      this.current = evaluated.code;
      this.modules = evaluated.modules;
    });
    this.pending.delete(id);
    const after = new Set(evaluated.modules.map((module) => module.path));
    return {
      added: [...after].filter((path) => !before.has(path)),
      removed: [...before].filter((path) => !after.has(path)),
    };
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

  private applyTables({ indexes }: Evaluated): void {
    for (const [table, specs] of indexes) {
      const tablet = this.catalog.find("", table) ?? this.catalog.create("", table);
      const wanted = new Map(specs.map((spec) => [spec.name, spec]));
      for (const index of [...tablet.indexes.values()]) {
        if (index.name === BY_CREATION_TIME) continue;
        const spec = wanted.get(index.name);
        const same = spec && spec.fields.join() === index.fields.map((field) => field.join(".")).join();
        if (same) wanted.delete(index.name);
        else this.catalog.removeIndex(tablet, index.name);
      }
      for (const spec of wanted.values()) this.catalog.addIndex(tablet, spec);
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
