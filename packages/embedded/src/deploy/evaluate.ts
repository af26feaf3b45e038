import { evaluateAuthConfig } from "../auth/config.ts";
import type { AuthInfo } from "../auth/providers.ts";
import { Code, type Declarations, importFrom } from "../modules/code.ts";
import { type ModuleSource, Realm } from "../modules/realm.ts";
import { actionGlobals, nodeGlobals } from "../modules/sharedGlobals.ts";
import { StackMapper } from "../modules/stack.ts";
import { describeThrown } from "../runtime/errors.ts";
import type { FunctionInfo } from "../runtime/functions.ts";
import { type DeclaredSearchIndexes, searchIndexesOf } from "../search/declared.ts";
import type { SearchIndexSpec } from "../search/indexes.ts";
import type { IndexSpec } from "../store/catalog.ts";
import type { ValidatorJson } from "../values/validate.ts";
import { type AnalyzedModule, analysisHost, analyze } from "./analyze.ts";
import {
  type ComponentInstance,
  type DefinitionJson,
  evaluateDefinitions,
  instantiate,
} from "./definitions.ts";
import { PushError, type PushRequest } from "./pushRequest.ts";

/** A schema as `schema.export()` writes it. */
export interface SchemaJson {
  tables: (DeclaredSearchIndexes & {
    indexes: { indexDescriptor: string; fields: string[] }[];
    documentType: ValidatorJson | null;
  })[];
  schemaValidation: boolean;
}

/** The evaluated code of one definition; all components made from it share this. */
export interface EvaluatedDefinition {
  readonly definition: DefinitionJson;
  readonly modules: readonly ModuleSource[];
  readonly code: Code;
  readonly schema: SchemaJson | null;
  readonly indexes: ReadonlyMap<string, IndexSpec[]>;
  readonly searchIndexes: ReadonlyMap<string, SearchIndexSpec[]>;
  readonly analysis: Record<string, AnalyzedModule>;
}

/** A push that has been evaluated and not yet put in force. */
export interface Evaluated {
  /** By definition path; the app's is `""`. */
  readonly definitions: ReadonlyMap<string, EvaluatedDefinition>;
  /** By component path, parents before their children. */
  readonly components: ReadonlyMap<string, ComponentInstance>;
  readonly auth: readonly AuthInfo[];
}

type Env = (name: string) => string | undefined;

/**
 * Evaluates a push in realms of its own: reads definitions and schemas and finds out what every module exports.
 * Nothing is stored and nothing that runs is touched.
 */
export async function evaluatePush(
  push: PushRequest,
  appModules: readonly ModuleSource[],
  projectRoot: string,
  env: Env,
): Promise<Evaluated> {
  const described = await evaluateDefinitions(push, projectRoot, env);
  requireVariables(described.get("")!, env);
  const definitions = new Map<string, EvaluatedDefinition>();
  const evaluate = async (
    path: string,
    modules: readonly ModuleSource[],
    schema: ModuleSource | null,
    variables: Env,
  ) => {
    const definition = described.get(path)!;
    definitions.set(
      path,
      await evaluateDefinition(path, definition, modules, schema, projectRoot, variables),
    );
  };
  await evaluate("", appModules, push.appDefinition.schema, env);
  for (const { definitionPath, functions, schema } of push.componentDefinitions)
    if (described.has(definitionPath)) await evaluate(definitionPath, functions, schema, () => undefined);
  const auth = await evaluateAuthConfig(appModules, projectRoot, env);
  return { definitions, components: instantiate(described), auth };
}

/** A variable that the app declares without `v.optional` must be there before its code is. */
function requireVariables({ envVars = [] }: DefinitionJson, env: Env): void {
  const missing = envVars
    .filter(([name, { optional }]) => !optional && env(name) === undefined)
    .map(([name]) => name);
  if (missing.length > 0)
    throw new PushError(
      "MissingEnvironmentVariables",
      `The following environment variables are declared in convex.config.ts and are not set: ${missing.join(", ")}.`,
    );
}

async function evaluateDefinition(
  path: string,
  definition: DefinitionJson,
  modules: readonly ModuleSource[],
  schemaModule: ModuleSource | null,
  projectRoot: string,
  env: Env,
): Promise<EvaluatedDefinition> {
  const schema = schemaModule ? await evaluateSchema(schemaModule, projectRoot, env) : null;
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
  const declarations: Declarations = {
    functions,
    crons: new Map(analysis["crons.js"]?.cronSpecs?.map(({ identifier, spec }) => [identifier, spec]) ?? []),
    httpModule: analysis["http.js"]?.httpRoutes ? "http.js" : null,
    httpRoutes: analysis["http.js"]?.httpRoutes?.map(({ route }) => route) ?? [],
    schema: {
      tables: new Map(
        schema?.tables.map((table) => [table.tableName, schema.schemaValidation ? table.documentType : null]),
      ),
    },
  };
  return {
    definition,
    modules,
    code: new Code(path, modules, declarations, projectRoot),
    schema,
    indexes: indexesOf(schema),
    searchIndexes: new Map(schema?.tables.map((table) => [table.tableName, searchIndexesOf(table)])),
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
    indexes.set(
      table.tableName,
      table.indexes.map(({ indexDescriptor, fields }) => ({ name: indexDescriptor, fields })),
    );
  }
  return indexes;
}
