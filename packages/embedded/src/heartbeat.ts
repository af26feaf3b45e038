import { createHash } from "node:crypto";
import { isMainThread, parentPort, workerData } from "node:worker_threads";

/** Cells of the memory that the runtime's thread shares with the thread that watches it. */
export const BEAT = 0;
export const PATIENCE = 1;
/** How many bytes name the call that runs now; 0 between calls. */
export const CALL_LENGTH = 2;

const BEAT_EVERY_MS = 250;

/** What the watching thread gives to this one. */
interface Watched {
  readonly heartbeat: Int32Array;
  readonly call: Uint8Array;
  readonly spun: readonly string[];
}

/** Knows which call runs, so that one that spins is not run again: jobs and clients would repeat it for ever. */
export interface CallWatch {
  /** To be called before a call runs; `false` when it has spun before and must not. */
  begin(call: string): boolean;
  end(): void;
  /** New code is in force, with which every call may be tried again. */
  pushed(): void;
}

/**
 * Tells the watching thread (`bin/embedded.mjs`) that the event loop turns. A function that spins without end
 * stops the beat; the watcher then ends this thread and starts another one on the same data. Work that may
 * rightly block for long, such as filling a new index, asks for patience.
 */
export class Heartbeat implements CallWatch {
  private readonly watched: Watched | null;
  private readonly cells: Int32Array | null;
  private readonly call: Buffer | null;
  private spun: Set<string> | null = null;

  constructor() {
    const given = isMainThread ? null : (workerData as Partial<Watched> | null);
    this.watched = given?.heartbeat ? (given as Watched) : null;
    this.cells = this.watched?.heartbeat ?? null;
    this.call = this.watched && Buffer.from(this.watched.call.buffer);
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

  /** From now on what has spun on the last thread is refused; the code that it ran is in force again. */
  remember(): void {
    this.spun = new Set(this.watched?.spun);
  }

  begin(call: string): boolean {
    if (!this.cells || !this.call) return true;
    const name = call.length * 3 <= this.call.length ? call : createHash("sha256").update(call).digest("hex");
    if (this.spun?.has(name)) return false;
    Atomics.store(this.cells, CALL_LENGTH, this.call.write(name));
    return true;
  }

  end(): void {
    if (this.cells) Atomics.store(this.cells, CALL_LENGTH, 0);
  }

  pushed(): void {
    if (!this.spun) return;
    this.spun.clear();
    parentPort?.postMessage("pushed");
  }
}
