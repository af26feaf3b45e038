import type { Scheduler } from "../src/jobs/scheduler.ts";
import { setTimeout } from "../src/realTimers.ts";

/** So many turns without anything to do show that what waits is not due before the test moves the clock further. */
const IDLE_TURNS = 20;

/**
 * Runs scheduled functions, and those that they schedule, until none is left that `advanceTimers` makes due. Throws
 * after `maxIterations` rounds: functions that go on scheduling one another never end.
 */
export async function finishAll(
  scheduler: Scheduler,
  advanceTimers: () => void,
  maxIterations: number,
): Promise<void> {
  let idleTurns = 0;
  for (let i = 0; i < maxIterations; i++) {
    advanceTimers();
    if (scheduler.busy) {
      idleTurns = 0;
      await settle(scheduler, advanceTimers);
    } else {
      if (scheduler.pending === 0 || idleTurns === IDLE_TURNS) return;
      // It may have been scheduled on the real clock, whose timer needs a turn to fire.
      idleTurns++;
      await turn();
    }
  }
  throw new Error(
    `finishAllScheduledFunctions: functions are still being scheduled after ${maxIterations} iterations. If they are meant to, raise maxIterations.`,
  );
}

/** Waits for running functions; actions among them may themselves wait for a timer. */
async function settle(scheduler: Scheduler, advanceTimers: () => void): Promise<void> {
  let settled = false;
  const done = scheduler.settled().then(() => {
    settled = true;
  });
  while (!settled) {
    await Promise.race([done, turn()]);
    if (!settled) advanceTimers();
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
