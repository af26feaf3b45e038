import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { aFreePort, aProcess, aPushFile } from "../process.ts";
import { everySeed, limitFor, type Random } from "../random/seed.ts";
import { eventually, temporaryDir } from "../support.ts";
import { overHttp } from "./clients.ts";
import { Journal } from "./journal.ts";
import { jobsToCome, readLedger, requireSound } from "./ledger.ts";
import { aMetricsReader } from "./metrics.ts";

const MUTATIONS = 6_000;
const ACTIONS = 40;
const CANCELLED = 500;
const PER_CALL = 500;
const PENDING = "convex_scheduled_functions";

test(
  "JB1, JB2, JB3: jobs that came due while the deployment was down run once, whatever kills the catching up",
  async () => {
    await everySeed(1, async (random) => {
      const dir = temporaryDir();
      const data = join(dir, "data");
      const args = ["--port", `${await aFreePort()}`];
      let process = await aProcess(data, { args: [...args, "--push", await aPushFile(dir, "crash/app")] });
      const url = await process.url();
      const journal = new Journal("job");
      const cancelled = await scheduleAll(url, journal, random);
      process.child.kill("SIGTERM");
      expect(await process.exited).toBe(0);
      expect(readLedger(data).runs).toEqual([]);
      await sleep(Math.max(0, lastDue(journal) - Date.now()));

      let pending = MUTATIONS - cancelled.size;
      for (let kill = 0; kill < 3; kill++) {
        process = await aProcess(data, { args });
        await process.url();
        const metrics = aMetricsReader(url, data);
        const enough = pending - random.between(1, 1_000);
        pending = await eventually(async () => {
          const [left] = await metrics(PENDING);
          return left! <= enough ? left : undefined;
        });
        await process.kill();
        requireSound(readLedger(data), journal);
      }
      const ranBeforeKill = readLedger(data).runs.length;
      expect(ranBeforeKill).toBeGreaterThan(0);
      expect(ranBeforeKill).toBeLessThan(MUTATIONS - CANCELLED);

      process = await aProcess(data, { args });
      await process.url();
      const ledger = await eventually(() => {
        const found = readLedger(data);
        return jobsToCome(found, journal).length === 0 ? found : undefined;
      }, 30_000);
      requireSound(ledger, journal);
      expect(ledger.runs.filter(({ key }) => cancelled.has(key))).toEqual([]);
      console.log(`${ledger.runs.length} jobs, ${ranBeforeKill} of them before the last kill`);
    });
  },
  limitFor(1, 60_000),
);

/** Schedules mutations and actions for the next seconds, and cancels some; returns the keys of these. */
async function scheduleAll(url: string, journal: Journal, random: Random): Promise<ReadonlySet<string>> {
  const soon = Date.now() + 6_000;
  const schedule = async (count: number, how: "run" | "act") => {
    const dueAt = soon + random.between(0, 500);
    const keys = Array.from({ length: count }, () => journal.nextKey());
    const ids = (await overHttp(url, "ledger:laterMany", { keys, dueAt, how })) as string[];
    return keys.map((key, i) => ({ key, id: ids[i]!, dueAt, isAction: how === "act" }));
  };
  const calls = Array.from({ length: MUTATIONS / PER_CALL }, () => schedule(PER_CALL, "run"));
  const jobs = (await Promise.all([...calls, schedule(ACTIONS, "act")])).flat();
  const cancelled = new Map(
    Array.from({ length: CANCELLED }, () => random.pick(jobs)).map(({ key, id }) => [key, id]),
  );
  await overHttp(url, "ledger:cancelMany", { ids: [...cancelled.values()] });
  expect(Date.now()).toBeLessThan(soon);
  for (const { key, dueAt, isAction } of jobs) {
    journal.jobs.set(key, { dueAt, isAction });
    if (!cancelled.has(key)) journal.acknowledge(key);
  }
  return new Set(cancelled.keys());
}

function lastDue(journal: Journal): number {
  return Math.max(...[...journal.jobs.values()].map(({ dueAt }) => dueAt));
}
