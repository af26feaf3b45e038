import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ConvexHttpClient } from "convex/browser";
import { onTestFinished } from "vitest";
import { type PushRequest, type ServeOptions, type Serving, serve } from "../src/index.ts";
import { asText } from "../src/logRecord.ts";
import { keptFor } from "./keptBundles.ts";

export { api } from "./app/api.ts";

export const convexCli = fileURLToPath(new URL("../../../node_modules/convex/bin/main.js", import.meta.url));
/**
 * The fixture apps: `app` is plain, `components` uses published components, `auth` trusts the issuers of a test,
 * `convexAuth` signs in with Convex Auth, `crash/app` keeps accounts.
 */
export type Fixture = "app" | "components" | "auth" | "convexAuth" | "crash/app";
export const folderOf = (fixture: Fixture) => fileURLToPath(new URL(`./${fixture}`, import.meta.url));
const pushes = new Map<Fixture, Promise<PushRequest>>();

/** A folder that is gone after the test. */
export function temporaryDir(): string {
  const dir = mkdtempSync(join(tmpdir(), "embedded-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Runs the real Convex CLI in a fixture app. */
export async function convex(
  args: string[],
  env: Record<string, string>,
  fixture: Fixture = "app",
): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [convexCli, ...args], {
    cwd: folderOf(fixture),
    env: { ...process.env, CI: "1", ...env },
    timeout: 60_000,
  });
  return stdout + stderr;
}

/** A fixture app as the CLI bundles it, once for the same files. */
export function pushOf(fixture: Fixture): Promise<PushRequest> {
  let push = pushes.get(fixture);
  if (!push) {
    push = keptFor(folderOf(fixture), () => bundle(fixture)).then((text) => JSON.parse(text) as PushRequest);
    pushes.set(fixture, push);
  }
  return push;
}

export const fixturePush = () => pushOf("app");

async function bundle(fixture: Fixture): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), "push-"));
  try {
    const target = ["--write-push-request", join(dir, "push"), "--push-all-modules"];
    await convex(
      ["deploy", ...target, "--typecheck", "disable", "--codegen", "disable"],
      { CONVEX_SELF_HOSTED_URL: "http://127.0.0.1:9", CONVEX_SELF_HOSTED_ADMIN_KEY: "unused" },
      fixture,
    );
    return readFileSync(join(dir, "push.json"), "utf8");
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

export interface Deployment extends Serving {
  client: ConvexHttpClient;
  log: string[];
  admin(path: string, body: unknown): Promise<Response>;
}

/** A deployment of the fixture app that ends with the test. */
export async function aDeployment(options: Partial<ServeOptions> = {}): Promise<Deployment> {
  const log: string[] = [];
  const serving = await serve({
    dataDir: null,
    port: 0,
    sitePort: 0,
    push: options.dataDir ? undefined : await fixturePush(),
    projectRoot: folderOf("app"),
    report: (record) => log.push(asText(record)),
    ...options,
  });
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    await serving.close();
  };
  onTestFinished(close);
  return {
    ...serving,
    close,
    log,
    client: new ConvexHttpClient(serving.url, { skipConvexDeploymentUrlCheck: true, logger: false }),
    admin: (path, body) =>
      fetch(`${serving.url}${path}`, {
        method: "POST",
        headers: { Authorization: `Convex ${serving.adminKey}`, "Content-Type": "application/json" },
        body: JSON.stringify(body),
      }),
  };
}

/** A deployment elsewhere is given longer. */
const PATIENCE_MS = Number(process.env.TEST_PATIENCE_MS ?? 5_000);

/** Waits until `probe` gives something other than `undefined`; fails after five seconds unless told otherwise. */
export async function eventually<T>(
  probe: () => T | undefined | Promise<T | undefined>,
  withinMs = PATIENCE_MS,
): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (Date.now() > until) throw new Error(`It did not happen within ${withinMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
