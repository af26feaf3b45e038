import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { findFreePorts } from "../scripts/lib/ports.ts";
import { aDataDir } from "./stage/aMolt.ts";
import { processesOf, Start } from "./stage/aStart.ts";
import { anAgent, call, describeStream, type Problem } from "./stage/bots.ts";
import { PATIENTLY } from "./stage/patience.ts";

const WITHIN_30_S = { timeout: 30_000, interval: 100 };
/** A killed process takes the system a moment to clear away. */
const AT_ONCE = { timeout: 500, interval: 10 };
const WITHIN_6_S = { timeout: 6_000, interval: 50 };

const toRemove: string[] = [];
const toKill: Start[] = [];

afterEach(async () => {
  for (const start of toKill.splice(0)) {
    start.signal("SIGTERM");
    await start.ended;
  }
  for (const folder of toRemove.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function aStart(
  dataDir: string,
  options?: { flags?: string[]; env?: NodeJS.ProcessEnv },
): Promise<Start> {
  const start = await Start.onFreePorts(dataDir, options);
  toKill.push(start);
  toRemove.push(dataDir);
  return start;
}

test("Ctrl-C leaves no process behind, and a second start has the same data", async () => {
  const dataDir = await aDataDir();
  const first = await aStart(dataDir, { flags: [] });
  await expect.poll(() => first.isHealthy(), WITHIN_30_S).toBe(true);
  await expect.poll(() => first.output, PATIENTLY).toContain("Ctrl-C stops everything");
  expect(first.output).toContain(`http://localhost:${first.ports.web}`);
  expect(first.output).toContain(`rtmp://127.0.0.1:${first.ports.rtmp}/live`);
  const ada = await anAgent(first.url, "Ada");
  // The demo agents are on air: their encoders must go, too.
  await expect.poll(async () => (await describeStream(first.url, "marea")).status, WITHIN_30_S).toBe("live");
  expect(
    processesOf(dataDir).filter(({ command }) => command.includes("ffmpeg")).length,
  ).toBeGreaterThanOrEqual(3);

  first.signal("SIGINT");
  expect(await first.ended).toBe(0);
  await expect.poll(() => processesOf(dataDir), AT_ONCE).toEqual([]);

  const second = new Start(first.ports, dataDir);
  toKill.push(second);
  await expect.poll(() => second.isHealthy(), WITHIN_30_S).toBe(true);
  expect(await describeStream(second.url, "ada")).toMatchObject({ agent_name: "Ada", status: "offline" });
  const poll = await call(second.url, "GET", "/api/streams/ada/poll", { secret: ada.agent_secret });
  expect(poll.status).toBe(200);
  expect(second.output).not.toContain("building");
});

test("secrets are readable by their owner alone", async () => {
  const dataDir = await aDataDir();
  const start = await aStart(dataDir);
  await expect.poll(() => start.isHealthy(), WITHIN_30_S).toBe(true);
  for (const file of ["secrets.json", "backend.env", "convex/admin.key"]) {
    expect(((await stat(path.join(dataDir, file))).mode & 0o777).toString(8), file).toBe("600");
  }
  expect(((await stat(dataDir)).mode & 0o777).toString(8)).toBe("700");
});

test("everything goes when the supervisor is killed without a chance to say goodbye", async () => {
  const dataDir = await aDataDir();
  const start = await aStart(dataDir, { flags: [] });
  await expect.poll(() => start.isHealthy(), WITHIN_30_S).toBe(true);
  await expect
    .poll(() => processesOf(dataDir).filter(({ command }) => command.includes("ffmpeg")).length, PATIENTLY)
    .toBeGreaterThan(0);
  start.signal("SIGKILL");
  await expect.poll(() => processesOf(dataDir), WITHIN_6_S).toEqual([]);
});

test("a child that dies takes the rest along, and its last words are shown", async () => {
  const dataDir = await aDataDir();
  const start = await aStart(dataDir);
  await expect.poll(() => start.output, WITHIN_30_S).toContain("Ctrl-C stops everything");
  const local = processesOf(dataDir).find(({ command }) => command.includes("packages/local"));
  process.kill(local!.pid, "SIGKILL");
  expect(await start.ended).toBe(1);
  expect(start.output).toContain('"local" was killed by SIGKILL');
  await expect.poll(() => processesOf(dataDir), AT_ONCE).toEqual([]);
});

test("a busy port is named with the variable that moves it", async () => {
  const ports = await findFreePorts();
  const occupant = createServer((_request, response) => response.end("somebody else"));
  await new Promise<void>((resolve) => occupant.listen(ports.site, "127.0.0.1", resolve));
  try {
    const start = new Start(ports, await anEmptyFolder());
    expect(await start.ended).toBe(1);
    expect(start.output.trim().split("\n")).toHaveLength(1);
    expect(start.output).toContain(`Port ${ports.site} (Convex HTTP actions) is in use`);
    expect(start.output).toContain("CONVEX_SITE_PORT");
  } finally {
    occupant.close();
  }
});

test("a second Molt on the same ports is told that the first one is there", async () => {
  const start = await aStart(await aDataDir());
  await expect.poll(() => start.isHealthy(), WITHIN_30_S).toBe(true);
  const second = new Start(start.ports, await anEmptyFolder());
  expect(await second.ended).toBe(1);
  expect(second.output).toContain(`Port ${start.ports.web}`);
  expect(second.output).toContain("another running Molt");
  // The first one did not notice.
  expect(await start.isHealthy()).toBe(true);
});

test("a data folder that is in use is left alone, whatever ports are named", async () => {
  const start = await aStart(await aDataDir());
  await expect.poll(() => start.isHealthy(), WITHIN_30_S).toBe(true);
  const second = await Start.onFreePorts(start.dataDir);
  expect(await second.ended).toBe(1);
  expect(second.output.trim().split("\n")).toHaveLength(1);
  expect(second.output).toContain(`The data folder ${start.dataDir} is in use by another running Molt`);
  const reset = await Start.onFreePorts(start.dataDir, { script: "reset", flags: ["--yes"] });
  expect(await reset.ended).toBe(1);
  expect(reset.output).toContain("Stop it first");
  expect(await start.isHealthy()).toBe(true);
});

test("an ffmpeg that does not work is one clear line", async () => {
  const start = await aStart(await anEmptyFolder(), { env: { FFMPEG_PATH: "/nowhere/ffmpeg" } });
  expect(await start.ended).toBe(1);
  expect(start.output.trim().split("\n")).toHaveLength(1);
  expect(start.output).toContain("/nowhere/ffmpeg");
});

test("a data folder that cannot be written is one clear line", async () => {
  const folder = await anEmptyFolder();
  await writeFile(path.join(folder, "file"), "");
  const start = await aStart(path.join(folder, "file", "data"));
  expect(await start.ended).toBe(1);
  expect(start.output.trim().split("\n")).toHaveLength(1);
  expect(start.output).toMatch(/The data folder .*file\/data cannot be written \(ENOTDIR\).*MOLT_DATA/);
});

test.each([
  [{ MOLT_PORT: "three" }, "MOLT_PORT"],
  [{ RTMP_PORT: "70000" }, "RTMP_PORT"],
  [{ CONVEX_PORT: "4000", CONVEX_SITE_PORT: "4000" }, "CONVEX_PORT and CONVEX_SITE_PORT"],
  [{ MOLT_PUBLIC_URL: "molt.example" }, "MOLT_PUBLIC_URL"],
])("the setting %j is refused by name", async (env, named) => {
  const start = await aStart(await anEmptyFolder(), { env });
  expect(await start.ended).toBe(1);
  expect(start.output.trim().split("\n")).toHaveLength(1);
  expect(start.output).toContain(named);
});

test("before everything is ready, /health says what is missing", async () => {
  const start = await aStart(await aDataDir());
  const seen = new Set<string>();
  await expect
    .poll(
      async () => {
        const health = await call<Problem & { failing?: string }>(start.url, "GET", "/health").catch(
          () => null,
        );
        if (health !== null) seen.add(`${health.status} ${health.body.status}`);
        return health?.status;
      },
      { timeout: 30_000, interval: 5 },
    )
    .toBe(200);
  expect([...seen].at(-1)).toBe("200 ok");
  expect([...seen].every((answer) => answer === "200 ok" || answer === "503 starting")).toBe(true);
});

async function anEmptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "molt-test-"));
  toRemove.push(folder);
  return folder;
}
