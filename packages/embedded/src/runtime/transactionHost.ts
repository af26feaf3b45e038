import type { RealmHost } from "../modules/realm.ts";
import { transactionGlobals } from "../modules/sharedGlobals.ts";
import { int64Json, type JsonObject } from "../values/json.ts";
import { isMachineFailure } from "./errors.ts";
import { formatLog } from "./formatLog.ts";
import type { TransactionFrame } from "./frame.ts";
import type { Slot } from "./slot.ts";
import { asyncHandlers, RUN_NESTED, syncHandlers, type TransactionServices } from "./transactionSyscalls.ts";

/** What the functions in the realm of a slot reach outside of it: the transaction of the call that runs there now. */
export function transactionHost(
  slot: Slot,
  services: TransactionServices,
  env: (component: string, name: string) => string | undefined,
): RealmHost {
  const current = (): TransactionFrame => {
    if (!slot.frame) throw new Error("This call has ended: await every promise before you return.");
    return slot.frame;
  };
  return {
    syscall: (op, args) => perform(syncHandlers, services, current(), op, args),
    asyncSyscall: (op, args) => {
      const frame = current();
      if (op !== RUN_NESTED && !frame.nestedTail) return perform(asyncHandlers, services, frame, op, args);
      return inTurn(frame, () => perform(asyncHandlers, services, frame, op, args));
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
    env: (name) => env(slot.frame?.component ?? "", name),
    shared: transactionGlobals,
  };
}

/** A function may catch the failure of a disk, or make an error of its own of it: what it answers then is not kept. */
function perform<T>(
  handlers: ReadonlyMap<string, (s: TransactionServices, f: TransactionFrame, args: JsonObject) => T>,
  services: TransactionServices,
  frame: TransactionFrame,
  op: string,
  args: string,
): T {
  const handler = handlers.get(op);
  if (!handler) throw new Error(`Unknown async operation ${op}`);
  try {
    return handler(services, frame, JSON.parse(withCommitTs(args, frame)) as JsonObject);
  } catch (error) {
    frame.observed.failure ||= isMachineFailure(error);
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
export function withCommitTs(text: string, { kind, tx }: TransactionFrame): string {
  if (kind !== "mutation" || !text.includes(COMMIT_TS)) return text;
  return text.replaceAll(COMMIT_TS, JSON.stringify(int64Json(tx.commitTs)));
}
