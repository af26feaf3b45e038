import type { CallWatch } from "../heartbeat.ts";
import type { Code } from "../modules/code.ts";
import { onOtherThreads } from "../modules/sharedGlobals.ts";
import { nextTick } from "../realTimers.ts";
import { LIMITS } from "../store/limits.ts";
import type { Transaction } from "../store/transaction.ts";
import type { JsonObject } from "../values/json.ts";
import { checkArgs, checkReturns, requireFunction } from "./checks.ts";
import { describeThrown, FunctionError } from "./errors.ts";
import { type Caller, type LogBuffer, type Observed, seededRandom, type TransactionFrame } from "./frame.ts";
import type { FunctionInfo, Target } from "./functions.ts";
import { Slot } from "./slot.ts";
import { transactionHost, withCommitTs } from "./transactionHost.ts";
import type { TransactionServices } from "./transactionSyscalls.ts";

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
    const args = JSON.stringify([call.args]);
    if (this.calls?.begin(`${call.component} ${info.path} ${args}`) === false)
      throw new FunctionError(
        "Function execution timed out. It has kept all others from running, and is not run again before new code is pushed.",
      );
    try {
      const text = await this.invoke(frame, info, call.args, args);
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
    const run = () => this.invoke(frame, info, args, JSON.stringify([args]));
    return kind === "mutation" ? parent.tx.nested(run) : run();
  }

  /** `argsText` is the JSON text of the list of arguments, as the Convex library takes it. */
  private async invoke(
    frame: TransactionFrame,
    info: FunctionInfo,
    args: JsonObject,
    argsText: string,
  ): Promise<string> {
    const { code } = frame;
    const tableOfId = (id: string) => frame.tx.tableOfId(frame.component, id);
    checkArgs(info, args, tableOfId);
    const slot = this.slot(code, frame.depth);
    const realm = await code.realm(slot.name, () => transactionHost(slot, this.services, this.env));
    slot.frame = frame;
    try {
      const exports = realm.exportsOf(info.modulePath) ?? (await realm.load(info.modulePath));
      const fn = exports[info.exportName] as { [method: string]: (args: string) => Promise<string> };
      const method = frame.kind === "query" ? "invokeQuery" : "invokeMutation";
      const result = await slot.patiently(
        realm.run(() => fn[method]!(argsText)),
        () => this.abandon(slot, info.path),
      );
      const text = withCommitTs(result, frame);
      checkReturns(info, text, tableOfId);
      return text;
    } catch (thrown) {
      throw describeThrown(thrown, (stack) => code.stacks.map(stack));
    } finally {
      await this.leftovers(frame);
      for (const cursor of frame.cursors.values()) cursor.close();
      slot.frame = null;
    }
  }

  /**
   * What a call has started and not waited for is part of it: it must not run into the next transaction. Resolves when
   * nothing of it goes on any more.
   */
  private async leftovers(frame: TransactionFrame): Promise<void> {
    for (;;) {
      await stepsDone();
      if (frame.nestedTail) await frame.nestedTail;
      else if (onOtherThreads.size > 0) await Promise.allSettled(onOtherThreads);
      else return;
    }
  }

  private slot(code: Code, depth: number): Slot {
    let slots = this.slots.get(code);
    if (!slots) {
      slots = [];
      this.slots.set(code, slots);
    }
    slots[depth] ??= new Slot(`${SLOT_PREFIX}${depth}`, code);
    return slots[depth];
  }

  /** Late steps of a call that is given up must not run in the name of the next one: they keep its realm. */
  private abandon({ code }: Slot, path: string): FunctionError {
    this.slots.delete(code);
    code.discard((name) => name.startsWith(SLOT_PREFIX));
    return new FunctionError(
      `Function ${path} did not finish: a query or mutation may wait for its own calls only.`,
    );
  }
}

/** Resolves when every step is done that waits for nothing but other steps: Node.js goes on to its ticks only then. */
function stepsDone(): Promise<void> {
  return new Promise((resolve) => nextTick(resolve));
}
