import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { findFreePorts } from "../../scripts/lib/ports.ts";
import { ROOT, type Settings } from "../../scripts/lib/settings.ts";

interface StartOptions {
  script?: "start" | "reset";
  flags?: string[];
  env?: NodeJS.ProcessEnv;
}

/** `npm start`, or another script, as a person runs it: a process in a terminal's place, with its output and its exit code. */
export class Start {
  readonly url: string;
  output = "";
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
  private readonly process: ChildProcess;

  constructor(
    readonly ports: Settings["ports"],
    readonly dataDir: string,
    { script = "start", flags = ["--no-demo"], env = {} }: StartOptions = {},
  ) {
    this.url = `http://127.0.0.1:${ports.web}`;
    this.process = spawn(
      process.execPath,
      ["--import", "tsx", path.join(ROOT, `scripts/${script}.ts`), ...flags],
      {
        cwd: ROOT,
        env: {
          ...process.env,
          MOLT_PORT: `${ports.web}`,
          CONVEX_PORT: `${ports.convex}`,
          CONVEX_SITE_PORT: `${ports.site}`,
          RTMP_PORT: `${ports.rtmp}`,
          MOLT_DATA: dataDir,
          MOLT_LIMITS: "all=1000000",
          ...env,
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.output += text;
      });
    }
    this.ended = new Promise((resolve) => {
      this.process.once("close", (code, signal) => resolve(code ?? signal ?? "nothing"));
    });
  }

  static async onFreePorts(dataDir: string, options?: StartOptions): Promise<Start> {
    return new Start(await findFreePorts(), dataDir, options);
  }

  signal(name: NodeJS.Signals): void {
    this.process.kill(name);
  }

  async isHealthy(): Promise<boolean> {
    return fetch(`${this.url}/health`).then(
      ({ status }) => status === 200,
      () => false,
    );
  }
}

export interface RunningProcess {
  pid: number;
  command: string;
}

/** The living processes that were started for this data folder, by what their environment says (Linux only). */
export function processesOf(dataDir: string): RunningProcess[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .filter((pid) => readIfThere(`/proc/${pid}/environ`).split("\0").includes(`MOLT_DATA=${dataDir}`))
    .map((pid) => ({
      pid: Number(pid),
      command: readIfThere(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim(),
    }))
    .filter(({ command }) => command !== "");
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // The process ended between the listing and the look.
    return "";
  }
}
