import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Child } from "./child.ts";

const PATIENTLY = { timeout: 4_000 };

let logDir: string;
let lines: string[];

beforeEach(async () => {
  logDir = await mkdtemp(path.join(tmpdir(), "molt-child-"));
  lines = [];
});
afterEach(() => rm(logDir, { recursive: true, force: true }));

function run(code: string): Child {
  return new Child({
    name: "ada",
    args: ["-e", code],
    env: {},
    logDir,
    onLine: (child, line) => lines.push(`${child}: ${line}`),
  });
}

/** A process that starts another one, says its pid, and then waits. */
const PARENT = `
  const { spawn } = require("node:child_process");
  console.log(spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" }).pid);
  setInterval(() => {}, 1000);
`;

async function isAlive(pid: number): Promise<boolean> {
  // A zombie still answers to kill(0); what it is says its line in /proc.
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return status !== "" && !status.includes(") Z ");
}

const grandchild = async () => {
  await expect.poll(() => lines.length, PATIENTLY).toBe(1);
  return Number(/\d+/.exec(lines[0] ?? "")?.[0]);
};

test("what it writes is passed on line by line, kept in its log, and remembered", async () => {
  const child = run(`console.log("one"); console.error("two"); process.exitCode = 3`);
  expect(await child.exited).toBe("exited with code 3");
  expect(lines.sort()).toEqual(["ada: one", "ada: two"]);
  expect([...child.lastLines].sort()).toEqual(["one", "two"]);
  const logged = async () => {
    const text = await readFile(path.join(logDir, "ada.log"), "utf8");
    return text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, string>);
  };
  await expect
    .poll(async () => (await logged()).map(({ message }) => message).sort(), PATIENTLY)
    .toEqual(["one", "two"]);
  expect(Object.keys((await logged())[0]!)).toEqual(["at", "level", "source", "message"]);
});

test("a log line in JSON is kept as it is, and read out in words", async () => {
  const record = {
    at: "2026-01-02T03:04:05.000Z",
    level: "warn",
    source: "chat:send",
    message: "slow\nvery",
  };
  const child = run(`console.log(${JSON.stringify(JSON.stringify(record))})`);
  await child.exited;
  expect(lines).toEqual(["ada: chat:send slow\nvery"]);
  await expect
    .poll(() => readFile(path.join(logDir, "ada.log"), "utf8"), PATIENTLY)
    .toBe(`${JSON.stringify(record)}\n`);
});

test("when it is stopped, what it had started goes with it", async () => {
  const child = run(PARENT);
  const pid = await grandchild();
  await child.stop();
  expect(await child.exited).toBe("was killed by SIGTERM");
  await expect.poll(() => isAlive(pid), PATIENTLY).toBe(false);
});

test("when it dies by itself, what it had started goes with it", async () => {
  const child = run(`${PARENT} setTimeout(() => process.exit(7), 300)`);
  const pid = await grandchild();
  expect(await child.exited).toBe("exited with code 7");
  await expect.poll(() => isAlive(pid), PATIENTLY).toBe(false);
});

test("one that ignores the request to stop is killed", { timeout: 15_000 }, async () => {
  const child = run(
    `process.on("SIGTERM", () => console.log("no")); console.log("ready"); setInterval(() => {}, 1000)`,
  );
  await expect.poll(() => lines, PATIENTLY).toContain("ada: ready");
  await child.stop();
  expect(await child.exited).toBe("was killed by SIGKILL");
  expect(lines).toContain("ada: no");
  expect(child.isRunning).toBe(false);
});

test("stopping one that is gone already changes nothing", async () => {
  const child = run("");
  await child.exited;
  await child.stop();
  child.kill();
  expect(child.isRunning).toBe(false);
});
