import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { Sqlite } from "../../src/store/sqlite.ts";
import { aFreePort, aProcess, aPushFile, type ProcessOptions } from "../process.ts";
import { limitFor, Random } from "../random/seed.ts";
import { temporaryDir } from "../support.ts";
import { Disk } from "./disk.ts";
import { Journal } from "./journal.ts";
import { readLedger, requireSound } from "./ledger.ts";
import { Load } from "./load.ts";
import { type SystemCall, straceMissing, systemCalls, tracedInto } from "./strace.ts";
import { withDriver } from "./twin.ts";

const POINTS = 400 * Number(process.env.ROUNDS ?? 1);
const CLIENTS = 8;
const LOAD_MS = 1_000;
/** Where crashed disks are laid out: memory, where there is some, because they are many. */
const scratch = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

const withStrace = test.skipIf(straceMissing !== null);
if (straceMissing !== null) console.log(`No power is cut: ${straceMissing}.`);

withStrace(
  "DU1, FS3: what was acknowledged survives a power cut at any moment",
  async () => {
    const recording = await record({});
    const { problems, acknowledged } = await cutPower(recording, POINTS);
    console.log(`${POINTS} power cuts over ${acknowledged} acknowledged operations`);
    expect(acknowledged).toBeGreaterThan(100);
    expect(problems).toEqual([]);
  },
  limitFor(400, 150),
);

withStrace(
  "DU1: a runtime with --durability normal is caught losing what it acknowledged",
  async () => {
    const { problems } = await cutPower(await record({ args: ["--durability", "normal"] }), 100);
    expect(problems.join("\n")).toMatch(/was acknowledged and is lost/);
  },
  60_000,
);

withStrace(
  "DU1: a runtime that never syncs is caught",
  async () => {
    const { problems } = await cutPower(await record({ env: withDriver("synchronousOff") }), 100);
    expect(problems.join("\n")).toMatch(/was acknowledged and is lost|cannot be opened/);
  },
  60_000,
);

interface Recording {
  readonly data: string;
  readonly calls: readonly SystemCall[];
  readonly journal: Journal;
}

/**
 * Runs a new deployment under load, stops it in good order, starts it again and kills it, and writes down what it
 * does to files and sockets all the while.
 */
async function record(options: ProcessOptions): Promise<Recording> {
  const dir = temporaryDir();
  const data = join(dir, "data");
  const logs = [join(dir, "first"), join(dir, "second")];
  const args = [...(options.args ?? []), "--port", `${await aFreePort()}`];
  const push = ["--push", await aPushFile(dir, "crash/app")];
  const first = await aProcess(data, { ...options, args: [...args, ...push], under: tracedInto(logs[0]!) });
  const load = new Load(await first.url(), CLIENTS, new Random(1));
  await sleep(LOAD_MS);
  first.child.kill("SIGTERM");
  await first.exited;
  const second = await aProcess(data, { ...options, args, under: tracedInto(logs[1]!) });
  await second.url();
  await sleep(LOAD_MS);
  await load.finish();
  await second.kill();
  const calls: SystemCall[] = [];
  for (const log of logs) for await (const call of systemCalls(log, calls.at(-1)?.ended)) calls.push(call);
  return { data, calls, journal: load.journal };
}

/** Cuts the power at random moments of a recording; returns what was wrong afterwards. */
async function cutPower({ data, calls, journal }: Recording, points: number) {
  const random = new Random(Number(process.env.SEED ?? 1));
  const moments = Array.from({ length: points }, () => random.between(0, calls.length)).sort((a, b) => a - b);
  const disk = new Disk(data);
  const told = Journal.union([journal], new Set());
  const problems: string[] = [];
  for (const [place, call] of [...calls, null].entries()) {
    while (moments[0] === place) {
      moments.shift();
      const seed = random.between(0, 2 ** 31);
      const problem = afterCut(disk, new Random(seed), told);
      // The driver lets go of the files of a closed database in a turn of its own.
      await turn();
      if (problem) problems.push(`call ${place}, SEED=${seed}: ${problem}`);
    }
    if (!call) break;
    for (const key of acknowledgedBy(call)) told.acknowledged.add(key);
    disk.apply(call);
  }
  return { problems, acknowledged: told.acknowledged.size };
}

/** Starts on what a power cut has left; returns what is wrong with it. */
function afterCut(disk: Disk, random: Random, told: Journal): string | null {
  const folder = mkdtempSync(join(scratch, "power-cut-"));
  try {
    disk.cutPower(random, folder);
    Sqlite.open(folder).close();
    if (told.acknowledged.size === 0) return null;
    const key = readFileSync(join(folder, "admin.key"), "utf8");
    if (!/^molt\|[0-9a-f]{64}\n$/.test(key)) return "the admin key is damaged";
    requireSound(readLedger(folder), told);
    return null;
  } catch (error) {
    return (error as Error).message;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The answers in what a call sends over a socket: each operation of the fixture app returns its key. */
function acknowledgedBy({ name, texts }: SystemCall): string[] {
  if (!/^(write|writev|sendto|sendmsg)$/.test(name)) return [];
  const sent = Buffer.concat(texts.slice(1)).toString("latin1");
  return [...sent.matchAll(/"(?:value|result)":"((?:ws|http)\d+\.\d+)"/g)].map(([, key]) => key!);
}
