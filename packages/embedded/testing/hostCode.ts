import type { SchemaDefinition } from "convex/server";
import type { EvaluatedDefinition } from "../src/deploy/evaluate.ts";
import { indexesOf } from "../src/deploy/indexes.ts";
import { enforcedValidators, type SchemaJson } from "../src/deploy/schemas.ts";
import { Code } from "../src/modules/code.ts";
import type { ModuleRealm, RealmHost } from "../src/modules/realm.ts";
import type { HostModules } from "./hostModules.ts";
import { HostRealm, type Prepare } from "./hostRealm.ts";

// biome-ignore lint/suspicious/noExplicitAny: any tables will do, as the Convex library itself says it.
export type AnySchema = SchemaDefinition<any, boolean>;

/** The code of one component whose functions run in the test's own realm. */
class HostCode extends Code {
  constructor(
    component: string,
    schema: SchemaJson | null,
    private readonly host: HostModules,
    private readonly prepare: Prepare,
  ) {
    const declarations = {
      functions: host.functions,
      schema: { tables: enforcedValidators(schema) },
      crons: new Map(),
      httpModule: host.has("http.js") ? "http.js" : null,
      httpRoutes: [],
    };
    super(component, [], declarations, "");
  }

  protected override open(host: RealmHost): ModuleRealm {
    return new HostRealm(this.host, host, this.prepare);
  }
}

/** What a push would have told of a component. Crons are left out: a test runs their functions when it wants. */
export function evaluateHost(
  component: string,
  schema: AnySchema | null,
  modules: HostModules,
  prepare: Prepare,
): EvaluatedDefinition {
  // `export` is what the deployment reads a schema with; the library's types keep it to themselves.
  const json = schema && (JSON.parse((schema as unknown as { export(): string }).export()) as SchemaJson);
  return {
    definition: {
      definitionType: component === "" ? { type: "app" } : { type: "childComponent", name: component },
      childComponents: [],
      httpMounts: {},
      exports: { type: "branch", branch: [] },
    },
    modules: [],
    code: new HostCode(component, json, modules, prepare),
    analysis: {},
    schema: json,
    indexes: indexesOf(json),
  };
}
