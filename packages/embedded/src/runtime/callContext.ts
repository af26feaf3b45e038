import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout } from "../realTimers.ts";

/** As long as Convex lets an action go on. What a call has left behind, such as the body of an answer, may last on. */
const KEPT_MS = 600_000;

/**
 * Leads whatever a call does later back to the call. In Node.js 20 every promise of the process takes twice as long
 * while this is at work, so it is switched off when no call has been made for a while.
 */
export class CallContext<Frame> {
  private readonly storage = new AsyncLocalStorage<Frame>();
  private running = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(keptMs = KEPT_MS) {
    this.timer = setTimeout(() => {
      if (this.running === 0) this.storage.disable();
    }, keptMs).unref();
  }

  /** The frame of the call that is running now, if one is. */
  get current(): Frame | undefined {
    return this.storage.getStore();
  }

  async run<T>(frame: Frame, work: () => Promise<T>): Promise<T> {
    this.running++;
    try {
      return await this.storage.run(frame, work);
    } finally {
      this.running--;
      this.timer.refresh();
    }
  }
}
