import inspect from "object-inspect";
import type { CallWatch } from "../heartbeat.ts";
import type { Code } from "../modules/code.ts";
import type { RealmHost } from "../modules/realm.ts";
import { transactionGlobals } from "../modules/sharedGlobals.ts";
import { clearTimeout, setTimeout } from "../realTimers.ts";
import { LIMITS } from "../store/limits.ts";
import type { Transaction } from "../store/transaction.ts";
import { int64Json, isObject, type Json, type JsonObject, sizeOf } from "../values/json.ts";
import { assertValue, violation } from "../values/validate.ts";
import { describeThrown, FunctionError, isMachineFailure } from "./errors.ts";
import { type Caller, type LogBuffer, type Observed, seededRandom, type TransactionFrame } from "./frame.ts";
import { callRefusal, type FunctionInfo, type Target } from "./functions.ts";
import { ownRealm } from "./ownRealm.ts";
import { asyncHandlers, RUN_NESTED, syncHandlers, type TransactionServices } from "./transactionSyscalls.ts";

/** One call of a query or mutation. */
export interface TransactionCall {
  readonly kind: "query" | "mutation";
  readonly component: string;
  readonly path: string;
  readonly args: JsonObject;
  readonly caller: Caller;
  /** Internal functions may be called by other functions, the scheduler and administrators only. */
  readonly internal: boolean;
  readonly journal: string | null;
}

export interface TransactionResult {
  /** The result's canonical JSON text. */
  readonly text: string;
  readonly journal: string | null;
}

/** A realm and the call that runs in it. Calls of one realm never overlap, so one slot is enough. */
interface Slot {
  readonly name: string;
  readonly code: Code;
  frame: TransactionFrame | null;
}

/** Convex gives user code one second; this bound only ends what would never end. */
const STUCK_AFTER_MS = 5_000;
const SLOT_PREFIX = "transaction ";

/**
 * Runs queries and mutations. Every nesting depth has a realm of its own, so a nested call finds the global
 * `Convex` object bound to itself and not to its caller.
 */
export class Executor {
  private readonly slots = new WeakMap<Code, Slot[]>();

  constructor(
    private readonly services: TransactionServices,
    private readonly codeOf: (component: string) => Code,
    private readonly env: (component: string, name: string) => string | undefined,
    private readonly calls?: CallWatch,
  ) {}

  /** Runs a call inside `tx`. Throws FunctionError; undoing the writes is the business of the caller. */
  async run(
    tx: Transaction,
    call: TransactionCall,
    log: LogBuffer,
    observed: Observed,
    /** What the call runs in the place of the component's own code. */
    code: Code = this.codeOf(call.component),
  ): Promise<TransactionResult> {
    const info = requireFunction(code, call);
    const frame: TransactionFrame = {
      code,
      kind: info.udfType as "query" | "mutation",
      component: call.component,
      path: info.path,
      caller: call.caller,
      tx,
      depth: 0,
      now: Date.now(),
      random: seededRandom((Math.random() * 2 ** 32) >>> 0),
      log,
      observed,
      cursors: new Map(),
      journalIn: call.journal,
      journalOut: null,
      paginated: false,
      nestedTail: null,
    };
    if (this.calls?.begin(`${call.component} ${info.path} ${JSON.stringify(call.args)}`) === false)
      throw new FunctionError(
        "Function execution timed out. It has kept all others from running, and is not run again before new code is pushed.",
      );
    try {
      const text = await this.invoke(frame, info, call.args);
      return { text, journal: frame.journalOut };
    } finally {
      this.calls?.end();
    }
  }

