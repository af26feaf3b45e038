import { Run } from "./admin/functionLog.ts";
import { ONEOFF_PATH, oneoffCode } from "./admin/oneoffQueries.ts";
import { isSystemFunction } from "./admin/systemFunctions.ts";
import type { Engine } from "./engine.ts";
import type { Outcome } from "./live/liveQueries.ts";
import { failureOf, loggedBy, requestName } from "./logRecord.ts";
import type { ActionRunner } from "./runtime/actions.ts";
import { FunctionError, isMachineFailure } from "./runtime/errors.ts";
import type { Executor, TransactionCall } from "./runtime/executor.ts";
import { type Caller, LogBuffer, nothingObserved, type Observed, type UdfType } from "./runtime/frame.ts";
import type { Target } from "./runtime/functions.ts";
import type { Transaction } from "./store/transaction.ts";
import type { SessionRequest, Sessions } from "./sync/sessions.ts";
import type { JsonObject } from "./values/json.ts";

/** A function call from outside. */
export interface Call {
  /** The app unless given. */
  readonly component?: string;
  readonly path: string;
  readonly args: JsonObject;
  readonly caller: Caller;
  /** Administrators and the runtime itself may call internal functions. */
  readonly internal: boolean;
}

export interface CallResult {
  readonly text: string | null;
  readonly error: FunctionError | null;
  readonly logLines: readonly string[];
}

export interface MutationResult extends CallResult {
  readonly ts: bigint;
}

/** What calls need of the engine around them. */
type Around = Pick<Engine, "admin" | "clock" | "deployment" | "lane" | "live" | "pastCommits" | "report">;

/**
 * Runs functions for callers from outside, each as its type demands, and keeps account of every run. What comes
 * back is a result in any case: a function that fails is a result too.
 */
export class Calls {
  constructor(
    private readonly engine: Around,
    private readonly executor: Executor,
    private readonly actions: ActionRunner,
    private readonly sessions: Sessions,
  ) {}

  async query(call: Call): Promise<CallResult> {
    return this.engine.lane.reading(() => this.engine.live.read(transactionCall("query", call)));
  }

  /** A query as of the commit with this timestamp; `null` when that is not remembered (`PastCommits`). */
  queryAt(call: Call, ts: bigint): Promise<CallResult | null> {
    const { clock, lane, live, pastCommits } = this.engine;
    const own = transactionCall("query", call);
    return lane.reading(async () => {
      if (ts === clock.current) return live.read(own);
      const past = pastCommits.at(ts);
      return past && (await this.runQuery(own, past)).outcome;
    });
  }

  /** Runs a mutation and resolves after its commit. A session request runs once, however often it is sent. */
  mutation(call: Call, session?: SessionRequest): Promise<MutationResult> {
    return new Promise((resolve) => this.startMutation(call, session, resolve));
  }

  /** Like `mutation`; `answer` is called in the moment between the commit and the transition that shows it. */
  startMutation(
    call: Call,
    session: SessionRequest | undefined,
    answer: (result: MutationResult) => void,
  ): void {
    const log = new LogBuffer();
    const run = startRun("mutation", call);
    this.engine.lane.write<CallResult>({
      work: async (tx) => {
        const known = session && this.sessions.find(session);
        // The first run is in the past, so the timestamp of this commit covers it.
        if (known) return { ...known, error: null };
        const own = transactionCall("mutation", call);
        const { text } = await this.executor.run(tx, own, log, nothingObserved());
        if (session) this.sessions.record(session, { text, logLines: log.lines });
        return { text, error: null, logLines: log.lines };
      },
      done: (result, ts) => {
        this.completed(run, result);
        answer({ ...result, ts });
      },
      failed: (error) => {
        const result = failure(error, log);
        this.completed(run, result);
        answer({ ...result, ts: this.engine.clock.current });
      },
    });
  }

  /** Runs a mutation inside a transaction of the lane, whose owner undoes its writes if it throws FunctionError. */
  async mutationWithin(tx: Transaction, call: Call): Promise<string> {
    const log = new LogBuffer();
    const run = startRun("mutation", call);
    try {
      const own = transactionCall("mutation", call);
      const { text } = await this.executor.run(tx, own, log, nothingObserved());
      this.completed(run, { text, error: null, logLines: log.lines });
      return text;
    } catch (error) {
      this.completed(run, failure(error, log));
      throw error;
    }
  }

  async action(call: Call): Promise<CallResult> {
    const log = new LogBuffer();
    const run = startRun("action", call);
    const rest = this.engine.admin.log.follow(run, log);
    let result: CallResult;
    try {
      const text = await this.actions.run({ component: "", ...call }, log);
      result = { text, error: null, logLines: log.lines };
    } catch (error) {
      result = failure(error, log);
    }
    this.completed(run, result, rest());
    return result;
  }

