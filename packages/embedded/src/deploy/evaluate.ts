import { Code, type CronSpec, type Declarations, importFrom } from "../modules/code.ts";
import { type ModuleSource, Realm, type RealmHost } from "../modules/realm.ts";
import { actionGlobals, nodeGlobals } from "../modules/sharedGlobals.ts";
import { StackMapper } from "../modules/stack.ts";
import { describeThrown } from "../runtime/errors.ts";
import type { UdfType } from "../runtime/frame.ts";
import type { FunctionInfo } from "../runtime/functions.ts";
import type { IndexSpec } from "../store/catalog.ts";
import type { ValidatorJson } from "../values/validate.ts";

/** The body of `start_push`, as the Convex CLI sends it or writes it with `--write-push-request`. */
export interface PushRequest {
  dryRun?: boolean;
  functions: string;
  appDefinition: {
    definition: ModuleSource | null;
    dependencies: string[];
    schema: ModuleSource | null;
    changedModules: ModuleSource[];
    unchangedModuleHashes: { path: string; environment: string; sha256: string }[];
    udfServerVersion: string;
  };
  componentDefinitions: { definitionPath: string }[];
  nodeDependencies: { name: string; version: string }[];
}

/** A schema as `schema.export()` writes it. */
export interface SchemaJson {
  tables: {
    tableName: string;
    indexes: { indexDescriptor: string; fields: string[] }[];
    searchIndexes?: unknown[] | null;
    vectorIndexes?: unknown[] | null;
    documentType: ValidatorJson | null;
  }[];
  schemaValidation: boolean;
}

/** What analysis says of one module, in the form that the CLI reads. */
interface AnalyzedModule {
  functions: {
    name: string;
    pos: null;
    udfType: "Query" | "Mutation" | "Action";
    visibility: { kind: "public" | "internal" };
    args: string | null;
    returns: string | null;
  }[];
  httpRoutes: { route: { path: string; method: string }; pos: null }[] | null;
  cronSpecs: { identifier: string; spec: CronSpec }[] | null;
  sourceMapped: null;
}

/** A push that has been evaluated and not yet put in force. */
export interface Evaluated {
  readonly modules: readonly ModuleSource[];
  readonly code: Code;
  readonly schema: SchemaJson | null;
  readonly indexes: ReadonlyMap<string, IndexSpec[]>;
  readonly analysis: Record<string, AnalyzedModule>;
}

/** A push that cannot be taken; `message` is printed by the CLI. */
export class PushError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Evaluates a push in realms of its own: reads the schema and finds out what every module exports. Nothing is
 * stored and nothing that runs is touched.
 */
export async function evaluatePush(
  push: PushRequest,
  modules: readonly ModuleSource[],
  projectRoot: string,
  env: (name: string) => string | undefined,
): Promise<Evaluated> {
  if (push.componentDefinitions.length > 0)
    throw new PushError(
      "ComponentsNotSupported",
      "This version of the embedded runtime does not run components.",
    );
  const schema = push.appDefinition.schema
    ? await evaluateSchema(push.appDefinition.schema, projectRoot, env)
    : null;
  const stacks = new StackMapper(modules);
  const realms = {
    isolate: new Realm(modules, analysisHost(env, actionGlobals), importFrom(projectRoot)),
    node: new Realm(modules, analysisHost(env, nodeGlobals), importFrom(projectRoot)),
  };
  const analysis: Record<string, AnalyzedModule> = {};
  const functions = new Map<string, FunctionInfo>();
  for (const module of modules) {
    if (module.path.startsWith("_deps/") || module.path === "auth.config.js") continue;
    try {
      const exports = await realms[module.environment].load(module.path);
      analysis[module.path] = analyze(module, exports, functions);
    } catch (thrown) {
      const { message } = describeThrown(thrown, (stack) => stacks.map(stack));
      throw new PushError(
        "InvalidModules",
        `Hit an error while pushing:\nLoading the pushed modules encountered the following\nerror:\nFailed to analyze ${module.path}: ${message}`,
      );
    }
  }
  const crons = new Map(
    analysis["crons.js"]?.cronSpecs?.map(({ identifier, spec }) => [identifier, spec]) ?? [],
  );
  const declarations: Declarations = {
    functions,
    crons,
    httpModule: analysis["http.js"]?.httpRoutes ? "http.js" : null,
    schema: {
      tables: new Map(
        schema?.tables.map((table) => [table.tableName, schema.schemaValidation ? table.documentType : null]),
      ),
    },
  };
  return {
    modules,
    code: new Code("", modules, declarations, projectRoot),
    schema,
    indexes: indexesOf(schema),
    analysis,
  };
}

