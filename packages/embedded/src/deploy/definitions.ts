import { importFrom } from "../modules/code.ts";
import { Realm } from "../modules/realm.ts";
import { analysisHost } from "./analyze.ts";
import { PushError, type PushRequest } from "./pushRequest.ts";

/** What the default export of a `convex.config.ts` says of itself, as its `export()` writes it. */
export interface DefinitionJson {
  definitionType: { type: "app" } | { type: "childComponent"; name: string };
  httpPrefix?: string;
  childComponents: {
    name: string;
    /** The definition that the child is made from. */
    path: string;
    env: [string, EnvBinding][] | null;
  }[];
  /** Path prefixes of HTTP routes and the child that serves them, e.g. `_reference/childComponent/auth`. */
  httpMounts: Record<string, string>;
  exports: unknown;
  envVars?: [string, { type: "value"; value: string; optional?: boolean }][];
}

/** Where an environment variable of a component comes from: a fixed text, or a variable of its parent. */
export type EnvBinding = { type: "value"; value: string } | { type: "envVar"; name: string };

/** One component of the running app. Several may share a definition; each has its own data. */
export interface ComponentInstance {
  /** `""` is the app, `workflow/workpool` a child of a child. */
  readonly path: string;
  readonly definitionPath: string;
  readonly env: ReadonlyMap<string, EnvBinding>;
  readonly httpMounts: ReadonlyMap<string, string>;
  readonly httpPrefix: string | null;
}

const APP_WITHOUT_CONFIG: DefinitionJson = {
  definitionType: { type: "app" },
  childComponents: [],
  httpMounts: {},
  exports: { type: "branch", branch: [] },
};
const MAX_DEPTH = 16;

/** Evaluates every `convex.config.ts` of a push, children before their parents; the app's path is `""`. */
export async function evaluateDefinitions(
  push: PushRequest,
  projectRoot: string,
  env: (name: string) => string | undefined,
): Promise<Map<string, DefinitionJson>> {
  const definitions = new Map<string, DefinitionJson>();
  const pushed = new Map(
    push.componentDefinitions.map((definition) => [definition.definitionPath, definition]),
  );
  const evaluate = async (
    path: string,
    definition: PushRequest["appDefinition"]["definition"],
    dependencies: string[],
  ): Promise<void> => {
    // A definition imports its children through names that only the CLI and the deployment know.
    const imports = new Map<string, Record<string, unknown>>();
    for (const dependency of dependencies) {
      const child = pushed.get(dependency);
      if (!child)
        throw new PushError("InvalidDefinition", `Component ${dependency} is used and not part of the push.`);
      if (!definitions.has(dependency)) {
        // A circle of definitions ends here, and in `instantiate` with a message.
        definitions.set(dependency, APP_WITHOUT_CONFIG);
        await evaluate(dependency, child.definition, child.dependencies);
      }
      const type = definitions.get(dependency)!.definitionType;
      const name = `_componentDeps/${Buffer.from(dependency).toString("base64url")}`;
      imports.set(name, {
        default: {
          export: () => ({}),
          componentDefinitionPath: dependency,
          defaultName: type.type === "childComponent" ? type.name : undefined,
        },
      });
    }
    if (!definition) return void definitions.set(path, APP_WITHOUT_CONFIG);
    const realm = new Realm(
      [definition],
      analysisHost(path === "" ? env : () => undefined),
      importFrom(projectRoot),
      imports,
    );
    const main = (await realm.load(definition.path)).default as { export(): DefinitionJson } | undefined;
    if (!main?.export)
      throw new PushError(
        "InvalidDefinition",
        `${definition.path} of ${path || "the app"} has no default export made with defineApp() or defineComponent().`,
      );
    // The object belongs to the realm; its JSON is plain data.
    definitions.set(path, JSON.parse(JSON.stringify(main.export())) as DefinitionJson);
  };
  await evaluate("", push.appDefinition.definition, push.appDefinition.dependencies);
  return definitions;
}

/** Instantiates the tree of components that the definitions describe, parents before their children. */
export function instantiate(
  definitions: ReadonlyMap<string, DefinitionJson>,
): Map<string, ComponentInstance> {
  const instances = new Map<string, ComponentInstance>();
  const add = (path: string, definitionPath: string, env: [string, EnvBinding][], depth: number): void => {
    if (depth > MAX_DEPTH)
      throw new PushError("InvalidDefinition", `Components are nested deeper than ${MAX_DEPTH}: ${path}.`);
    if (instances.has(path))
      throw new PushError(
        "InvalidDefinition",
        `Component ${path} is used twice; give one of them another name.`,
      );
    const definition = definitions.get(definitionPath)!;
    const mounts = Object.entries(definition.httpMounts).map(
      ([prefix, reference]) => [prefix, childPath(path, reference.split("/").at(-1)!)] as const,
    );
    instances.set(path, {
      path,
      definitionPath,
      env: new Map(env),
      httpMounts: new Map(mounts),
      httpPrefix: definition.httpPrefix ?? null,
    });
    for (const child of definition.childComponents)
      add(childPath(path, child.name), child.path, child.env ?? [], depth + 1);
  };
  add("", "", [], 0);
  return instances;
}

export function childPath(parent: string, name: string): string {
  return parent === "" ? name : `${parent}/${name}`;
}
