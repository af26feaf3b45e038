import { fileURLToPath } from "node:url";
import { analysisHost, analyze } from "../deploy/analyze.ts";
import { Code, type Declarations, importFrom } from "../modules/code.ts";
import { type ModuleSource, Realm } from "../modules/realm.ts";
import { actionGlobals } from "../modules/sharedGlobals.ts";
import { StackMapper } from "../modules/stack.ts";
import { describeThrown, FunctionError } from "../runtime/errors.ts";
import type { FunctionInfo } from "../runtime/functions.ts";

const WRAPPERS = "convex:/_system/repl/wrappers.js";
const WRAPPERS_PATH = "_system/repl/wrappers.js";
/** How the function of `oneoffCode` is called. */
export const ONEOFF_PATH = "testQuery:default";

/** What the CLI writes around an inline query imports `query` from here. Bundled when it is first needed. */
let wrappers: Promise<string> | null = null;

async function bundleWrappers(): Promise<string> {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    stdin: {
      contents:
        'export { queryGeneric as query, internalQueryGeneric as internalQuery } from "convex/server";',
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
    },
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  return outputFiles[0]!.text;
}

/**
 * Code that consists of one query, which nobody has deployed. Throws FunctionError for a source that is none: a
 * module that cannot be loaded, or whose default export is anything but a query.
 */
export async function oneoffCode(source: string, declarations: Declarations): Promise<Code> {
  const module: ModuleSource = {
    path: "testQuery.js",
    source: source.replaceAll(WRAPPERS, `./${WRAPPERS_PATH}`),
    environment: "isolate",
  };
  wrappers ??= bundleWrappers();
  const modules = [module, { path: WRAPPERS_PATH, source: await wrappers, environment: "isolate" as const }];
  const functions = new Map<string, FunctionInfo>();
  const realm = new Realm(
    modules,
    analysisHost(() => undefined, actionGlobals),
    importFrom("/"),
  );
  try {
    analyze(module, await realm.load(module.path), functions);
  } catch (thrown) {
    const stacks = new StackMapper(modules);
    throw describeThrown(thrown, (stack) => stacks.map(stack));
  }
  if (functions.get(ONEOFF_PATH)?.udfType !== "query")
    throw new FunctionError("Uncaught Error: The module must have a query as its default export.");
  return new Code("", modules, { ...declarations, functions }, "/");
}
