import type { Client, Connection } from "../clients/client.ts";
import { markedText } from "../clients/marker.ts";
import type { ContenderName } from "../contenders.ts";
import { type Bench, sleep, type Workload } from "../workload.ts";

const VIEWERS = 1_000;
const IDLE = 10_000;
const WINDOW = 10;
const OPENING = 100;
/** Until a server has done what it does after a connection. */
const SETTLE_MS = 1_500;

const WATCHING = `${VIEWERS.toLocaleString("en")} viewers of one room`;
const RESTING = `${IDLE.toLocaleString("en")} idle sockets`;

/** Resident memory of a new server before and after connections are opened; nobody forces a garbage collection. */
export const memory: Workload = {
  id: "w6",
  title: "Memory of connections",
  figures: [
    { key: "beforeMib", label: "before MiB" },
    { key: "afterMib", label: "after MiB" },
    { key: "kibEach", label: "KiB each", digits: 1 },
  ],
  goals: [
    {
      label: "memory per viewer / bare",
      figure: "kibEach",
      setting: WATCHING,
      to: { contender: "bare" },
      atMost: 2,
    },
    { label: "MiB with 10,000 idle sockets", figure: "afterMib", setting: RESTING, atMost: 250 },
  ],
  async run(bench) {
    for (let round = 0; round < bench.rounds; round++)
      for (const name of bench.alone ? (["molt"] as const) : (["molt", "bare"] as const)) {
        await measure(bench, name, round, WATCHING, VIEWERS, (client) =>
          client.watch("room0", WINDOW, () => false),
        );
        await measure(bench, name, round, RESTING, IDLE, (client) => client.idle());
      }
  },
};

async function measure(
  bench: Bench,
  name: ContenderName,
  round: number,
  setting: string,
  connections: number,
  open: (client: Client) => Promise<Connection>,
): Promise<void> {
  const { client, process } = await bench.stage.start(name);
  try {
    const writer = await client.writer();
    await writer.fill("room0", markedText(0), WINDOW);
    await sleep(SETTLE_MS);
    const before = process.memoryKib();
    const opened: Connection[] = [];
    const openSome = async () => {
      for (let share = connections / OPENING; share > 0; share--) opened.push(await open(client));
    };
    await Promise.all(Array.from({ length: OPENING }, openSome));
    await sleep(SETTLE_MS);
    const after = process.memoryKib();
    const lost = opened.filter(({ isOpen }) => !isOpen).length;
    if (lost > 0) throw new Error(`The server has closed ${lost} connections.`);
    bench.samples.add({
      workload: "w6",
      setting,
      contender: name,
      round,
      values: {
        beforeMib: before / 1024,
        afterMib: after / 1024,
        kibEach: (after - before) / connections,
      },
    });
    for (const connection of opened) connection.close();
  } finally {
    await process.stop();
  }
}
