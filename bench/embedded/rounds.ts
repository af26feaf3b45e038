import type { AppName, Contender, ContenderName } from "./contenders.ts";
import type { Bench } from "./workload.ts";

export interface Participant {
  name: ContenderName;
  /** Data to start with; an empty folder of its own by default. */
  dir?: string;
  /** What the embedded runtime runs; the bench's own app by default. */
  app?: AppName;
  /** Tells servers of one kind apart. */
  variant?: string;
}

/**
 * Starts the servers of a workload, prepares each, lets each have a turn per round, and stops them. What disturbs
 * the machine so disturbs all of them, and a ratio is one of two neighbours in time.
 */
export async function inRounds<Prepared>(
  bench: Bench,
  participants: readonly (ContenderName | Participant)[],
  prepare: (contender: Contender, participant: Participant) => Promise<Prepared>,
  turn: (contender: Contender, prepared: Prepared, round: number) => Promise<void>,
): Promise<void> {
  const started: { contender: Contender; prepared: Prepared }[] = [];
  const contenders: Contender[] = [];
  try {
    for (const entry of participants) {
      const participant = typeof entry === "string" ? { name: entry } : entry;
      if (bench.alone && participant.name !== "molt") continue;
      const contender = await bench.stage.start(participant.name, participant.dir, participant.app);
      contenders.push(contender);
      started.push({ contender, prepared: await prepare(contender, participant) });
    }
    for (let round = 0; round < bench.rounds; round++)
      for (const { contender, prepared } of started) await turn(contender, prepared, round);
  } finally {
    await Promise.all(contenders.map((contender) => contender.process.stop()));
  }
}
