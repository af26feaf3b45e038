import { Audience } from "../audience.ts";
import { inRounds } from "../rounds.ts";
import { LOAD_FIGURES } from "../usage.ts";
import type { Bench, Workload } from "../workload.ts";

const RATE = 50;
const VIEWERS = [1, 100, 1_000];
/** A chat's live tail; its history does not change and is no part of the live query. */
const WINDOW = 10;

const settingOf = (viewers: number) => `${viewers} viewers, ${RATE} messages/s`;
const crowd = settingOf(1_000);

/** One room at a rate that everybody carries: what a delivery costs, and how long it takes. */
export const fanOut: Workload = {
  id: "w1",
  title: `One room, everybody watches its last ${WINDOW} messages`,
  figures: [
    { key: "cpuPer100k", label: "CPU s/100k", digits: 2 },
    { key: "p50", label: "p50 ms", digits: 1 },
    { key: "p99", label: "p99 ms", digits: 1 },
    { key: "lastP50", label: "last p50", digits: 1 },
    { key: "lastP99", label: "last p99", digits: 1 },
    { key: "bytesPerDelivery", label: "B/delivery" },
    { key: "arrived", label: "arrived", digits: 3 },
    ...LOAD_FIGURES,
  ],
  goals: [
    {
      label: "CPU per delivery / protocol floor",
      figure: "cpuPer100k",
      setting: crowd,
      to: { contender: "floor" },
      atMost: 1.3,
    },
    { label: "CPU per delivery / bare", figure: "cpuPer100k", setting: crowd, to: { contender: "bare" } },
    { label: "p99 / bare", figure: "p99", setting: crowd, to: { contender: "bare" }, atMost: 1.5 },
    {
      label: "bytes per delivery / bare",
      figure: "bytesPerDelivery",
      setting: crowd,
      to: { contender: "bare" },
    },
    { label: "last of 1,000 p50 / bare", figure: "lastP50", setting: crowd, to: { contender: "bare" } },
  ],
  async run(bench) {
    for (const viewers of bench.quick ? VIEWERS.slice(-1) : VIEWERS) await measure(bench, viewers);
  },
};

async function measure(bench: Bench, viewers: number): Promise<void> {
  await inRounds(
    bench,
    ["molt", "floor", "bare"],
    (contender) =>
      Audience.gather(contender, { rooms: 1, viewersPerRoom: viewers, window: WINDOW, writers: 10 }),
    async ({ name }, audience, round) => {
      const { values } = await audience.run(RATE, bench.quick ? 1.5 : viewers === 1_000 ? 3 : 2);
      bench.samples.add({
        workload: "w1",
        setting: settingOf(viewers),
        contender: name,
        round,
        values,
      });
    },
  );
}
