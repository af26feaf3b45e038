import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { hashContents } from "./contentHash.ts";
import { ROOT, type Settings } from "./settings.ts";
import { runTool } from "./tool.ts";

/** Something made from sources that is made again only when the sources have changed. */
interface Build {
  label: string;
  /** Files and folders of the repository whose contents decide about the result. */
  inputs: string[];
  /** What it leaves in the build folder. */
  output: string;
  command: (out: string) => { tool: "convex" | "vite"; args: string[]; env: NodeJS.ProcessEnv };
  /** Settings that decide about the result, too. */
  settings?: NodeJS.ProcessEnv;
  /** Where the command really writes when told to write to `out`. */
  wrote: (out: string) => string;
}

const BACKEND: Build = {
  label: "backend",
  inputs: ["convex", "package-lock.json", "convex.json"],
  output: "push.json",
  // The official bundler, told to write down what it would push. The address is never contacted.
  command: (out) => ({
    tool: "convex",
    args: [
      ...["deploy", "--write-push-request", out, "--push-all-modules"],
      ...["--typecheck", "disable", "--codegen", "disable"],
    ],
    env: {
      CI: "1",
      CONVEX_SELF_HOSTED_URL: "http://127.0.0.1:9",
      CONVEX_SELF_HOSTED_ADMIN_KEY: "unused",
      // A cloud deployment named in .env.local must not take part in this.
      CONVEX_DEPLOYMENT: "",
    },
  }),
  wrote: (out) => `${out}.json`,
};

const CLIENT: Build = {
  label: "web client",
  inputs: [
    ...["src", "public", "index.html", "vite.config.ts", "package-lock.json"],
    ...["convex/_generated", "packages/sdk/src"], // which it imports
  ],
  output: "client",
  command: (out) => ({
    tool: "vite",
    // Reading the configuration writes nothing beside it: the repository may be somebody else's.
    args: ["build", "--logLevel", "warn", "--configLoader", "runner"],
    // `convex dev` leaves its address in .env.local; this client is served by the front server and stays on its origin.
    env: { MOLT_CLIENT_OUT: out, NODE_ENV: "production", VITE_CONVEX_URL: "" },
  }),
  wrote: (out) => out,
};

/** The sources do not build. The message carries what the tool said. */
export class BuildError extends Error {}

/**
 * Brings `push.json` and `client/` in the build folder up to date, side by side.
 * Each is built beside the old one and renamed over it, so a failed or killed build leaves the old one in use.
 */
export async function buildAll(
  buildDir: string,
  log: (text: string) => void,
  { clerk }: Pick<Settings, "clerk"> = {},
): Promise<void> {
  await mkdir(buildDir, { recursive: true });
  // Empty, and not missing: a file that Vite reads may set it for somebody's development.
  const client = {
    ...CLIENT,
    settings: {
      VITE_CLERK_PUBLISHABLE_KEY: clerk?.publishableKey ?? "",
      VITE_FEEDBACK_URL: process.env.VITE_FEEDBACK_URL ?? "",
    },
  };
  const results = await Promise.allSettled(
    [BACKEND, client].map((build) => bringUpToDate(build, buildDir, log)),
  );
  const failures = results.flatMap((result) =>
    result.status === "rejected" ? [result.reason as Error] : [],
  );
  if (failures.length > 0) throw new BuildError(failures.map(({ message }) => message).join("\n"));
}

async function bringUpToDate(build: Build, buildDir: string, log: (text: string) => void): Promise<void> {
  const hash = `${await hashContents(ROOT, build.inputs)}${Object.values(build.settings ?? {}).join()}`;
  const output = path.join(buildDir, build.output);
  const stamp = path.join(buildDir, `${build.output}.hash`);
  if ((await readIfThere(stamp)) === hash && (await exists(output))) return;
  const startedAt = performance.now();
  log(`building the ${build.label}…`);
  const draft = path.join(buildDir, `.${build.output}.${process.pid}`);
  const wrote = build.wrote(draft);
  try {
    await make(build, draft);
    // A folder cannot be renamed over another one, so the old one steps aside first; without its stamp it is never trusted.
    await rm(stamp, { force: true });
    await rm(output, { recursive: true, force: true });
    await rename(wrote, output);
    await writeFile(stamp, hash);
  } finally {
    await rm(wrote, { recursive: true, force: true });
  }
  log(`${build.label} built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

async function make(build: Build, draft: string): Promise<void> {
  const { tool, args, env } = build.command(draft);
  const settings = build.settings ?? {};
  // A child of its own, because bundlers hold on to memory that the supervisor would keep for its whole life.
  const { code, output } = await runTool(tool, args, { env: { ...env, ...settings } });
  if (code !== 0) throw new BuildError(`The ${build.label} does not build:\n${output.trim()}`);
}

async function readIfThere(file: string): Promise<string | null> {
  return readFile(file, "utf8").catch(() => null);
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
