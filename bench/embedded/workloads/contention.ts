import type { Writer } from "../clients/client.ts";
import { closedLoop, LOOP_FIGURES } from "../closedLoop.ts";
import type { Contender } from "../contenders.ts";
import { inRounds } from "../rounds.ts";
import type { Workload } from "../workload.ts";

const CLIENTS = 50;
const ACCOUNTS_EACH = 20;
const HOT_ACCOUNT = CLIENTS * ACCOUNTS_EACH;
const SHARES = [0, 0.8];

const settingOf = (share: number) => `${share * 100} % to one account`;

/** Clients move money, each one transfer at a time, between accounts of their own or to one that all pay into. */
export const contention: Workload = {
  id: "w7",
  title: `${CLIENTS} clients transfer money`,
  figures: LOOP_FIGURES,
  goals: [
    {
      label: "transfers at 80 % contention / at none",
      figure: "perSecond",
      setting: settingOf(0.8),
      to: { setting: settingOf(0) },
      atLeast: 0.8,
    },
    { label: "transfers / floor", figure: "perSecond", setting: settingOf(0), to: { contender: "floor" } },
    { label: "transfers / bare", figure: "perSecond", setting: settingOf(0), to: { contender: "bare" } },
  ],
  run: (bench) =>
    inRounds(bench, ["molt", "floor", "bare"], connect, async ({ name, process }, writers, round) => {
      for (const share of SHARES) {
        const loop = await closedLoop(process, transfers(writers, share), {
          seconds: bench.quick ? 1 : 2,
        });
        bench.samples.add({
          workload: "w7",
          setting: settingOf(share),
          contender: name,
          round,
          values: loop,
        });
      }
    }),
};

async function connect({ client, process }: Contender): Promise<Writer[]> {
  const writers = await Promise.all(Array.from({ length: CLIENTS }, () => client.writer()));
  await writers[0]!.openAccounts(HOT_ACCOUNT + 1, 1_000_000);
  await closedLoop(process, transfers(writers, 0), { seconds: 1 });
  return writers;
}

function transfers(writers: Writer[], share: number): (() => Promise<void>)[] {
  return writers.map((writer, i) => {
    const first = i * ACCOUNTS_EACH;
    const own = () => first + Math.floor(Math.random() * ACCOUNTS_EACH);
    return () => {
      const from = own();
      const next = first + ((from - first + 1) % ACCOUNTS_EACH);
      return writer.transfer(from, Math.random() < share ? HOT_ACCOUNT : next, 1);
    };
  });
}
