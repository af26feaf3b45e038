import { Audience } from "../audience.ts";
import type { ContenderName } from "../contenders.ts";
import { inRounds, type Participant } from "../rounds.ts";
import { LOAD_FIGURES } from "../usage.ts";
import type { Bench, Goal, Workload } from "../workload.ts";

const RATE = 50;
const FIGURES = [
  { key: "cpuPer100k", label: "CPU s/100k", digits: 2 },
  { key: "p50", label: "p50 ms", digits: 1 },
  { key: "p99", label: "p99 ms", digits: 1 },
  { key: "lastP50", label: "last p50", digits: 1 },
  { key: "lastP99", label: "last p99", digits: 1 },
  { key: "bytesPerDelivery", label: "B/delivery" },
  { key: "arrived", label: "arrived", digits: 3 },
  ...LOAD_FIGURES,
];
/** A chat's live tail; its history does not change and is no part of the live query. */
const WINDOW = 10;

const settingOf = (viewers: number) => `${viewers} viewers, ${RATE} messages/s`;
const crowd = settingOf(1_000);

interface FanOut {
  id: string;
  title: string;
  /** How many watch, one setting after another; a quick run has the last one only. */
  viewers: readonly number[];
  participants: readonly (ContenderName | Participant)[];
  /** Without a setting: that of 1,000 viewers. */
  goals: readonly Omit<Goal, "setting">[];
}

function fanningOut({ id, title, viewers, participants, goals }: FanOut): Workload {
  return {
    id,
    title,
    figures: FIGURES,
    goals: goals.map((goal) => ({ ...goal, setting: crowd })),
    async run(bench) {
      for (const count of bench.quick ? viewers.slice(-1) : viewers)
        await measure(bench, id, participants, count);
    },
  };
}

async function measure(
  bench: Bench,
  workload: string,
  participants: FanOut["participants"],
  viewers: number,
): Promise<void> {
  await inRounds(
    bench,
    participants,
    (contender) =>
      Audience.gather(contender, { rooms: 1, viewersPerRoom: viewers, window: WINDOW, writers: 10 }),
    async ({ name }, audience, round) => {
      // Long enough that p99 is made by several messages: one that is late is late for the whole room.
      const { values } = await audience.run(RATE, bench.quick ? 1.5 : viewers === 1_000 ? 8 : 2);
      bench.samples.add({ workload, setting: settingOf(viewers), contender: name, round, values });
    },
  );
}

/** One room at a rate that everybody carries: what a delivery costs, and how long it takes. */
export const fanOut = fanningOut({
  id: "w1",
  title: `One room, everybody watches its last ${WINDOW} messages`,
  viewers: [1, 100, 1_000],
  participants: ["molt", "floor", "bare"],
  goals: [
    {
      label: "CPU per delivery / protocol floor",
      figure: "cpuPer100k",
      to: { contender: "floor" },
      atMost: 1.3,
    },
    { label: "CPU per delivery / bare", figure: "cpuPer100k", to: { contender: "bare" } },
    { label: "p99 / bare", figure: "p99", to: { contender: "bare" }, atMost: 1.5 },
    { label: "p99 of the floor / bare", figure: "p99", of: "floor", to: { contender: "bare" } },
    { label: "bytes per delivery / bare", figure: "bytesPerDelivery", to: { contender: "bare" } },
    { label: "last of 1,000 p50 / bare", figure: "lastP50", to: { contender: "bare" } },
  ],
});

/** The same with the platform's own chat: its rules for a message, and the queries that its client watches. */
export const platformFanOut = fanningOut({
  id: "c1",
  title: "A stream's chat as the web client watches it",
  viewers: [10, 100, 1_000],
  participants: [{ name: "molt", app: "platform" }, "bare"],
  goals: [
    { label: "bytes per delivery / bare", figure: "bytesPerDelivery", to: { contender: "bare" }, atMost: 3 },
    { label: "CPU per delivery / bare", figure: "cpuPer100k", to: { contender: "bare" } },
    { label: "p99 / bare", figure: "p99", to: { contender: "bare" } },
  ],
});
