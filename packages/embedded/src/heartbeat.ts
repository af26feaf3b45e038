import { isMainThread, workerData } from "node:worker_threads";

/** Cells of the memory that the runtime's thread shares with the thread that watches it. */
export const BEAT = 0;
export const PATIENCE = 1;

const BEAT_EVERY_MS = 250;

/**
 * Tells the watching thread (`bin/embedded.mjs`) that the event loop turns. A function that spins without end
 * stops the beat; the watcher then ends this thread and starts another one on the same data. Work that may
 * rightly block for long, such as filling a new index, asks for patience.
 */
export class Heartbeat {
  private readonly cells: Int32Array | null;

  constructor() {
    this.cells = isMainThread ? null : ((workerData as { heartbeat?: Int32Array } | null)?.heartbeat ?? null);
    const { cells } = this;
    if (cells) setInterval(() => Atomics.add(cells, BEAT, 1), BEAT_EVERY_MS).unref();
  }

  readonly patiently = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!this.cells) return work();
    Atomics.add(this.cells, PATIENCE, 1);
    try {
      return await work();
    } finally {
      // The beat must not look old at the moment when the patience ends.
      Atomics.add(this.cells, BEAT, 1);
      Atomics.sub(this.cells, PATIENCE, 1);
    }
  };
}
