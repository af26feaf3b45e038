import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { eventually, type Fixture, pushOf } from "./support.ts";

const bin = fileURLToPath(new URL("../bin/embedded.mjs", import.meta.url));

export interface ProcessOptions {
  /** Arguments of the command line beside the data folder. Ports are free ones unless given here. */
  readonly args?: string[];
  readonly env?: Record<string, string>;
  /** A command that runs the process, such as `strace`; it must exec it, so that signals reach the process. */
  readonly under?: string[];
}

export type Process = Awaited<ReturnType<typeof aProcess>>;

/** The runtime as a process of its own, so that it can be killed. It ends with the test. */
export async function aProcess(dir: string, { args = [], env = {}, under = [] }: ProcessOptions = {}) {
  const command = [
    ...under,
    process.execPath,
    bin,
    "--data",
    dir,
    "--port",
    "0",
    "--site-port",
    "0",
    ...args,
  ];
  const child = spawn(command[0]!, command.slice(1), {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => {
      output += data.toString();
    });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return {
    child,
    exited,
    output: () => output,
    /** Resolves when it serves. */
    url: () =>
      eventually(() => {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`The process has ended (${child.signalCode ?? child.exitCode}): ${output}`);
        return /Convex API (\S+),/.exec(output)?.[1];
      }, 30_000),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

export async function aFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Writes the push of a fixture app into a folder, for the option `--push`. */
export async function aPushFile(dir: string, fixture: Fixture = "app"): Promise<string> {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, "push.json");
  writeFileSync(file, JSON.stringify(await pushOf(fixture)));
  return file;
}
