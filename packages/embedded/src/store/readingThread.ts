import { Worker } from "node:worker_threads";

type Value = string | number | Uint8Array;

interface Pending {
  resolve(rows: unknown[]): void;
  reject(error: Error): void;
}

/**
 * Runs long SELECTs beside everything else, one after another, each at the commit that is the newest when it begins.
 * The thread starts with the first one.
 */
export class ReadingThread {
  private worker: Worker | null = null;
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;

  constructor(
    private readonly file: string,
    /** An SQLite extension whose functions the statements use. */
    private readonly extension: string,
  ) {}

  all(sql: string, parameters: readonly Value[]): Promise<unknown[]> {
    this.worker ??= this.start();
    const id = ++this.lastId;
    this.worker.postMessage({ id, sql, parameters });
    return new Promise((resolve, reject) => this.pending.set(id, { resolve, reject }));
  }

  /** Lets the statement that runs come to its end. */
  async close(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    worker.postMessage("close");
    await ended;
  }

  private start(): Worker {
    const { file, extension } = this;
    const worker = new Worker(new URL("./readingThread.mjs", import.meta.url), {
      workerData: { file, extension },
      execArgv: [],
    });
    // It does not keep a process alive that has nothing else to do.
    worker.unref();
    let reason = "The thread that reads the database has ended.";
    worker.on("message", ({ id, rows, error }: { id: number; rows: unknown[]; error?: string }) => {
      const request = this.pending.get(id);
      this.pending.delete(id);
      if (error === undefined) request?.resolve(rows);
      else request?.reject(new Error(error));
    });
    worker.on("error", (error: Error) => {
      reason = error.message;
    });
    worker.on("exit", () => {
      if (this.worker === worker) this.worker = null;
      for (const { reject } of this.pending.values()) reject(new Error(reason));
      this.pending.clear();
    });
    return worker;
  }
}