  /** Calls a function of any type; for administrators. */
  async call(call: Call): Promise<CallResult> {
    const component = call.component ?? "";
    // What does not exist is refused in the same words as a query that does not.
    const known = this.engine.deployment.componentPaths.includes(component);
    const type =
      (known && this.engine.deployment.codeOf(component).declarations.functions.get(call.path)?.udfType) ||
      "query";
    return this.callAs(type, call);
  }

  /** Runs the source of a query that is not deployed; for administrators. It appears in no log. */
  async oneoffQuery(
    component: string,
    source: string,
    call: Pick<Call, "args" | "caller">,
  ): Promise<CallResult> {
    const log = new LogBuffer();
    try {
      const code = await oneoffCode(source, this.engine.deployment.codeOf(component).declarations);
      const own = transactionCall("query", { ...call, component, path: ONEOFF_PATH, internal: true });
      const { text } = await this.engine.lane.reading(() =>
        this.executor.run(this.engine.lane.snapshot(), own, log, nothingObserved(), code),
      );
      return { text, error: null, logLines: log.lines };
    } catch (error) {
      return failure(error, log);
    }
  }

  private callAs(type: UdfType, call: Call): Promise<CallResult> {
    return type === "query"
      ? this.query(call)
      : type === "mutation"
        ? this.mutation(call)
        : this.action(call);
  }

  async httpAction(
    request: Request,
    path: string,
    caller: Caller,
  ): Promise<Response | "no router" | "no route"> {
    const log = new LogBuffer();
    const run = startRun("httpAction", { path: requestName(request.method, path), caller });
    const rest = this.engine.admin.log.follow(run, log);
    try {
      const response = await this.actions.handleHttp(request, path, caller, log);
      this.completed(run, { text: null, error: null, logLines: log.lines }, rest());
      return response;
    } catch (error) {
      this.completed(run, failure(error, log), rest());
      throw error;
    }
  }

  /** One run of a query, at the newest commit unless given another one. Call it in the lane. */
  async runQuery(call: TransactionCall, tx = this.engine.lane.snapshot()) {
    const log = new LogBuffer();
    const observed = nothingObserved();
    if (call.internal && isSystemFunction(call.path)) return this.runSystemQuery(tx, call, observed);
    const run = startRun("query", call);
    let outcome: Outcome;
    try {
      const { text, journal } = await this.executor.run(tx, call, log, observed);
      outcome = { text, error: null, logLines: log.lines, journal };
    } catch (error) {
      outcome = { ...failure(error, log), journal: null };
      observed.failure ||= !(error instanceof FunctionError);
    }
    this.completed(run, outcome);
    return { outcome, reads: tx.reads, observed };
  }

  /** What the administration reads is no run of a function: it appears in no log. */
  private runSystemQuery(tx: Transaction, call: TransactionCall, observed: Observed) {
    const nothing = { logLines: [], journal: null };
    let outcome: Outcome;
    try {
      outcome = { text: this.engine.admin.query(tx, call), error: null, ...nothing };
    } catch (error) {
      outcome = { text: null, error: error as FunctionError, ...nothing };
      observed.failure = isMachineFailure(error);
    }
    return { outcome, reads: tx.reads, observed };
  }

  /** A call that an action makes. Throws what the function throws. */
  async callFromAction(type: UdfType, target: Target, args: JsonObject, caller: Caller): Promise<string> {
    // To an app the system functions do not exist.
    const internal = !target.publicOnly && !isSystemFunction(target.path);
    const result = await this.callAs(type, { ...target, args, caller, internal });
    if (result.error) throw result.error;
    return result.text!;
  }

  /** Tells everybody who keeps account of what ran. */
  private completed(
    run: Run,
    result: CallResult,
    /** Lines that the log does not have yet. */
    newLines = result.logLines,
  ): void {
    const { path, startedAt } = run;
    const { error, logLines } = result;
    this.engine.admin.completed({ run, durationMs: performance.now() - startedAt, result }, newLines);
    for (const line of logLines) this.engine.report(loggedBy(path, line));
    // Refusals that the author foresaw carry data and are none of the operator's business.
    if (error && error.data === undefined) this.engine.report(failureOf(path, error.message));
  }
}

function startRun(
  type: Run["type"],
  { component = "", path, caller }: Pick<Call, "component" | "path" | "caller">,
): Run {
  return new Run(type, component, path, caller);
}

function transactionCall(kind: "query" | "mutation", call: Call): TransactionCall {
  return { kind, component: "", journal: null, ...call };
}

function failure(error: unknown, log: LogBuffer): CallResult {
  const known =
    error instanceof FunctionError ? error : new FunctionError(`Internal error: ${(error as Error).message}`);
  return { text: null, error: known, logLines: log.lines };
}
