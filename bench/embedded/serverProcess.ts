import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { ROOT } from "../../scripts/lib/settings.ts";

/** Linux counts CPU time in hundredths of a second, whatever its own clock does. */
export const TICKS_PER_SECOND = 100;
const START_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 8_000;
const LAST_LINES = 20;

/** Servers get the first core for themselves and the load generator the others, where Linux lets us say so. */
export const canPin = hasTaskset() && availableParallelism() > 1;

function hasTaskset(): boolean {
  try {
    execFileSync("taskset", ["-p", String(process.pid)], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Takes this process off the servers' core. */
export function leaveServersCore(): void {
  if (!canPin) return;
  const others = `1-${availableParallelism() - 1}`;
  execFileSync("taskset", ["-a", "-c", "-p", others, String(process.pid)], { stdio: "ignore" });
}

export interface LaunchOptions {
  /** Arguments of Node.js. */
  args: string[];
  env?: NodeJS.ProcessEnv;
  /** Whether it shares the servers' core; a start that is timed gets the whole machine. */
  pinned?: boolean;
}

const running = new Set<ServerProcess>();
process.on("exit", () => {
  for (const server of running) server.kill();
});

/** A server under test in a process of its own, and what it uses. */
export class ServerProcess {
  private readonly lines: string[] = [];
  private readonly exited: Promise<void>;

  private constructor(private readonly child: ChildProcess) {
    running.add(this);
    this.exited = new Promise((resolve) => {
      child.once("close", () => {
        running.delete(this);
        resolve();
      });
    });
  }

  /** Starts it and resolves with its port as soon as it has printed its address. */
  static async launch(options: LaunchOptions): Promise<{ server: ServerProcess; port: number }> {
    const { args, env = {}, pinned = true } = options;
    const node = [process.execPath, ...args];
    const [command, ...rest] = pinned && canPin ? ["taskset", "-c", "0", ...node] : node;
    const child = spawn(command!, rest, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const server = new ServerProcess(child);
    return { server, port: await server.firstPort() };
  }

  private firstPort(): Promise<number> {
    return new Promise((resolve, reject) => {
      const giveUp = (how: string) => reject(new Error(`A server ${how}:\n${this.lines.join("\n")}`));
      const timer = setTimeout(() => giveUp("did not start"), START_TIMEOUT_MS);
      for (const stream of [this.child.stdout!, this.child.stderr!])
        createInterface({ input: stream }).on("line", (line) => {
          this.lines.push(line);
          if (this.lines.length > LAST_LINES) this.lines.shift();
          const address = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line);
          if (address) resolve(Number(address[1]));
        });
      this.child.once("error", reject);
      void this.exited.then(() => giveUp("ended"));
      void this.exited.then(() => clearTimeout(timer));
      this.child.once("spawn", () => timer.unref());
    });
  }

  /** User and system time of all its threads and processes since it started. */
  cpuSeconds(): number {
    return sum(this.processes(), (pid) => {
      const stat = readProc(pid, "stat");
      // The name may hold spaces and parentheses; the numbers follow its last one.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
    });
  }

  /** Resident memory of all its processes in KiB. */
  memoryKib(): number {
    return sum(this.processes(), (pid) => Number(/^VmRSS:\s+(\d+)/m.exec(readProc(pid, "status"))?.[1] ?? 0));
  }

  /** Asks it to end, insists after some seconds, and resolves when it has. */
  async stop(): Promise<void> {
    this.child.kill("SIGTERM");
    const insist = setTimeout(() => this.kill(), STOP_GRACE_MS);
    await this.exited;
    clearTimeout(insist);
  }

  /** Ends it as a power cut would. */
  async die(): Promise<void> {
    this.kill();
    await this.exited;
  }

  kill(): void {
    this.child.kill("SIGKILL");
  }

  private processes(): number[] {
    const children = new Map<number, number[]>();
    for (const pid of readdirSync("/proc").map(Number).filter(Boolean)) {
      const parent = Number(/^PPid:\s+(\d+)$/m.exec(readProc(pid, "status"))?.[1] ?? 0);
      children.set(parent, [...(children.get(parent) ?? []), pid]);
    }
    const all = [this.child.pid!];
    for (const pid of all) all.push(...(children.get(pid) ?? []));
    return all;
  }
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

function sum(pids: number[], of: (pid: number) => number): number {
  return pids.reduce((total, pid) => total + of(pid), 0);
}
