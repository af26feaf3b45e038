import type { Bot } from "../clients/client.ts";
import { markedText } from "../clients/marker.ts";
import type { Contender } from "../contenders.ts";
import { inRounds } from "../rounds.ts";
import { quantile } from "../samples.ts";
import { Usage } from "../usage.ts";
import { sleep, type Workload } from "../workload.ts";

const BOTS = 100;
const ROOMS = 10;
const WARM_UP_MS = 500;
const PACED = 500;

const CLOSED = "as fast as they can";
const OPEN = `${PACED} cycles/s`;

/** Bots on kept HTTP connections: each polls for new messages and posts a reply. */
export const bots: Workload = {
  id: "w4",
  title: `${BOTS} bots in ${ROOMS} rooms, over HTTP: poll and reply`,
  figures: [
    { key: "cyclesPerSecond", label: "cycles/s" },
    { key: "p50", label: "p50 ms", digits: 1 },
    { key: "p99", label: "p99 ms", digits: 1 },
    { key: "cpuPer1k", label: "CPU s/1k", digits: 3 },
    { key: "messagesPerPoll", label: "msgs/poll", digits: 1 },
    { key: "serverLoad", label: "server load", digits: 2 },
    { key: "generatorLoad", label: "gen. load", digits: 2 },
  ],
  goals: [
    {
      label: "G7 cycles / hand-written with an fsync each",
      figure: "cyclesPerSecond",
      setting: CLOSED,
      to: { contender: "plain" },
      atLeast: 1.5,
    },
    { label: "cycles / floor", figure: "cyclesPerSecond", setting: CLOSED, to: { contender: "floor" } },
    { label: "cycles / bare", figure: "cyclesPerSecond", setting: CLOSED, to: { contender: "bare" } },
    {
      label: "G7 p99 at 500/s / hand-written",
      figure: "p99",
      setting: OPEN,
      to: { contender: "plain" },
      atMost: 1.5,
    },
  ],
  run: (bench) =>
    inRounds(
      bench,
      ["molt", "floor", "bare", "plain"],
      async ({ client }) => Array.from({ length: BOTS }, (_, i) => client.bot(`room${i % ROOMS}`)),
      async (contender, ready, round) => {
        for (const pace of [null, PACED]) {
          const values = await work(contender, ready, pace, bench.quick ? 1.5 : 3);
          const setting = pace === null ? CLOSED : OPEN;
          const saturated = values.generatorLoad! > 0.9;
          bench.samples.add({
            workload: "w4",
            setting,
            contender: contender.name,
            round,
            values,
            saturated,
          });
        }
      },
    ),
};

let nextNumber = 1;

/** `pace`: cycles a second of all bots together; `null` lets each begin again at once. */
async function work(
  { process }: Contender,
  ready: Bot[],
  pace: number | null,
  seconds: number,
): Promise<Record<string, number>> {
  const times: number[] = [];
  let messages = 0;
  let measuring = false;
  let over = false;
  const everyMs = pace === null ? 0 : (ready.length / pace) * 1000;
  const run = async (bot: Bot, index: number) => {
    let due = performance.now() + (everyMs * index) / ready.length;
    while (!over) {
      if (pace !== null) await sleep(Math.max(0, due - performance.now()));
      const startedAt = performance.now();
      const came = await bot.poll();
      await bot.reply(markedText(nextNumber++));
      if (measuring) {
        times.push(performance.now() - startedAt);
        messages += came;
      }
      due += everyMs;
    }
  };
  const running = Promise.all(ready.map(run));
  // A bot that fails ends the measurement, at the latest when all are waited for.
  running.catch(() => {});
  await sleep(WARM_UP_MS);
  measuring = true;
  const usage = new Usage(process);
  await sleep(seconds * 1000);
  measuring = false;
  const used = usage.end();
  over = true;
  await running;
  const latencies = Float64Array.from(times);
  return {
    cyclesPerSecond: times.length / used.seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    cpuPer1k: (used.serverSeconds / times.length) * 1000,
    messagesPerPoll: messages / times.length,
    serverLoad: used.serverLoad,
    generatorLoad: used.generatorLoad,
  };
}
