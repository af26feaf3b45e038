import type { Opener } from "../clients/client.ts";
import { markedText } from "../clients/marker.ts";
import type { Contender } from "../contenders.ts";
import { filledFolder, roomOf } from "../filledFolder.ts";
import { inRounds } from "../rounds.ts";
import { quantile } from "../samples.ts";
import { type Bench, type Goal, sleep, type Workload } from "../workload.ts";

const SIZES = [1_000, 100_000, 1_000_000];
const WINDOW = 50;
const FIGURES = [
  { key: "p50", label: "p50 ms", digits: 2 },
  { key: "p99", label: "p99 ms", digits: 2 },
  { key: "first", label: "first ms", digits: 2 },
];

/** The data of a run, also for the start after a crash. */
export const fillingOf = ({ quick }: Bench) => ({
  rooms: quick ? SIZES.slice(0, 2) : SIZES,
  mib: quick ? 128 : 1_024,
});

type Freshness = "uncached" | "cached";
const settingOf = (size: number, freshness: Freshness) =>
  `${size.toLocaleString("en")} messages, ${freshness}`;

const growth = (freshness: Freshness, size: number): Goal => ({
  label: `p50 of ${size.toLocaleString("en")} / of 1,000, ${freshness}`,
  figure: "p50",
  setting: settingOf(size, freshness),
  to: { setting: settingOf(1_000, freshness) },
  atMost: 1.2,
});

/** A connected user opens a room: the time must not grow with what the room holds. */
export const history: Workload = {
  id: "w3",
  title: `Open a room of many messages: its last ${WINDOW}`,
  figures: FIGURES,
  goals: [
    ...SIZES.slice(1).flatMap((size) => [growth("uncached", size), growth("cached", size)]),
    ...SIZES.map(
      (size): Goal => ({
        label: `p50 of ${size.toLocaleString("en")}, uncached / bare`,
        figure: "p50",
        setting: settingOf(size, "uncached"),
        to: { contender: "bare" },
        atMost: 2.5,
      }),
    ),
  ],
  async run(bench) {
    const filling = fillingOf(bench);
    const participant = async (name: "molt" | "bare") => ({
      name,
      dir: await filledFolder(bench.stage, name, filling),
    });
    const participants = [await participant("molt"), ...(bench.alone ? [] : [await participant("bare")])];
    await inRounds(bench, participants, prepare, async ({ name }, opener, round) => {
      for (const size of filling.rooms)
        for (const freshness of ["uncached", "cached"] as const)
          bench.samples.add({
            workload: "w3",
            setting: settingOf(size, freshness),
            contender: name,
            round,
            values: await openOften(opener, size, freshness, bench.quick ? 20 : 50),
          });
    });

    /** Somebody else has every room open, so that a result others have is there. */
    async function prepare({ client }: Contender): Promise<Opener> {
      for (const size of filling.rooms) await client.watch(roomOf(size), WINDOW, () => false);
      return client.opener();
    }
  },
};

const opened = (size: number) => `${size.toLocaleString("en")} messages`;

/** The same with the platform's own functions and the queries of its client, with nobody else in the channel. */
export const openChannel: Workload = {
  id: "c3",
  title: "Open a stream's chat of many messages: the newest, then the pages around it",
  figures: FIGURES,
  goals: SIZES.slice(1).map((size) => ({
    label: `p50 of ${size.toLocaleString("en")} / of 1,000`,
    figure: "p50",
    setting: opened(size),
    to: { setting: opened(1_000) },
    atMost: 1.2,
  })),
  async run(bench) {
    const sizes = bench.quick ? SIZES.slice(0, 2) : SIZES;
    await inRounds(
      bench,
      [{ name: "molt", app: "platform" }],
      async ({ client }) => {
        const writer = await client.writer();
        for (const size of sizes) await writer.fill(roomOf(size), markedText(0), size);
        writer.close();
        return client.opener();
      },
      async ({ name }, opener, round) => {
        for (const size of sizes)
          bench.samples.add({
            workload: "c3",
            setting: opened(size),
            contender: name,
            round,
            values: await openOften(opener, size, "uncached", bench.quick ? 20 : 50),
          });
      },
    );
  },
};

async function openOften(opener: Opener, size: number, freshness: Freshness, times: number) {
  const latencies = new Float64Array(times);
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    const came = await opener.open(roomOf(size), WINDOW, freshness === "cached");
    latencies[i] = performance.now() - startedAt;
    if (came < WINDOW) throw new Error(`${came} messages came instead of ${WINDOW}.`);
    await sleep(5);
  }
  const first = latencies[0]!;
  return { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), first };
}
