import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { aFreePort, aProcess, aPushFile } from "../process.ts";
import { Random } from "../random/seed.ts";
import { eventually, temporaryDir } from "../support.ts";
import { readLedger, requireNone, requireSound } from "./ledger.ts";
import { Load } from "./load.ts";
import { aMetricsReader } from "./metrics.ts";
import { Viewer } from "./viewer.ts";

const VIEWERS = 1_500;
const WRITERS = 4;
const LIVE_AGAIN_WITHIN_MS = 10_000;

test("SY14: when all sockets are cut at once, and when the server crashes, every viewer is live again, each query having run once", async () => {
  const dir = temporaryDir();
  const data = join(dir, "data");
  const args = ["--port", `${await aFreePort()}`];
  let process = await aProcess(data, { args: [...args, "--push", await aPushFile(dir, "crash/app")] });
  const url = await process.url();
  const metrics = aMetricsReader(url, data);
  const load = new Load(url, WRITERS, new Random(1));
  const viewers = Array.from({ length: VIEWERS }, () => new Viewer(20));
  onTestFinished(() => {
    for (const { session } of viewers) session.drop();
  });
  await Promise.all(viewers.map((viewer) => viewer.watch(url)));

  const runsBefore = await runsAndCommits(metrics);
  for (const { session } of viewers) session.drop();
  const cutMs = await allLiveAgain(viewers, url);
  const runsAfter = await runsAndCommits(metrics);
  // One run per commit that changed the entries, and one more for whoever came first.
  expect(runsAfter.queries - runsBefore.queries).toBeLessThanOrEqual(
    runsAfter.commits - runsBefore.commits + 20,
  );

  await process.kill();
  process = await aProcess(data, { args });
  await process.url();
  const crashMs = await allLiveAgain(viewers, url);
  const { queries, commits } = await runsAndCommits(metrics);
  expect(queries).toBeLessThanOrEqual(commits + 20);

  await load.finish();
  const ledger = readLedger(data);
  requireSound(ledger, load.journal);
  const last = ledger.entries.length - 1;
  await eventually(() => (viewers.every(({ newest }) => newest === last) ? true : undefined), 10_000);
  requireNone(viewers.flatMap(({ problems, session }) => [...problems, ...session.refusals]));
  console.log(`${VIEWERS} viewers live again ${cutMs} ms after a cut and ${crashMs} ms after a crash`);
  expect(Math.max(cutMs, crashMs)).toBeLessThan(LIVE_AGAIN_WITHIN_MS);
}, 90_000);

/** Brings all viewers back within half a second; returns how long it took until the last one was shown something. */
async function allLiveAgain(viewers: readonly Viewer[], url: string): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(
    viewers.map(async (viewer, i) => {
      await sleep((i / viewers.length) * 500);
      await viewer.watch(url);
    }),
  );
  return Math.round(performance.now() - startedAt);
}

/** How often queries have run and how often data were committed since the process began. */
async function runsAndCommits(metrics: ReturnType<typeof aMetricsReader>) {
  const [queries, commits] = await metrics(
    'convex_function_runs_total{type="query",outcome="success"}',
    'convex_commits_total{outcome="success"}',
  );
  return { queries: queries!, commits: commits! };
}
