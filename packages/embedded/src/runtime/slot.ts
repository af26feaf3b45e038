import type { Code } from "../modules/code.ts";
import { setTimeout } from "../realTimers.ts";
import type { TransactionFrame } from "./frame.ts";

/** Convex gives user code one second; this bound only ends what would never end. */
const STUCK_AFTER_MS = 5_000;

/** A realm and the call that runs in it. Calls of one realm never overlap, so one slot is enough. */
export class Slot {
  frame: TransactionFrame | null = null;
  /** Set while a call is waited for. */
  private giveUp: (() => void) | null = null;
  /** One for all calls of the realm: to set it back costs less than a new one for each. */
  private readonly timer = setTimeout(() => this.giveUp?.(), STUCK_AFTER_MS).unref();

  constructor(
    readonly name: string,
    readonly code: Code,
  ) {}

  /**
   * Waits for a call, but not for ever: one that waits for something that never comes would hold up every other
   * transaction. `abandon` then says what it fails with.
   */
  patiently(call: Promise<string>, abandon: () => Error): Promise<string> {
    this.timer.refresh();
    return new Promise((resolve, reject) => {
      // Assigned to the property right away, V8 would make each of these functions among the old objects, and keep
      // alive with it what the call has made.
      const giveUp = () => reject(abandon());
      this.giveUp = giveUp;
      call.then(
        (text) => {
          this.giveUp = null;
          resolve(text);
        },
        (error) => {
          this.giveUp = null;
          reject(error);
        },
      );
    });
  }
}
