import type { CronSpec } from "../modules/code.ts";
import type { ModuleSource, RealmHost } from "../modules/realm.ts";
import { actionGlobals } from "../modules/sharedGlobals.ts";
import type { UdfType } from "../runtime/frame.ts";
import type { FunctionInfo } from "../runtime/functions.ts";
import type { ValidatorJson } from "../values/validate.ts";

/** What analysis says of one module, in the form that the CLI reads. */
export interface AnalyzedModule {
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

interface RegisteredFunction {
  isQuery?: boolean;
  isMutation?: boolean;
  isAction?: boolean;
  isPublic?: boolean;
  isInternal?: boolean;
  exportArgs?(): string;
  exportReturns?(): string;
}

/** Finds out what a module exports, and adds its functions to `functions`. */
export function analyze(
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
export function analysisHost(
  env: (name: string) => string | undefined,
  shared: Record<string, unknown> = actionGlobals,
): RealmHost {
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
