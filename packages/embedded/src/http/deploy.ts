import type { IncomingMessage } from "node:http";
import { authDiff } from "../auth/config.ts";
import { childPath } from "../deploy/definitions.ts";
import type { PushDiff } from "../deploy/deployment.ts";
import type { Evaluated, EvaluatedDefinition } from "../deploy/evaluate.ts";
import { describeChanges, type IndexChange } from "../deploy/indexes.ts";
import { PushError, type PushRequest } from "../deploy/pushRequest.ts";
import { type ApiContext, BODY_LIMIT, type Route } from "./api.ts";
import { HttpError, readJson, sendJson } from "./body.ts";

/** What `start_push` answered comes back in `finish_push`, and our id with it. */
interface StartedPush {
  pushId: string;
}

type DeployHandler = (body: Record<string, unknown>, context: ApiContext) => Promise<unknown>;

/** An admin route whose errors are what the CLI prints. */
function deploy(handler: DeployHandler): Route {
  return async (request: IncomingMessage, response, context) => {
    const body = await readJson<Record<string, unknown>>(request, 2 * BODY_LIMIT);
    context.adminKey.require(request, body);
    try {
      sendJson(response, 200, await handler(body, context));
    } catch (error) {
      if (error instanceof PushError) throw new HttpError(400, error.code, error.message);
      throw error;
    }
  };
}

/** The push, as `npx convex dev` and `npx convex deploy` perform it. */
export const deployRoutes: Record<string, Route> = {
  "POST /api/get_config_hashes": deploy(async (_, { engine }) => ({
    config: { functions: "convex/" },
    moduleHashes: engine.deployment.hashes(),
    udfServerVersion: "1.48.0",
  })),
  "POST /api/deploy2/evaluate_schema": deploy((body, { engine }) =>
    engine.deployment.predict(body as unknown as PushRequest),
  ),
  "POST /api/deploy2/start_push": deploy(async (body, { engine }) => {
    const { id, evaluated } = await engine.deployment.start(body as unknown as PushRequest);
    const answer = describe(evaluated, engine.environment.list(), engine.deployment.indexChanges(id));
    return { ...answer, pushId: id, schemaChange: { ...answer.schemaChange, pushId: id } };
  }),
  "POST /api/deploy2/wait_for_schema": deploy(async (body, { engine }) => {
    const { pushId } = body.schemaChange as StartedPush;
    const failure = await engine.deployment.check(pushId);
    return failure ? { type: "failed", ...failure } : { type: "complete" };
  }),
  "POST /api/deploy2/finish_push": deploy(async (body, { engine }) => {
    const { pushId } = body.startPush as StartedPush;
    const auth = engine.auth.infos;
    const diff: PushDiff | null = body.dryRun === true ? null : await engine.deployment.finish(pushId);
    const none = { added: [], removed: [] };
    const componentDiffs = [...(diff?.components ?? [["", "modify"]])].map(([path, type]) => [
      path,
      {
        diffType: { type },
        moduleDiff: path === "" ? (diff?.modules ?? none) : none,
        udfConfigDiff: null,
        cronDiff: { added: [], updated: [], deleted: [] },
        // The CLI prints those of `start_push`.
        indexDiff: { added_indexes: [], removed_indexes: [] },
        schemaDiff: null,
      },
    ]);
    return {
      authDiff: authDiff(auth, engine.auth.infos),
      definitionDiffs: {},
      componentDiffs: Object.fromEntries(componentDiffs),
    };
  }),
  "POST /api/deploy2/report_push_completed": deploy(async () => null),
};

/** The answer of `start_push`, from which the CLI generates code and prints what will change. */
function describe(
  evaluated: Evaluated,
  variables: { name: string; value: string }[],
  changes: ReadonlyMap<string, readonly IndexChange[]>,
) {
  const { definitions, auth } = evaluated;
  return {
    environmentVariables: Object.fromEntries(variables.map(({ name, value }) => [name, value])),
    externalDepsId: null,
    componentDefinitionPackages: {},
    appAuth: auth,
    analysis: Object.fromEntries(
      [...definitions].map(([path, definition]) => [path, describeDefinition(path, definition)]),
    ),
    app: describeComponent("", evaluated),
    schemaChange: {
      allocatedComponentIds: {},
      schemaIds: {},
      indexDiffs: Object.fromEntries([...changes].map(([path, indexes]) => [path, describeChanges(indexes)])),
    },
  };
}

function describeDefinition(path: string, { definition, schema, analysis }: EvaluatedDefinition) {
  return {
    definition: { ...definition, path, exports: exportsOf(analysis) },
    schema,
    functions: analysis,
    udfConfig: { serverVersion: "1.48.0", importPhaseRngSeed: null, importPhaseUnixTimestamp: null },
  };
}

/** A component and its children, as the CLI prints and types them. */
function describeComponent(path: string, evaluated: Evaluated): Record<string, unknown> {
  const { definitionPath, httpMounts } = evaluated.components.get(path)!;
  const { analysis, definition } = evaluated.definitions.get(definitionPath)!;
  const children = definition.childComponents.map(({ name }) => [
    name,
    describeComponent(childPath(path, name), evaluated),
  ]);
  return {
    definitionPath,
    componentPath: path,
    args: {},
    childComponents: Object.fromEntries(children),
    httpRoutes: {
      httpModuleRoutes: analysis["http.js"]?.httpRoutes?.map(({ route }) => route) ?? null,
      mounts: [...httpMounts.keys()],
    },
    exports: {},
  };
}

type ExportNode = { type: "leaf"; leaf: string } | { type: "branch"; branch: [string, ExportNode][] };

/** The public functions of a definition as a tree of folders, files and names: what its parent may call. */
function exportsOf(analysis: EvaluatedDefinition["analysis"]): ExportNode {
  const root: ExportNode = { type: "branch", branch: [] };
  for (const [file, { functions }] of Object.entries(analysis)) {
    const module = file.replace(/\.js$/, "");
    for (const { name, visibility } of functions) {
      if (visibility.kind !== "public") continue;
      let branch = root.branch;
      for (const part of module.split("/")) {
        let child = branch.find(([key]) => key === part)?.[1];
        if (child?.type !== "branch") {
          child = { type: "branch", branch: [] };
          branch.push([part, child]);
        }
        branch = child.branch;
      }
      branch.push([name, { type: "leaf", leaf: `_reference/function/${module}:${name}` }]);
    }
  }
  return root;
}
