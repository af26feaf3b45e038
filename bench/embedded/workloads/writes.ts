import type { Writer } from "../clients/client.ts";
import { markedText } from "../clients/marker.ts";
import { closedLoop, LOOP_FIGURES } from "../closedLoop.ts";
import type { Contender } from "../contenders.ts";
import { inRounds } from "../rounds.ts";
import type { Goal, Workload } from "../workload.ts";

const WINDOWS = [1, 16, 256];
/** A client's mutations run one after another, so a window is spread over clients before it deepens. */
const SOCKETS = 16;
const ROOMS = 10;

type Transport = "WebSocket" | "HTTP";
const settingOf = (transport: Transport, window: number) => `${transport}, ${window} in flight`;
const SETTINGS = (["WebSocket", "HTTP"] as const).flatMap((transport) =>
  WINDOWS.map((window) => ({ transport, window })),
);

/** Mutations that insert one message, each answered when it is on the disk. */
export const writes: Workload = {
  id: "w0",
  title: "Durable mutations: insert one message of 200 bytes, nobody watches",
  figures: LOOP_FIGURES,
  goals: SETTINGS.flatMap(({ transport, window }) =>
    (["floor", "bare"] as const).map(
      (contender): Goal => ({
        label: `${settingOf(transport, window)}: per second / ${contender}`,
        figure: "perSecond",
        setting: settingOf(transport, window),
        to: { contender },
      }),
    ),
  ),
  run: (bench) =>
    inRounds(bench, ["molt", "floor", "bare"], connect, async ({ name, process }, connected, round) => {
      for (const { transport, window } of SETTINGS) {
        const workers = connected[transport].slice(0, window);
        const loop = await closedLoop(process, workers, { seconds: bench.quick ? 0.7 : 1.2 });
        bench.samples.add({
          workload: "w0",
          setting: settingOf(transport, window),
          contender: name,
          round,
          values: loop,
        });
      }
    }),
};

let nextNumber = 1;

/** As many workers per transport as the largest window asks for. */
async function connect({ client, process }: Contender): Promise<Record<Transport, (() => Promise<void>)[]>> {
  const most = Math.max(...WINDOWS);
  const writers: Writer[] = [];
  for (let i = 0; i < SOCKETS; i++) writers.push(await client.writer());
  const bots = Array.from({ length: most }, (_, i) => client.bot(`room${i % ROOMS}`));
  const workers = {
    WebSocket: Array.from(
      { length: most },
      (_, i) => () => writers[i % SOCKETS]!.post(`room${i % ROOMS}`, markedText(nextNumber++)),
    ),
    HTTP: bots.map((bot) => () => bot.reply(markedText(nextNumber++))),
  };
  for (const transport of ["WebSocket", "HTTP"] as const)
    await closedLoop(process, workers[transport], { seconds: 0.5 });
  return workers;
}
