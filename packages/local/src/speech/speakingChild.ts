import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import type { Answer, Order } from "./child.ts";

const PROGRAM = fileURLToPath(new URL("./child.ts", import.meta.url));
const LOW_PRIORITY = 5;
/** It says something after each sentence. One that is silent for so long has been caught by one. */
const PATIENCE_MS = 60_000;

/** One process that speaks, one text at a time. Nothing of it outlives its parent. */
export class SpeakingChild {
  readonly engine: "flite" | "espeak";
  readonly #process: ChildProcess;
  readonly #ready: Promise<void>;
  #complaint = "";
  #leaving: NodeJS.Timeout | undefined;

  constructor(engine: "flite" | "espeak") {
    this.engine = engine;
    this.#process = fork(PROGRAM, [engine], {
      execArgv: ["--import", createRequire(import.meta.url).resolve("tsx")],
      // It needs nothing that is secret.
      env: { PATH: process.env.PATH },
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#process.stderr!.on("data", (bytes: Buffer) => {
      this.#complaint = `${this.#complaint}${bytes}`.slice(-500);
    });
    try {
      if (this.#process.pid) setPriority(this.#process.pid, LOW_PRIORITY);
    } catch {
      // It may be gone already, or may not be made to wait; both do no harm.
    }
    this.#ready = this.#answer().then(() => undefined);
    // Who waits for it hears of it by asking.
    this.#ready.catch(() => undefined);
  }

  get isAlive(): boolean {
    return this.#process.connected && !this.#process.killed;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Rejects when the process dies of it, is stuck, or the signal says so; it is of no more use then. */
  async ask(order: Order, signal: AbortSignal): Promise<Answer> {
    clearTimeout(this.#leaving);
    this.#process.ref();
    this.#process.channel?.ref();
    const stop = () => this.kill();
    signal.addEventListener("abort", stop, { once: true });
    try {
      await this.#ready;
      signal.throwIfAborted();
      const answer = this.#answer();
      this.#process.send(order, () => undefined);
      return (await answer) as Answer;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  /** Ends it when nothing was asked of it for a while. It keeps nobody's process from ending meanwhile. */
  leaveAfter(ms: number): void {
    this.#process.unref();
    this.#process.channel?.unref();
    this.#leaving = setTimeout(() => this.kill(), ms);
    this.#leaving.unref();
  }

  kill(): void {
    clearTimeout(this.#leaving);
    this.#process.kill("SIGKILL");
  }

  /** What it says next, other than that it is at work. Rejects when it ends instead, or is silent for too long. */
  #answer(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const stuck = setTimeout(() => {
        this.#complaint += "\nit was stuck";
        this.kill();
      }, PATIENCE_MS);
      const settle = () => {
        clearTimeout(stuck);
        this.#process.off("message", heard);
        this.#process.off("exit", ended);
        this.#process.off("error", failed);
      };
      const heard = (message: unknown) => {
        if (message === "speaking") return void stuck.refresh();
        settle();
        resolve(message);
      };
      const ended = (code: number | null, signal: string | null) => {
        settle();
        const last = this.#complaint.trim().split("\n").at(-1);
        reject(new Error(`the process that speaks ended with ${signal ?? code}${last ? `: ${last}` : ""}`));
      };
      const failed = (error: Error) => {
        settle();
        reject(error);
      };
      this.#process.on("message", heard);
      this.#process.on("exit", ended);
      this.#process.on("error", failed);
    });
  }
}
