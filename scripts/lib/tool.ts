import { spawn } from "node:child_process";
import { access } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "./settings.ts";

/** Where the command line tools that the scripts call are started from. */
export const TOOLS = {
  biome: "node_modules/@biomejs/biome/bin/biome",
  convex: "node_modules/convex/bin/main.js",
  tsc: "node_modules/typescript/bin/tsc",
  vite: "node_modules/vite/bin/vite.js",
  vitest: "node_modules/vitest/vitest.mjs",
} as const;

/** What the tests drive beside the tools above. */
const TEST_LIBRARIES = ["convex-test", "playwright-core", "@axe-core/playwright", "@edge-runtime/vm"];

export function toolPath(tool: keyof typeof TOOLS): string {
  return path.join(ROOT, TOOLS[tool]);
}

export interface ToolResult {
  code: number;
  output: string;
}

/** Runs one of the tools to its end and returns everything it wrote, in order. */
export function runTool(
  tool: keyof typeof TOOLS,
  args: string[],
  { env = {}, cwd = ROOT }: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<ToolResult> {
  const child = spawn(process.execPath, [toolPath(tool), ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs a command in this terminal and returns its exit code. */
export function runVisibly(command: string, args: string[]): Promise<number> {
  const child = spawn(command, args, { cwd: ROOT, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/**
 * Installs what only developers need when it is missing. `.npmrc` leaves it out so that `npm install && npm start`
 * stays light for everybody else.
 */
export async function ensureDevTools(): Promise<void> {
  const needed = [
    ...Object.values(TOOLS),
    ...TEST_LIBRARIES.map((name) => `node_modules/${name}/package.json`),
  ];
  const present = await Promise.all(
    needed.map((file) =>
      access(path.join(ROOT, file)).then(
        () => true,
        () => false,
      ),
    ),
  );
  if (present.every(Boolean)) return;
  console.log("  installing the development tools (npm install --include=dev)…");
  const code = await runVisibly("npm", [
    "install",
    "--include=dev",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ]);
  if (code !== 0) throw new Error("The development tools could not be installed.");
}
