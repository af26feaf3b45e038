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
  await expect
    .poll(() => readFile(path.join(logDir, "ada.log"), "utf8"), PATIENTLY)
    .toMatch(/^\S+Z (one|two)\n\S+Z (one|two)\n$/);
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
