import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "../../scripts/lib/settings.ts";
import { runTool } from "../../scripts/lib/tool.ts";
import { bareClient } from "./clients/bareClient.ts";
import type { Client } from "./clients/client.ts";
import { convexClient } from "./clients/convexClient.ts";
import { ServerProcess } from "./serverProcess.ts";

/** What is measured side by side. */
export type ContenderName = "molt" | "floor" | "bare" | "plain";

export interface Contender {
  readonly name: ContenderName;
  readonly client: Client;
  readonly process: ServerProcess;
}

const HERE = path.join(ROOT, "bench/embedded");
const EMBEDDED = path.join(ROOT, "packages/embedded/bin/embedded.mjs");

/** The bench's own app, or the platform's, as the Convex CLI bundles it. */
export async function bundle(app: "bench" | "platform", dir: string): Promise<string> {
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

/** Starts servers in temporary folders and ends them. */
export class Stage {
  private readonly dir = mkdtempSync(path.join(tmpdir(), "bench-embedded-"));
  private push: Promise<string> | undefined;
  private folders = 0;

  /** `profileDir`: the embedded runtime writes CPU profiles of its threads there when it stops. */
  constructor(private readonly profileDir: string | null) {}

  folder(): string {
    return path.join(this.dir, String(this.folders++));
  }

  benchPush(): Promise<string> {
    this.push ??= bundle("bench", this.dir);
    return this.push;
  }

  platformPush(): Promise<string> {
    return bundle("platform", this.dir);
  }

  async start(name: ContenderName, dir = this.folder()): Promise<Contender> {
    if (name === "molt") {
      const args = this.moltArgs(dir, await this.benchPush());
      const env = this.profileDir === null ? {} : { BENCH_PROFILE_DIR: this.profileDir };
      const { server, port } = await ServerProcess.launch({ args, env });
      return { name, process: server, client: convexClient(port) };
    }
    const script = path.join(HERE, "servers", name === "floor" ? "floor.ts" : "bare.ts");
    const args = ["--import", "tsx", script, dir, ...(name === "plain" ? ["--plain"] : [])];
    const { server, port } = await ServerProcess.launch({ args });
    return { name, process: server, client: name === "floor" ? convexClient(port) : bareClient(port) };
  }

  /** How the embedded runtime is started, with its defaults: every commit is synced before its answer. */
  moltArgs(dir: string, push: string | null): string[] {
    return [
      ...(this.profileDir === null ? [] : ["--import", path.join(HERE, "profileWorker.mjs")]),
      EMBEDDED,
      ...["--data", dir, "--port", "0", "--site-port", "0"],
      ...(push === null ? [] : ["--push", push]),
    ];
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
