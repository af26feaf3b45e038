import type { Writer } from "../clients/client.ts";
import { markedText } from "../clients/marker.ts";
import { closedLoop, LOOP_FIGURES } from "../closedLoop.ts";
import type { Contender } from "../contenders.ts";
import { inRounds, type Participant } from "../rounds.ts";
import type { Goal, Workload } from "../workload.ts";

const FEW = 10;
const MANY = 10_000;
const WINDOW = 10;
const WRITERS = 16;

/** How many rooms are watched, by how many sockets. */
const AUDIENCES: Record<string, { queries: number; sockets: number }> = {
  "10 live queries": { queries: FEW, sockets: FEW },
  "10,000 live queries of 100 sockets": { queries: MANY, sockets: 100 },
  "10,000 live queries of 10,000 sockets": { queries: MANY, sockets: MANY },
};
const [BASE = "", ...LARGE] = Object.keys(AUDIENCES);

/** Writes to a room that nobody watches, while others watch rooms of their own. */
export const liveQueries: Workload = {
  id: "w8",
  title: `${WRITERS} mutations in flight, beside live queries that have nothing to do with them`,
  figures: LOOP_FIGURES,
  goals: LARGE.map(
    (setting): Goal => ({
      label: `CPU per write with ${setting} / with ${FEW}`,
      figure: "cpuPer1k",
      setting,
      to: { setting: BASE },
      atMost: 1.2,
    }),
  ),
  run: (bench) =>
    inRounds(
      bench,
      Object.keys(AUDIENCES).map((variant): Participant => ({ name: "molt", variant })),
      prepare,
      async ({ name, process }, { setting, writers }, round) => {
        const loop = await closedLoop(process, writers.map(write), { seconds: bench.quick ? 1 : 2 });
        bench.samples.add({
          workload: "w8",
          setting,
          contender: name,
          round,
          values: loop,
        });
      },
    ),
};

async function prepare({ client, process }: Contender, { variant: setting = BASE }: Participant) {
  const { queries, sockets } = AUDIENCES[setting]!;
  const each = queries / sockets;
  for (let socket = 0; socket < sockets; socket++)
    await client.watchMany(
      Array.from({ length: each }, (_, i) => `quiet${socket * each + i}`),
      WINDOW,
    );
  const writers = await Promise.all(Array.from({ length: WRITERS }, () => client.writer()));
  await closedLoop(process, writers.map(write), { seconds: 1 });
  return { setting, writers };
}

let nextNumber = 1;

function write(writer: Writer): () => Promise<void> {
  return () => writer.post("busy", markedText(nextNumber++));
}