  /** Runs a call inside the transaction of another. A mutation that throws loses its own writes only. */
  async runNested(
    parent: TransactionFrame,
    kind: "query" | "mutation",
    target: Target,
    args: JsonObject,
  ): Promise<string> {
    if (parent.depth + 1 > LIMITS.nestedCalls)
      throw new FunctionError(`Cross component call depth limit exceeded. Limit is ${LIMITS.nestedCalls}.`);
    const call = {
      ...target,
      kind,
      args,
      caller: parent.caller,
      internal: !target.publicOnly,
      journal: null,
    };
    const code = this.codeOf(target.component);
    const info = requireFunction(code, call);
    const frame: TransactionFrame = {
      ...parent,
      code,
      kind,
      component: target.component,
      path: info.path,
      depth: parent.depth + 1,
      random: seededRandom((parent.random() * 2 ** 32) >>> 0),
      cursors: new Map(),
      journalIn: null,
      journalOut: null,
      paginated: false,
      nestedTail: null,
    };
    const run = () => this.invoke(frame, info, args);
    return kind === "mutation" ? parent.tx.nested(run) : run();
  }

  private async invoke(frame: TransactionFrame, info: FunctionInfo, args: JsonObject): Promise<string> {
    const { code } = frame;
    const tableOfId = (id: string) => frame.tx.tableOfId(frame.component, id);
    checkArgs(info, args, tableOfId);
    const slot = this.slot(code, frame.depth);
    const realm = await code.realm(slot.name, () => this.host(slot));
    slot.frame = frame;
    try {
      const exports = realm.exportsOf(info.modulePath) ?? (await realm.load(info.modulePath));
      const fn = exports[info.exportName] as { [method: string]: (args: string) => Promise<string> };
      const method = frame.kind === "query" ? "invokeQuery" : "invokeMutation";
      const result = await this.settle(
        realm.run(() => fn[method]!(JSON.stringify([args]))),
        slot,
        info.path,
      );
      const text = withCommitTs(result, frame);
      checkReturns(info, text, tableOfId);
      return text;
    } catch (thrown) {
      throw describeThrown(thrown, (stack) => code.stacks.map(stack));
    } finally {
      // What the call has started and not waited for is part of it, and must not run into the next transaction.
      while (frame.nestedTail) await frame.nestedTail;
      for (const cursor of frame.cursors.values()) cursor.close();
      slot.frame = null;
    }
  }

  private slot(code: Code, depth: number): Slot {
    const slots = this.slots.get(code) ?? [];
    this.slots.set(code, slots);
    slots[depth] ??= { name: `${SLOT_PREFIX}${depth}`, code, frame: null };
    return slots[depth];
  }

  /** A call that waits for something that never comes would hold up every other transaction for ever. */
  private settle(promise: Promise<string>, slot: Slot, path: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        // Late steps of the call must not run in the name of the next one: they keep the abandoned realm.
        this.slots.delete(slot.code);
        slot.code.discard((name) => name.startsWith(SLOT_PREFIX));
        reject(
          new FunctionError(
            `Function ${path} did not finish: a query or mutation may wait for its own calls only.`,
          ),
        );
      }, STUCK_AFTER_MS);
      promise.then(
        (text) => {
          clearTimeout(timer);
          resolve(text);
        },
        (error) => {
          clearTimeout(timer);
          reject(error);
        },
      );
    });
  }

  private host(slot: Slot): RealmHost {
    const frame = (): TransactionFrame => {
      if (!slot.frame) throw new Error("This call has ended: await every promise before you return.");
      return slot.frame;
    };
    const handlerOf = <T>(handlers: Record<string, T>, op: string): T => {
      const handler = handlers[op];
      if (!handler) throw new Error(`Unknown async operation ${op}`);
      return handler;
    };
    return {
      syscall: (op, args) => {
        const current = frame();
        return noticing(current, () =>
          handlerOf(syncHandlers, op)(this.services, current, JSON.parse(withCommitTs(args, current))),
        );
      },
      asyncSyscall: (op, args) => {
        const current = frame();
        const run = () =>
          noticing(current, () =>
            handlerOf(asyncHandlers, op)(this.services, current, JSON.parse(withCommitTs(args, current))),
          );
        return op === RUN_NESTED || current.nestedTail ? inTurn(current, run) : run();
      },
      jsSyscall: (op) => {
        throw new Error(`Unknown operation ${op}: it is available in actions only.`);
      },
      now: () => {
        // Modules may look at the clock while they are loaded, before any call.
        if (!slot.frame) return Date.now();
        slot.frame.observed.time = true;
        return slot.frame.now;
      },
      random: () => (slot.frame ? slot.frame.random() : Math.random()),
      log: (level, args) => slot.frame?.log.add(formatLog(level, args)),
      time: (label) => slot.frame?.log.startTimer(label),
      timeLog: (label) => slot.frame?.log.logTimer(label),
      env: (name) => this.env(slot.frame?.component ?? "", name),
      shared: transactionGlobals,
    };
  }
}