async function evaluateSchema(
  module: ModuleSource,
  projectRoot: string,
  env: (name: string) => string | undefined,
): Promise<SchemaJson> {
  const realm = new Realm([module], analysisHost(env, actionGlobals), importFrom(projectRoot));
  const exports = await realm.load(module.path);
  const definition = exports.default as { export(): string } | undefined;
  if (!definition?.export)
    throw new PushError("InvalidSchema", "schema.ts must have a default export made with defineSchema().");
  return JSON.parse(definition.export()) as SchemaJson;
}

function indexesOf(schema: SchemaJson | null): Map<string, IndexSpec[]> {
  const indexes = new Map<string, IndexSpec[]>();
  for (const table of schema?.tables ?? []) {
    if (table.searchIndexes?.length || table.vectorIndexes?.length)
      throw new PushError(
        "IndexNotSupported",
        `Table "${table.tableName}" has a search or vector index, which this version of the embedded runtime does not have.`,
      );
    indexes.set(
      table.tableName,
      table.indexes.map(({ indexDescriptor, fields }) => ({ name: indexDescriptor, fields })),
    );
  }
  return indexes;
}

interface RegisteredFunction {
  isQuery?: boolean;
  isMutation?: boolean;
  isAction?: boolean;
  isPublic?: boolean;
  isInternal?: boolean;
  exportArgs?(): string;
  exportReturns?(): string;
}

function analyze(
  module: ModuleSource,
  exports: Record<string, unknown>,
  functions: Map<string, FunctionInfo>,
): AnalyzedModule {
  const analyzed: AnalyzedModule = { functions: [], httpRoutes: null, cronSpecs: null, sourceMapped: null };
  for (const [name, value] of Object.entries(exports)) {
    const fn = value as RegisteredFunction | null;
    if (typeof value !== "function" && (typeof value !== "object" || value === null)) continue;
    const types = (
      [
        ["query", fn!.isQuery],
        ["mutation", fn!.isMutation],
        ["action", fn!.isAction],
      ] as const
    ).filter(([, is]) => is);
    const [type] = types;
    if (types.length !== 1 || !type || (!fn!.isPublic && !fn!.isInternal)) continue;
    const args = fn!.exportArgs?.() ?? null;
    const returns = fn!.exportReturns?.() ?? null;
    const visibility = fn!.isPublic ? "public" : "internal";
    const path = `${module.path.replace(/\.js$/, "")}:${name}`;
    functions.set(path, {
      path,
      modulePath: module.path,
      exportName: name,
      udfType: type[0],
      visibility,
      environment: module.environment,
      args: parseValidator(args),
      returns: parseValidator(returns),
    });
    analyzed.functions.push({
      name,
      pos: null,
      udfType: capital(type[0]),
      visibility: { kind: visibility },
      args,
      returns,
    });
  }
  const main = exports.default as
    | { isRouter?: boolean; getRoutes?(): [string, string][]; isCrons?: boolean; export?(): string }
    | undefined;
  if (module.path === "http.js") {
    if (!main?.isRouter)
      throw new Error("The default export of http.ts is not a router: export httpRouter().");
    analyzed.httpRoutes = main.getRoutes!().map(([path, method]) => ({ route: { path, method }, pos: null }));
  }
  if (module.path === "crons.js" && main?.isCrons) {
    const crons = JSON.parse(main.export!()) as Record<string, CronSpec>;
    analyzed.cronSpecs = Object.entries(crons).map(([identifier, spec]) => ({ identifier, spec }));
  }
  return analyzed;
}

function capital(type: UdfType): "Query" | "Mutation" | "Action" {
  return type === "query" ? "Query" : type === "mutation" ? "Mutation" : "Action";
}

function parseValidator(text: string | null): ValidatorJson | null {
  const validator = text === null ? null : (JSON.parse(text) as ValidatorJson | null);
  return validator?.type === "any" ? null : validator;
}

/** Loading a module must not call anything: there is no call that could answer. */
function analysisHost(env: (name: string) => string | undefined, shared: Record<string, unknown>): RealmHost {
  const refuse = (): never => {
    throw new Error("Convex functions can't be called while modules are loaded.");
  };
  const ignore = () => {};
  return {
    syscall: refuse,
    asyncSyscall: refuse,
    jsSyscall: refuse,
    now: Date.now,
    random: Math.random,
    log: ignore,
    time: ignore,
    timeLog: ignore,
    env,
    shared,
  };
}
