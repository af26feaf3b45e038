import { evaluateAuthConfig } from "../auth/config.ts";
import type { AuthInfo } from "../auth/providers.ts";
import { Code, type Declarations, importFrom } from "../modules/code.ts";
import { type ModuleSource, Realm } from "../modules/realm.ts";
import { actionGlobals, nodeGlobals } from "../modules/sharedGlobals.ts";
import { StackMapper } from "../modules/stack.ts";
import { describeThrown } from "../runtime/errors.ts";
import type { FunctionInfo } from "../runtime/functions.ts";
import { type AnalyzedModule, analysisHost, analyze } from "./analyze.ts";
import { type DefinitionJson, evaluateDefinitions, instantiate } from "./definitions.ts";
import { indexesOf } from "./indexes.ts";
import { PushError, type PushRequest } from "./pushRequest.ts";
import { type EvaluatedSchema, enforcedValidators, type SchemaJson, type SchemaTree } from "./schemas.ts";

/** The evaluated code of one definition; all components made from it share this. */
export interface EvaluatedDefinition extends EvaluatedSchema {
  readonly definition: DefinitionJson;
  readonly modules: readonly ModuleSource[];
  readonly code: Code;
  readonly analysis: Record<string, AnalyzedModule>;
}

/** A push that has been evaluated and not yet put in force. */
export interface Evaluated extends SchemaTree {
  /** By definition path; the app's is `""`. */
  readonly definitions: ReadonlyMap<string, EvaluatedDefinition>;
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
  for (const { path, schema, modules, variables } of definitionsOf(push, described, appModules, env)) {
    const definition = described.get(path)!;
    const evaluated = await evaluateSchema(schema, projectRoot, variables);
    definitions.set(
      path,
      await evaluateDefinition(path, definition, modules, evaluated, projectRoot, variables),
    );
  }
  const auth = await evaluateAuthConfig(appModules, projectRoot, env);
  return { definitions, components: instantiate(described), auth };
}

/** Evaluates the schemas of a push and nothing else. */
export async function evaluateSchemas(push: PushRequest, projectRoot: string, env: Env): Promise<SchemaTree> {
  const described = await evaluateDefinitions(push, projectRoot, env);
  const definitions = new Map<string, EvaluatedSchema>();
  for (const { path, schema, variables } of definitionsOf(push, described, [], env))
    definitions.set(path, await evaluateSchema(schema, projectRoot, variables));
  return { definitions, components: instantiate(described) };
}

/** The app, and then every component definition that something is made from. */
function definitionsOf(
  push: PushRequest,
  described: ReadonlyMap<string, DefinitionJson>,
  appModules: readonly ModuleSource[],
  env: Env,
) {
  const components = push.componentDefinitions
    .filter(({ definitionPath }) => described.has(definitionPath))
    .map(({ definitionPath: path, functions: modules, schema }) => {
      const variables: Env = () => undefined;
      return { path, modules, schema, variables };
    });
  const { schema } = push.appDefinition;
  return [{ path: "", modules: appModules, schema, variables: env }, ...components];
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
  evaluated: EvaluatedSchema,
  projectRoot: string,
  env: Env,
): Promise<EvaluatedDefinition> {
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
    schema: { tables: enforcedValidators(evaluated.schema) },
  };
  return {
    definition,
    modules,
    code: new Code(path, modules, declarations, projectRoot),
    ...evaluated,
    analysis,
  };
}

async function evaluateSchema(
  module: ModuleSource | null,
  projectRoot: string,
  env: Env,
): Promise<EvaluatedSchema> {
  if (!module) return { schema: null, indexes: new Map() };
  const realm = new Realm([module], analysisHost(env, actionGlobals), importFrom(projectRoot));
  const exports = await realm.load(module.path);
  const definition = exports.default as { export(): string } | undefined;
  if (!definition?.export)
    throw new PushError("InvalidSchema", "schema.ts must have a default export made with defineSchema().");
  const schema = JSON.parse(definition.export()) as SchemaJson;
  return { schema, indexes: indexesOf(schema) };
}
