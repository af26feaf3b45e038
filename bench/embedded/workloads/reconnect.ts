import type { Connection } from "../clients/client.ts";
import { markedText } from "../clients/marker.ts";
import type { Contender } from "../contenders.ts";
import { inRounds } from "../rounds.ts";
import { quantile } from "../samples.ts";
import { LOAD_FIGURES, Usage } from "../usage.ts";
import { sleep, type Workload } from "../workload.ts";

const VIEWERS = 1_000;
const WINDOW = 50;
const ROOM = "room0";
const SETTING = `${VIEWERS} viewers`;

/** All viewers lose their connections at one moment and come back without waiting, which is harder than what clients do. */
export const reconnect: Workload = {
  id: "w5",
  title: `Everybody reconnects at once, until all have the last ${WINDOW} messages`,
  figures: [
    { key: "all", label: "all ms" },
    { key: "p50", label: "p50 ms" },
    { key: "serverSeconds", label: "server CPU s", digits: 2 },
    ...LOAD_FIGURES,
  ],
  goals: [
    { label: "all back / bare", figure: "all", setting: SETTING, to: { contender: "bare" }, atMost: 1.5 },
    { label: "all back / floor", figure: "all", setting: SETTING, to: { contender: "floor" } },
  ],
  run: (bench) =>
    inRounds(
      bench,
      ["molt", "floor", "bare"],
      async (contender) => {
        const writer = await contender.client.writer();
        await writer.fill(ROOM, markedText(0), WINDOW);
        const viewers = await comeTogether(contender);
        await storm(contender, viewers);
        return viewers;
      },
      async (contender, viewers, round) => {
        const values = await storm(contender, viewers);
        bench.samples.add({
          workload: "w5",
          setting: SETTING,
          contender: contender.name,
          round,
          values,
        });
      },
    ),
};

function comeTogether({ client }: Contender): Promise<Connection[]> {
  return Promise.all(Array.from({ length: VIEWERS }, () => client.watch(ROOM, WINDOW, () => false)));
}

/** Replaces the connections in place. */
async function storm(contender: Contender, viewers: Connection[]) {
  for (const viewer of viewers) viewer.close();
  // The server notices the ends first, as it would when a network goes away and comes back.
  await sleep(500);
  const usage = new Usage(contender.process);
  const startedAt = performance.now();
  const times = new Float64Array(VIEWERS);
  await Promise.all(
    viewers.map(async (_, i) => {
      viewers[i] = await contender.client.watch(ROOM, WINDOW, () => false);
      times[i] = performance.now() - startedAt;
    }),
  );
  const { serverSeconds, loads } = usage.end();
  return { all: Math.max(...times), p50: quantile(times, 0.5), serverSeconds, ...loads };
}
