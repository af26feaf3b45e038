import { checkAccessMatrix } from "./accessMatrix.ts";
import { checkClientBudget } from "./clientBudget.ts";
import { findDeadPaths, listPages } from "./docPaths.ts";
import { checkGenerated } from "./generated.ts";
import { unprovedPromises } from "./promises.ts";
import { checkSdk } from "./sdkTypes.ts";
import { ROOT } from "./settings.ts";
import { complain, paint, say } from "./terminal.ts";
import { runTool } from "./tool.ts";

/** Null when all is well, otherwise what is wrong, ready to print. */
type Check = () => Promise<string | null>;

/** The one list of checks: `npm run check`, `npm test` and the build server all run this one. */
const CHECKS: Array<[string, Check]> = [
  ["types of packages, scripts, tests, examples", () => tool("tsc", ["-p", "tsconfig.json", "--noEmit"])],
  ["types of convex/", () => tool("tsc", ["-p", "convex/tsconfig.json", "--noEmit"])],
  ["types of src/", () => tool("tsc", ["-p", "src/tsconfig.json", "--noEmit"])],
  ["types of Convex Auth's fixture", () => tool("tsc", ["-p", "packages/embedded/test/convexAuth"])],
  [
    "lint and format",
    () => tool("biome", ["ci", "--colors=off", "--max-diagnostics=50", "--diagnostic-level=warn", "."]),
  ],
  ["convex/_generated is up to date", checkGenerated],
  ["docs/access.md says what the policies say", checkAccessMatrix],
  ["packages/sdk/src/_generated is up to date", checkSdk],
  ["what a first visit loads of the client", checkClientBudget],
  ["paths in the docs", checkDocPaths],
  ["promises in packages/embedded/SPEC.md", checkPromises],
];

/** Runs all checks, also after one has failed, and says which did. Returns true when all passed. */
export async function runChecks(): Promise<boolean> {
  const startedAt = performance.now();
  // Two at a time: each tsc wants a core and half a gigabyte of its own.
  const waiting = [...CHECKS];
  let allPassed = true;
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, check] = next;
      const problem = await check().catch((error: Error) => error.message);
      if (problem === null) say(`${paint("green", "✓")} ${name}`);
      else complain(`${name}\n${problem}\n`);
      allPassed &&= problem === null;
    }
  };
  await Promise.all([work(), work()]);
  say(paint("dim", `checks took ${((performance.now() - startedAt) / 1000).toFixed(1)} s`));
  return allPassed;
}

async function tool(name: "tsc" | "biome", args: string[]): Promise<string | null> {
  const { code, output } = await runTool(name, args);
  return code === 0 ? null : output.trim();
}

async function checkDocPaths(): Promise<string | null> {
  const dead = await Promise.all((await listPages(ROOT)).map((page) => findDeadPaths(ROOT, page)));
  const lines = dead
    .flat()
    .map(({ page, line, target }) => `    ${page}:${line} names ${target}, which is not there`);
  return lines.length === 0 ? null : lines.join("\n");
}

async function checkPromises(): Promise<string | null> {
  const lines = await unprovedPromises(`${ROOT}/packages/embedded`);
  return lines.length === 0 ? null : lines.map((line) => `    ${line}`).join("\n");
}
