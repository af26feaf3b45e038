import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { backendEnvironment, writeBackendEnvironment } from "../../scripts/lib/backendEnvironment.ts";
import { ensureSecrets } from "../../scripts/lib/secrets.ts";
import { ROOT, readSettings, type Settings } from "../../scripts/lib/settings.ts";
import { runTool } from "../../scripts/lib/tool.ts";
import { bareClient } from "./clients/bareClient.ts";
import type { Client } from "./clients/client.ts";
import { convexClient } from "./clients/convexClient.ts";
import { platformClient } from "./clients/platformClient.ts";
import { ServerProcess } from "./serverProcess.ts";

/** What is measured side by side. */
export type ContenderName = "molt" | "floor" | "bare" | "plain";

export interface Contender {
  readonly name: ContenderName;
  readonly client: Client;
  readonly process: ServerProcess;
}

/** What the embedded runtime is told to run. */
export interface App {
  push: string;
  envFile?: string;
}

const HERE = path.join(ROOT, "bench/embedded");
const EMBEDDED = path.join(ROOT, "packages/embedded/bin/embedded.mjs");

/** The bench's own app, or the platform's. */
export type AppName = "bench" | "platform";

/** An app as the Convex CLI bundles it. */
export async function bundle(app: AppName, dir: string): Promise<string> {
  const out = path.join(dir, app);
  const { code, output } = await runTool(
    "convex",
    [
      ...["deploy", "--write-push-request", out, "--push-all-modules"],
      ...["--typecheck", "disable", "--codegen", "disable"],
    ],
    {
      cwd: app === "bench" ? path.join(HERE, "app") : ROOT,
      // The address is never contacted.
      env: {
        CI: "1",
        CONVEX_SELF_HOSTED_URL: "http://127.0.0.1:9",
        CONVEX_SELF_HOSTED_ADMIN_KEY: "unused",
        CONVEX_DEPLOYMENT: "",
      },
    },
  );
  if (code !== 0) throw new Error(`The app does not build:\n${output}`);
  return `${out}.json`;
}

export interface StageOptions {
  /** The embedded runtime writes a CPU profile of its thread there when it stops. */
  profileDir?: string;
  /** The `embedded.mjs` to start, by default that of this checkout. */
  runtime?: string;
}

/** Starts servers in temporary folders and ends them. */
export class Stage {
  private readonly dir = mkdtempSync(path.join(tmpdir(), "bench-embedded-"));
  private push: Promise<string> | undefined;
  private platform: Promise<App> | undefined;
  private folders = 0;

  constructor(private readonly options: StageOptions = {}) {}

  folder(): string {
    return path.join(this.dir, String(this.folders++));
  }

  benchPush(): Promise<string> {
    this.push ??= bundle("bench", this.dir);
    return this.push;
  }

  /** The platform's own functions, and the variables that they read. */
  platformApp(): Promise<App> {
    this.platform ??= this.bundlePlatform();
    return this.platform;
  }

  private async bundlePlatform(): Promise<App> {
    const settings: Settings = { ...readSettings({}), dataDir: this.dir, limits: "guests=999999999" };
    const variables = backendEnvironment(settings, await ensureSecrets(this.dir));
    const envFile = await writeBackendEnvironment(settings, variables);
    return { push: await bundle("platform", this.dir), envFile };
  }

  async start(name: ContenderName, dir = this.folder(), app: AppName = "bench"): Promise<Contender> {
    if (name === "molt") {
      const push = app === "bench" ? { push: await this.benchPush() } : await this.platformApp();
      const { server, port } = await this.launchMolt(dir, push);
      const key = () => readFileSync(path.join(dir, "admin.key"), "utf8").trim();
      return {
        name,
        process: server,
        client: app === "bench" ? convexClient(port) : platformClient(port, key()),
      };
    }
    const script = path.join(HERE, "servers", name === "floor" ? "floor.ts" : "bare.ts");
    const args = ["--import", "tsx", script, dir, ...(name === "plain" ? ["--plain"] : [])];
    const { server, port } = await ServerProcess.launch({ args });
    return { name, process: server, client: name === "floor" ? convexClient(port) : bareClient(port) };
  }

  /** The embedded runtime with its defaults: every commit is synced before its answer. */
  launchMolt(dir: string, app: App, pinned = true): Promise<{ server: ServerProcess; port: number }> {
    const { profileDir, runtime = EMBEDDED } = this.options;
    const args = [
      ...(profileDir === undefined ? [] : ["--import", path.join(HERE, "profileWorker.mjs")]),
      runtime,
      ...["--data", dir, "--port", "0", "--site-port", "0", "--push", app.push],
      ...(app.envFile === undefined ? [] : ["--env-file", app.envFile]),
    ];
    const env = profileDir === undefined ? {} : { BENCH_PROFILE_DIR: profileDir };
    return ServerProcess.launch({ args, env, pinned });
  }

  clear(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** The version of the runtime's sources, for the record. */
export function commit(): string {
  try {
    const head = readFileSync(path.join(ROOT, ".git/HEAD"), "utf8").trim();
    const ref = /^ref: (.+)$/.exec(head)?.[1];
    return (ref ? readFileSync(path.join(ROOT, ".git", ref), "utf8").trim() : head).slice(0, 9);
  } catch {
    return "unknown";
  }
}
