import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { aFreePort, aProcess, aPushFile, type ProcessOptions } from "../process.ts";
import { everySeed, firstSeedThatFails, limitFor, type Random } from "../random/seed.ts";
import { eventually, temporaryDir } from "../support.ts";
import { jobsToCome, readLedger, requireNone, requireSound } from "./ledger.ts";
import { filesAmiss, Load } from "./load.ts";
import { withDriver } from "./twin.ts";

const CLIENTS = 24;
const SEEDS = 3;
const KILLS_PER_SEED = 4;
/** Generous, because tests share the machine; the benchmark measures it alone. */
const READY_WITHIN_MS = 10_000;

test(
  "DU1, SY5, JB1: nothing acknowledged is lost, doubled or half done over SIGKILLs under load",
  async () => {
    const readyMs: number[] = [];
    let acknowledged = 0;
    await everySeed(SEEDS, async (random) => {
      const { load, ready } = await cyclesOfKills(random, KILLS_PER_SEED);
      readyMs.push(...ready);
      acknowledged += load.journal.acknowledged.size;
    });
    console.log(
      `${readyMs.length} kills, ${acknowledged} operations, ready again after ${Math.max(...readyMs)} ms at most`,
    );
    expect(Math.max(...readyMs)).toBeLessThan(READY_WITHIN_MS);
  },
  limitFor(SEEDS, 60_000),
);

test("DU1: a runtime that answers before it commits is caught", async () => {
  const env = withDriver("ackBeforeCommit");
  const { message } = await firstSeedThatFails(
    async (random) => void (await cyclesOfKills(random, 1, { env })),
  );
  expect(message).toMatch(/was acknowledged and is lost/);
}, 120_000);

/** Kills a deployment under load again and again; what it leaves each time and in the end must be sound. */
async function cyclesOfKills(random: Random, kills: number, options: ProcessOptions = {}) {
  const dir = temporaryDir();
  const data = join(dir, "data");
  const args = ["--port", `${await aFreePort()}`];
  let process = await aProcess(data, {
    ...options,
    args: [...args, "--push", await aPushFile(dir, "crash/app")],
  });
  const load = new Load(await process.url(), CLIENTS, random);
  const ready: number[] = [];
  for (let kill = 0; kill < kills; kill++) {
    await sleep(random.between(50, 1_500));
    await process.kill();
    const { journal } = load;
    requireSound(readLedger(data), journal);
    const startedAt = performance.now();
    process = await aProcess(data, { ...options, args });
    await process.url();
    ready.push(Math.round(performance.now() - startedAt));
  }
  await load.finish();
  const ledger = await eventually(() => {
    const found = readLedger(data);
    return jobsToCome(found, load.journal).length === 0 ? found : undefined;
  }, 20_000);
  requireSound(ledger, load.journal);
  requireNone(await filesAmiss(load.url, ledger.files));
  requireNone(load.sessions.flatMap(({ refusals }) => refusals));
  await process.kill();
  return { load, ready };
}