/** A function may catch the failure of a disk, or make an error of its own of it: what it answers then is not kept. */
function noticing<T>({ observed }: TransactionFrame, syscall: () => T): T {
  try {
    return syscall();
  } catch (error) {
    observed.failure ||= isMachineFailure(error);
    throw error;
  }
}

/**
 * Nested calls run one after another even when they were started together, and what their caller asks for
 * meanwhile waits: it would be counted among their work and undone with it.
 */
function inTurn<T>(frame: TransactionFrame, run: () => T | Promise<T>): Promise<T> {
  const result = (frame.nestedTail ?? Promise.resolve()).then(run);
  const tail = result
    .catch(() => {})
    .then(() => {
      if (frame.nestedTail === tail) frame.nestedTail = null;
    });
  frame.nestedTail = tail;
  return result;
}

const COMMIT_TS = '{"$commitTs":null}';

/**
 * `ctx.db.vars.commitTs` stands for the timestamp that this mutation will commit with. In JSON text the
 * placeholder cannot be mistaken: inside of a string its quotes would be escaped.
 */
function withCommitTs(text: string, { kind, tx }: TransactionFrame): string {
  if (kind !== "mutation" || !text.includes(COMMIT_TS)) return text;
  return text.replaceAll(COMMIT_TS, JSON.stringify(int64Json(tx.commitTs)));
}

/** The function that a call names, or the refusal that its caller reads. */
export function requireFunction(
  code: Code,
  call: { kind: FunctionInfo["udfType"]; path: string; internal: boolean },
): FunctionInfo {
  const info = code.declarations.functions.get(call.path);
  const refusal = callRefusal(info, call.path, call.kind, call.internal);
  if (refusal) throw new FunctionError(refusal);
  return info as FunctionInfo;
}

export function checkArgs(info: FunctionInfo, args: Json, tableOfId: (id: string) => string | null): void {
  if (!isObject(args)) throw new FunctionError("Uncaught Error: Arguments must be an object");
  try {
    assertValue(args);
    const bytes = sizeOf(args);
    if (bytes > LIMITS.functionArgsBytes)
      throw new Error(
        `Arguments for ${info.path} are too large (actual: ${bytes} bytes, limit: ${LIMITS.functionArgsBytes} bytes)`,
      );
  } catch (error) {
    throw new FunctionError((error as Error).message);
  }
  const reason = info.args && violation(info.args, args, tableOfId);
  if (reason) throw new FunctionError(`ArgumentValidationError: ${reason}`);
}

export function checkReturns(
  info: FunctionInfo,
  text: string,
  tableOfId: (id: string) => string | null,
): void {
  if (text.length > LIMITS.functionResultBytes)
    throw new FunctionError(
      `Function ${info.path} return value is too large (actual: ${text.length} bytes, limit: ${LIMITS.functionResultBytes} bytes)`,
    );
  if (!info.returns || info.returns.type === "any") return;
  const reason = violation(info.returns, JSON.parse(text) as Json, tableOfId);
  if (reason) throw new FunctionError(`ReturnsValidationError: ${reason}`);
}

/** A log line as clients show it: `[LOG] 'text' 1`, and objects with a line for each field. */
export function formatLog(level: string, args: unknown[]): string {
  const text = args.map((arg) => inspect(ownRealm(arg) as never, { indent: 2 })).join(" ");
  return `[${level}] ${text.length > 32_768 ? `${text.slice(0, 32_768)}…` : text}`;
}
