import type { Contender, ContenderName } from "./contenders.ts";
import type { Bench } from "./workload.ts";

/**
 * Starts the servers of a workload, prepares each, lets each have a turn per round, and stops them. What disturbs
 * the machine so disturbs all of them, and a ratio is one of two neighbours in time.
 */
export async function inRounds<Prepared>(
  bench: Bench,
  names: readonly ContenderName[],
  prepare: (contender: Contender) => Promise<Prepared>,
  turn: (contender: Contender, prepared: Prepared, round: number) => Promise<void>,
): Promise<void> {
  const started: { contender: Contender; prepared: Prepared }[] = [];
  const contenders: Contender[] = [];
  try {
    for (const name of bench.alone ? (["molt"] as const) : names) {
      const contender = await bench.stage.start(name);
      contenders.push(contender);
      started.push({ contender, prepared: await prepare(contender) });
    }
    for (let round = 0; round < bench.rounds; round++)
      for (const { contender, prepared } of started) await turn(contender, prepared, round);
  } finally {
    await Promise.all(contenders.map((contender) => contender.process.stop()));
  }
}
