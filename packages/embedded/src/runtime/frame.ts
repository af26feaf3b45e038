import { randomUUID } from "node:crypto";
import type { Identity } from "../auth/identity.ts";
import type { Code } from "../modules/code.ts";
import type { Cursor } from "../query/cursor.ts";
import { LIMITS } from "../store/limits.ts";
import type { Transaction } from "../store/transaction.ts";

export type UdfType = "query" | "mutation" | "action";

/** Who made the outermost call. Handed down to every nested call; scheduled functions start without one. */
export interface Caller {
  /** The signed-in user, or `null`. */
  readonly identity: Identity | null;
  /** Why the caller's token proves nothing; asking for the identity throws it. */
  readonly identityError?: string;
  readonly requestId: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly scheduledFunctionId: string | null;
  /** The token that proves the identity; absent for administrators, jobs and whoever has shown none. */
  readonly authToken?: string;
}

/** 16 hexadecimal digits, as in Convex. */
export function newRequestId(): string {
  return randomUUID().replaceAll("-", "").slice(-16);
}

export const SYSTEM_CALLER: Caller = {
  identity: null,
  requestId: "",
  ip: null,
  userAgent: null,
  scheduledFunctionId: null,
};

/** What a result depends on besides the documents it has read. */
export interface Observed {
  identity: boolean;
  time: boolean;
  /** That the machine failed on the way, e.g. a disk: another run may come to another result without any write. */
  failure: boolean;
}

export const nothingObserved = (): Observed => ({ identity: false, time: false, failure: false });

/** One running call of a query or mutation. */
export interface TransactionFrame {
  readonly kind: "query" | "mutation";
  readonly code: Code;
  readonly component: string;
  /** `module:function`, without `.js`. */
  readonly path: string;
  readonly caller: Caller;
  readonly tx: Transaction;
  readonly depth: number;
  /** Milliseconds, frozen for the whole call. */
  readonly now: number;
  readonly random: () => number;
  readonly log: LogBuffer;
  readonly observed: Observed;
  readonly cursors: Map<number, Cursor>;
  /** End cursor of an earlier run of the same subscription. */
  readonly journalIn: string | null;
  journalOut: string | null;
  paginated: boolean;
  /** The end of the nested calls under way and of what waits behind them; `null` while there is none. */
  nestedTail: Promise<unknown> | null;
}

/** The lines a call has logged, its nested calls' lines among them, up to Convex's limit. */
export class LogBuffer {
  readonly lines: string[] = [];
  /** Called after every line, for whoever follows a call that takes long. */
  onLine: (() => void) | null = null;
  private timers: Map<string, number> | null = null;

  add(line: string): void {
    if (this.lines.length < LIMITS.logLines) this.lines.push(line);
    else if (this.lines.length === LIMITS.logLines)
      this.lines.push(`[WARN] 'Log overflow (maximum ${LIMITS.logLines} lines).'`);
    this.onLine?.();
  }

  startTimer(label: string): void {
    this.timers ??= new Map();
    this.timers.set(label, performance.now());
  }

  logTimer(label: string): void {
    const started = this.timers?.get(label);
    this.add(
      started === undefined
        ? `[WARN] 'Timer ${label} does not exist'`
        : `[INFO] '${label}: ${(performance.now() - started).toFixed(2)}ms'`,
    );
  }
}

/** A small seeded generator (mulberry32): the same seed gives the same numbers on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
