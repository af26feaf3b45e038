import { Audience, type AudienceOptions, type Delivered } from "../audience.ts";
import type { ContenderName } from "../contenders.ts";
import { inRounds, type Participant } from "../rounds.ts";
import { LOAD_FIGURES } from "../usage.ts";
import type { Bench, Goal, Workload } from "../workload.ts";

const FIGURES = [
  { key: "messagesPerSecond", label: "msgs/s" },
  { key: "deliveriesPerSecond", label: "deliveries/s" },
  { key: "p50", label: "p50 ms", digits: 1 },
  { key: "p99", label: "p99 ms", digits: 1 },
  { key: "cpuPer100k", label: "CPU s/100k", digits: 2 },
  { key: "bytesPerDelivery", label: "B/delivery" },
  ...LOAD_FIGURES,
];
const FIRST_RATE = 200;
const FIRST_FACTOR = 2;
/** Of a search that begins near the last result. */
const NEXT_FACTOR = 1.25;
const SEARCH_MS = 20_000;
/** Below this, in messages a second, there is nothing to compare. */
const LOWEST_RATE = 1;

interface Search {
  audience: Audience;
  /** The highest rate that passed in the last round. */
  last: number | null;
}

function searching(
  id: string,
  title: string,
  participants: readonly (ContenderName | Participant)[],
  audience: AudienceOptions,
  goals: Goal[],
): Workload {
  const setting = "highest rate";
  return {
    id,
    title: `${title}: highest rate with p99 < 100 ms and nothing lost`,
    figures: FIGURES,
    goals: goals.map((goal) => ({ ...goal, setting })),
    run: (bench) =>
      inRounds(
        bench,
        participants,
        async (contender): Promise<Search> => ({
          audience: await Audience.gather(contender, audience),
          last: null,
        }),
        async ({ name }, search, round) => {
          const { rate, delivered } = await highest(bench, search);
          search.last = rate;
          bench.samples.add({
            workload: id,
            setting,
            contender: name,
            round,
            values: { messagesPerSecond: rate, ...delivered.values },
          });
        },
      ),
  };
}

/**
 * Grows the rate until two tries in a row fail; the first time in large steps, and then it looks once in between. It
 * goes on from where the last round ended, or below when that no longer passes. On a disturbed machine it takes what
 * has passed when its time is over.
 */
async function highest(bench: Bench, { audience, last }: Search): Promise<Found> {
  const seconds = bench.quick ? 1 : 1.5;
  const attempt = async (rate: number): Promise<Found | null> => {
    for (let tries = 0; tries < 2; tries++) {
      const delivered = await audience.run(rate, seconds);
      if (delivered.passed) return { rate, delivered };
    }
    return null;
  };
  const until = performance.now() + SEARCH_MS;
  const factor = last === null ? FIRST_FACTOR : NEXT_FACTOR;
  let rate = last ?? FIRST_RATE;
  let best = await attempt(rate);
  while (!best) {
    rate /= FIRST_FACTOR;
    if (rate < LOWEST_RATE) throw new Error("Not even one message a second arrives in time.");
    best = await attempt(rate);
  }
  let next = await attempt(best.rate * factor);
  while (next) {
    if (performance.now() > until) return next;
    best = next;
    next = await attempt(best.rate * factor);
  }
  if (last !== null || performance.now() > until) return best;
  return (await attempt(best.rate * Math.sqrt(factor))) ?? best;
}

interface Found {
  rate: number;
  delivered: Delivered;
}

/** One room of 1,000 viewers. */
export const oneRoom = searching(
  "w1max",
  "One room, 1,000 viewers of its last 50 messages",
  ["molt", "floor", "bare"],
  { rooms: 1, viewersPerRoom: 1_000, window: 50, writers: 10 },
  [
    {
      label: "deliveries/s / bare",
      figure: "deliveriesPerSecond",
      setting: "",
      to: { contender: "bare" },
      atLeast: 0.35,
    },
    { label: "deliveries/s / floor", figure: "deliveriesPerSecond", setting: "", to: { contender: "floor" } },
  ],
);

/** Many small rooms: the path of a write decides, not the path of a delivery. */
export const manyRooms = searching(
  "w2",
  "200 rooms, 5 viewers each",
  ["molt", "floor", "bare", "plain"],
  { rooms: 200, viewersPerRoom: 5, window: 50, writers: 20 },
  [
    {
      label: "msgs/s / hand-written with an fsync each",
      figure: "messagesPerSecond",
      setting: "",
      to: { contender: "plain" },
      atLeast: 1.4,
    },
    { label: "msgs/s / floor", figure: "messagesPerSecond", setting: "", to: { contender: "floor" } },
    { label: "msgs/s / bare", figure: "messagesPerSecond", setting: "", to: { contender: "bare" } },
  ],
);

const platform: Participant = { name: "molt", app: "platform" };
const besidePlatform: Goal[] = [
  {
    label: "msgs/s / hand-written with an fsync each",
    figure: "messagesPerSecond",
    setting: "",
    to: { contender: "plain" },
  },
  { label: "msgs/s / bare", figure: "messagesPerSecond", setting: "", to: { contender: "bare" } },
];

/** One channel of the platform, watched by 100: how many messages its rules and its log of events let through. */
export const oneChannel = searching(
  "c1max",
  "A stream's chat with 100 viewers",
  [platform, "bare", "plain"],
  { rooms: 1, viewersPerRoom: 100, window: 10, writers: 10 },
  besidePlatform,
);

export const manyChannels = searching(
  "c2",
  "200 streams' chats, 5 viewers each",
  [platform, "bare", "plain"],
  { rooms: 200, viewersPerRoom: 5, window: 10, writers: 20 },
  besidePlatform,
);
