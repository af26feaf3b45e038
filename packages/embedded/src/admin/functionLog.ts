import { randomUUID } from "node:crypto";
import type { CallResult } from "../calls.ts";
import { splitLine } from "../logRecord.ts";
import { clearTimeout, setTimeout } from "../realTimers.ts";
import type { Caller, LogBuffer, UdfType } from "../runtime/frame.ts";

/** A run of a function that has begun. */
export class Run {
  /** On the clock of `performance.now`. */
  readonly startedAt = performance.now();
  private id: string | null = null;

  constructor(
    readonly type: UdfType | "httpAction",
    readonly component: string,
    /** `module:function`, or method and path of an HTTP action. */
    readonly path: string,
    readonly caller: Caller,
  ) {}

  /** Made for whoever asks first: most runs are forgotten before anybody reads the log. */
  get executionId(): string {
    this.id ??= randomUUID();
    return this.id;
  }
}

/** One finished run of a function. */
export interface Completion {
  readonly run: Run;
  readonly durationMs: number;
  readonly result: Pick<CallResult, "error" | "logLines">;
}

interface Entry {
  /** Milliseconds since the epoch; no two entries have the same, so that it can serve as a cursor. */
  readonly at: number;
  readonly run: Run;
  readonly lines: readonly string[];
  /** How the run has ended, or `null` while it goes on. */
  readonly end: { readonly durationMs: number; readonly error: string | null } | null;
}

/** So many entries are kept, and so many characters of what was logged. */
const MAX_ENTRIES = 1_000;
const MAX_CHARACTERS = 8 << 20;
/** Lines of an action are entered this long after the first of them, together with what follows until then. */
const PROGRESS_MS = 200;
/** Clocks of reader and server are the same one; a step below what a double of milliseconds resolves is lost. */
const STEP_MS = 0.001;

const WIRE_TYPES = {
  query: "Query",
  mutation: "Mutation",
  action: "Action",
  httpAction: "HttpAction",
} as const;
const NO_USAGE = {
  databaseReadBytes: 0,
  databaseWriteBytes: 0,
  databaseIoReadBytes: 0,
  databaseIoWriteBytes: 0,
  databaseReadDocuments: 0,
  databaseWriteDocuments: 0,
  databaseWriteIndexRows: 0,
  storageReadBytes: 0,
  storageWriteBytes: 0,
  vectorIndexReadBytes: 0,
  vectorIndexWriteBytes: 0,
  textIndexQueryBytes: 0,
  textIndexWriteQueryBytes: 0,
  vectorIndexReadQueryBytes: 0,
  vectorIndexWriteQueryBytes: 0,
  networkEgressBytes: 0,
  memoryUsedMb: 0,
};

/**
 * The last completions and what running actions have logged so far, for whoever follows the log (`npx convex logs`, `npx convex dev`). It holds names, log
 * lines and errors, and neither arguments nor results nor identities. It lives in memory: a restart empties it.
 */
export class FunctionLog {
  private readonly entries: Entry[] = [];
  private readonly waiting = new Set<() => void>();
  private characters = 0;
  private lastAt = 0;

  /** Enters a finished run with those of its lines that have not been entered while it went on. */
  add({ run, durationMs, result }: Completion, lines: readonly string[] = result.logLines): void {
    this.enter(run, lines, { durationMs, error: result.error?.message ?? null });
  }

  /** Enters what a run logs while it goes on. The answer ends that and gives the lines that are left. */
  follow(run: Run, log: LogBuffer): () => readonly string[] {
    let entered = 0;
    let timer: NodeJS.Timeout | null = null;
    const enter = () => {
      timer = null;
      this.enter(run, log.lines.slice(entered), null);
      entered = log.lines.length;
    };
    log.onLine = () => {
      timer ??= setTimeout(enter, PROGRESS_MS).unref();
    };
    return () => {
      if (timer) clearTimeout(timer);
      log.onLine = null;
      return log.lines.slice(entered);
    };
  }

  private enter(run: Run, lines: readonly string[], end: Entry["end"]): void {
    const now = Date.now();
    this.lastAt = now > this.lastAt ? now : this.lastAt + STEP_MS;
    const entry: Entry = { at: this.lastAt, run, lines, end };
    this.entries.push(entry);
    this.characters += sizeOf(entry);
    while (this.entries.length > MAX_ENTRIES || (this.characters > MAX_CHARACTERS && this.entries.length > 1))
      this.characters -= sizeOf(this.entries.shift()!);
    for (const wake of this.waiting) wake();
  }

  /**
   * Entries after `cursor`, in the form the CLI reads. When there are none it waits for one, at most
   * `waitMs`. The first poll (cursor 0) asks where the log stands and is answered at once.
   */
  async poll(
    cursor: number,
    waitMs: number,
    abort: AbortSignal,
  ): Promise<{ entries: unknown[]; newCursor: number }> {
    if (cursor > 0 && this.lastAt <= cursor) await this.next(waitMs, abort);
    const entries = this.entries.filter(({ at }) => at > cursor);
    const newCursor = entries.at(-1)?.at ?? Math.max(cursor, this.lastAt, cursor === 0 ? Date.now() : 0);
    // Nothing may come to lie at or before a cursor that has been given out.
    this.lastAt = Math.max(this.lastAt, newCursor);
    return { entries: entries.map(wireEntry), newCursor };
  }

  private next(waitMs: number, abort: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waiting.delete(done);
        abort.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, waitMs).unref();
      this.waiting.add(done);
      abort.addEventListener("abort", done);
    });
  }
}

function sizeOf({ lines, end }: Entry): number {
  return lines.reduce((sum, line) => sum + line.length, end?.error?.length ?? 0) + 500;
}

function wireEntry({ run, lines, end, at }: Entry): unknown {
  const { executionId, type, component, path, caller } = run;
  const common = {
    udfType: WIRE_TYPES[type],
    componentPath: component === "" ? null : component,
    identifier: type === "httpAction" ? path : path.replace(/^([^:]+):default$/, "$1"),
    logLines: lines.map((line) => wireLine(line, at)),
    timestamp: at / 1000,
    requestId: caller.requestId,
    executionId,
  };
  if (!end) return { kind: "Progress", ...common };
  const { durationMs, error } = end;
  return {
    kind: "Completion",
    ...common,
    executionTimestamp: (at - durationMs) / 1000,
    executionTime: durationMs / 1000,
    cachedResult: false,
    success: error === null ? null : undefined,
    error,
    parentExecutionId: null,
    caller: callerOf(caller),
    identityType: caller.identity ? "user" : "unknown",
    environment: "isolate",
    returnBytes: null,
    occInfo: null,
    willRetry: false,
    usageStats: NO_USAGE,
  };
}

/** A client has an address, and what is scheduled an id; crons have neither. */
function callerOf({ scheduledFunctionId, ip }: Caller): string {
  return scheduledFunctionId ? "Scheduler" : ip === null ? "Cron" : "Client";
}

/** `[LOG] 'text'` as level and message. */
function wireLine(line: string, timestamp: number): unknown {
  const { level, message } = splitLine(line);
  return { level, messages: [message], timestamp: Math.floor(timestamp), isTruncated: false };
}
