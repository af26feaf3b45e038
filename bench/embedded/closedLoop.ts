import { quantile } from "./samples.ts";
import type { ServerProcess } from "./serverProcess.ts";
import { LOAD_FIGURES, Usage } from "./usage.ts";
import { type Figure, sleep } from "./workload.ts";

const RUN_UP_MS = 300;

export interface LoopOptions {
  seconds: number;
  /** Steps a second of all workers together; without it each begins again at once. */
  pace?: number;
}

/**
 * Lets each worker repeat its step, one at a time. A step that fails ends the measurement: a figure with errors in
 * it says nothing.
 */
export async function closedLoop(
  server: ServerProcess,
  workers: readonly (() => Promise<unknown>)[],
  { seconds, pace }: LoopOptions,
) {
  const times: number[] = [];
  let measuring = false;
  let over = false;
  const everyMs = pace === undefined ? 0 : (workers.length / pace) * 1000;
  const repeat = async (step: () => Promise<unknown>, worker: number) => {
    let due = performance.now() + (everyMs * worker) / workers.length;
    while (!over) {
      if (pace !== undefined) await sleep(Math.max(0, due - performance.now()));
      due += everyMs;
      const startedAt = performance.now();
      await step();
      if (measuring) times.push(performance.now() - startedAt);
    }
  };
  const running = Promise.all(workers.map(repeat));
  // It is waited for below; until then a failure must not count as one that nobody handles.
  running.catch(() => {});
  await Promise.race([running, sleep(RUN_UP_MS)]);
  measuring = true;
  const usage = new Usage(server);
  await Promise.race([running, sleep(seconds * 1000)]);
  measuring = false;
  const { serverSeconds, loads, seconds: measured } = usage.end();
  over = true;
  await running;
  const latencies = Float64Array.from(times);
  return {
    perSecond: times.length / measured,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    cpuPer1k: (serverSeconds / times.length) * 1000,
    ...loads,
  };
}

export const LOOP_FIGURES: readonly Figure[] = [
  { key: "perSecond", label: "per second" },
  { key: "p50", label: "p50 ms", digits: 1 },
  { key: "p99", label: "p99 ms", digits: 1 },
  { key: "cpuPer1k", label: "CPU s/1k", digits: 3 },
  ...LOAD_FIGURES,
];
