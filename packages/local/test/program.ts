import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { SECRETS, until } from "./stage.ts";

export type Program = { child: ChildProcess; output: () => string };

/** The real process on random ports, as the supervisor starts it. */
export function aProgram(env: Record<string, string>): Program {
  const tsx = createRequire(import.meta.url).resolve("tsx");
  const main = join(import.meta.dirname, "..", "src", "main.ts");
  const child = spawn(process.execPath, ["--import", tsx, main], {
    stdio: ["pipe", "pipe", "pipe", "ipc"],
    env: { PATH: process.env.PATH, MOLT_PORT: "0", RTMP_PORT: "0", ...SECRETS, ...env },
  });
  let output = "";
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on("data", (bytes) => {
      output += bytes;
    });
  }
  return { child, output: () => output };
}

/** Where it listens, as soon as it does. */
export async function portsOf(output: () => string): Promise<{ port: number; rtmpPort: number }> {
  const listening = () => /127\.0\.0\.1:(\d+), RTMP on (\d+)/.exec(output());
  const [, port, rtmpPort] = await until("it listens", listening, 15_000);
  return { port: Number(port), rtmpPort: Number(rtmpPort) };
}
