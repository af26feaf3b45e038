import { randomBytes, randomUUID } from "node:crypto";
import { Admin } from "./admin/admin.ts";
import type { Completion, Run } from "./admin/functionLog.ts";
import { ONEOFF_PATH, oneoffCode } from "./admin/oneoffQueries.ts";
import { isSystemFunction } from "./admin/systemFunctions.ts";
import { Authenticator } from "./auth/authenticator.ts";
import { TokenSigner } from "./auth/signer.ts";
import { Deployment } from "./deploy/deployment.ts";
import { Files } from "./files/files.ts";
import { actionFiles } from "./files/syscalls.ts";
import type { CallWatch } from "./heartbeat.ts";
import { Crons } from "./jobs/crons.ts";
import { type JobRunner, Scheduler } from "./jobs/scheduler.ts";
import { LiveQueries, type Outcome, type Subscriber } from "./live/liveQueries.ts";
import { CursorCodec } from "./query/pagination.ts";
import { ActionRunner } from "./runtime/actions.ts";
import { FunctionError } from "./runtime/errors.ts";
import { Executor, type TransactionCall } from "./runtime/executor.ts";
import { type Caller, LogBuffer, type Observed, SYSTEM_CALLER, type UdfType } from "./runtime/frame.ts";
import type { Target } from "./runtime/functions.ts";
import { Lane } from "./runtime/lane.ts";
import { SearchIndexes } from "./search/indexes.ts";
import { VectorSearches } from "./search/vectorQuery.ts";
import { Catalog } from "./store/catalog.ts";
import { CommitClock } from "./store/clock.ts";
import { Environment } from "./store/environment.ts";
import { secretOf } from "./store/secrets.ts";
import type { Sqlite } from "./store/sqlite.ts";
import type { Transaction } from "./store/transaction.ts";
import { type SessionRequest, Sessions } from "./sync/sessions.ts";
import type { JsonObject } from "./values/json.ts";

export interface EngineOptions {
  readonly sqlite: Sqlite;
  /** Where packages imported by `"use node"` modules are looked up. */
  readonly projectRoot: string;
  /** Origins that functions see as CONVEX_CLOUD_URL and CONVEX_SITE_URL. */
  readonly cloudUrl: string;
  readonly siteUrl: string;
  /** Asks issuers of tokens for their keys. */
  readonly fetch?: typeof fetch;
  /** The data folder, or `null` for a deployment that keeps nothing. */
  readonly dataDir: string | null;
  /** Keeps from clients what only the developer should read. */
  readonly redactErrors?: boolean;
  /** Receives what functions log and what goes wrong without a caller, line by line. */
  readonly report: (line: string) => void;
  /** Hears of every run that has ended. */
  readonly completed?: (completion: Completion) => void;
  /** Runs work that may block the event loop for long, so that nobody takes it for a function that spins. */
  readonly patiently: <T>(work: () => Promise<T>) => Promise<T>;
  readonly calls?: CallWatch;
}

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

/**
 * A whole Convex deployment without its servers: storage, transactions, functions, live queries and jobs.
 * `http/` and `sync/` speak for it to the outside.
 */
export class Engine {
  readonly catalog: Catalog;
  readonly searchIndexes: SearchIndexes;
  readonly clock: CommitClock;
  readonly environment: Environment;
  readonly deployment: Deployment;
  readonly live: LiveQueries;
  readonly lane: Lane;
  readonly scheduler: Scheduler;
  readonly crons: Crons;
  readonly files: Files;
  readonly admin: Admin;
  readonly auth: Authenticator;
  readonly signer: TokenSigner;
  private readonly executor: Executor;
  private readonly actions: ActionRunner;
  private readonly sessions: Sessions;
  private readonly vectors: VectorSearches;
  /** Runs after every refresh of the live queries, before anything else commits. */
  private readonly flushers = new Set<() => void>();

  constructor(private readonly options: EngineOptions) {
    const { sqlite, report } = options;
    this.catalog = new Catalog(sqlite);
    this.searchIndexes = new SearchIndexes(sqlite, this.catalog);
    this.clock = new CommitClock(sqlite);
    this.environment = new Environment(sqlite, {
      CONVEX_CLOUD_URL: options.cloudUrl,
      CONVEX_SITE_URL: options.siteUrl,
    });
    this.sessions = new Sessions(sqlite);
    this.auth = new Authenticator({ verbose: !options.redactErrors, fetch: options.fetch });
    this.signer = new TokenSigner(sqlite, options.cloudUrl);
    this.lane = new Lane(sqlite, this.catalog, this.clock, {
      committed: (written) => {
        this.live.invalidate(written);
        this.scheduler.committed();
      },
      refresh: async () => {
        await this.live.refresh();
        for (const flush of this.flushers) flush();
      },
      batchCommitted: (size) => this.admin.metrics.committed(size),
      batchFailed: (error) => this.admin.metrics.commitFailed(error),
    });
    this.vectors = new VectorSearches(sqlite, this.catalog, this.lane);
    this.files = new Files(sqlite, this.lane, options.dataDir, options.cloudUrl);
    const jobs: JobRunner = {
      typeOf: ({ component, path, publicOnly }) => {
        // A job outlives the component that it belongs to: a push may have taken that away.
        if (!this.deployment.componentPaths.includes(component)) return null;
        const info = this.deployment.codeOf(component).declarations.functions.get(path);
        return !info || (publicOnly && info.visibility !== "public") ? null : info.udfType;
      },
      runMutation: async (tx, { component, path }, args, jobId) =>
        void (await this.mutationWithin(tx, {
          component,
          path,
          args,
          caller: jobCaller(jobId),
          internal: true,
        })),
      runAction: (target, args, jobId) => this.runJobAction(target, args, jobId),
    };
    this.scheduler = new Scheduler(sqlite, this.lane, jobs);
    this.crons = new Crons(sqlite, this.lane, jobs, report);
    this.deployment = new Deployment(
      sqlite,
      this.catalog,
      this.lane,
      options.projectRoot,
      this.environment.get,
      {
        inForce: ({ components, definitions, auth }) => {
          const crons = [...components.values()].map(
            ({ path, definitionPath }) =>
              [path, definitions.get(definitionPath)!.code.declarations.crons] as const,
          );
          const restoreCrons = this.crons.declare(new Map(crons));
          const { infos } = this.auth;
          this.auth.configure(auth);
          this.live.invalidateAll();
          return () => {
            restoreCrons();
            this.auth.configure(infos);
            this.live.invalidateAll();
          };
        },
        committed: () => {
          options.calls?.pushed();
          this.crons.wake();
        },
        patiently: options.patiently,
      },
      this.searchIndexes,
    );
    const { codeOf, envOf } = this.deployment;
    const cursors = new CursorCodec(secretOf(sqlite, "cursors"));
    this.executor = new Executor(
      {
        cursors,
        files: this.files,
        signer: this.signer,
        schemaOf: (component) => codeOf(component).declarations.schema,
        currentTs: () => this.clock.current,
        runNested: (frame, type, target, args) => this.executor.runNested(frame, type, target, args),
        schedule: (frame, target, dueMs, args) =>
          this.scheduler.schedule(frame.tx, frame.component, target, dueMs, args),
        cancelJob: (frame, id) => this.scheduler.cancel(frame.tx, frame.component, id),
      },
      codeOf,
      envOf,
      options.calls,
    );
    this.live = new LiveQueries((call) => this.runQuery(call));
    this.actions = new ActionRunner(
      {
        call: (type, target, args, caller) => this.callFromAction(type, target, args, caller),
        schedule: async (target, dueMs, args, component) =>
          (await this.lane.writing(async (tx) => this.scheduler.schedule(tx, component, target, dueMs, args)))
            .value,
        cancelJob: async (component, id) =>
          void (await this.lane.writing(async (tx) => this.scheduler.cancel(tx, component, id))),
        tableOfId: (component, id) => this.catalog.tableOfId(component, id),
        files: actionFiles(this.files, this.lane),
        vectorSearch: (component, query) => this.vectors.search(component, query),
      },
      codeOf,
      envOf,
      (component) => this.deployment.instance(component),
    );
    this.admin = new Admin(this, {
      sqlite,
      cursors,
      dataDir: options.dataDir,
      runningActions: () => this.actions.active,
    });
  }

  /** Tells the operator of something that no caller hears of. */
  readonly report = (line: string): void => this.options.report(line);

  /** Starts jobs and crons; calls are served from the beginning. */
  async start(): Promise<void> {
    await this.scheduler.start();
    this.crons.start();
    this.admin.start();
  }

  /** Stops jobs and waits for running transactions. The database stays open; it belongs to the caller. */
  async stop(): Promise<void> {
    this.scheduler.stop();
    this.crons.stop();
    await this.lane.close();
    await this.vectors.close();
    this.files.close();
    this.admin.close();
  }

  /** Registers what must run when live queries have been brought up to date; returns how to end it. */
  onRefreshed(flush: () => void): () => void {
    this.flushers.add(flush);
    return () => this.flushers.delete(flush);
  }

  async query(call: Call): Promise<CallResult> {
    return this.lane.reading(() => this.live.read(transactionCall("query", call)));
  }

  /** Subscribes inside the lane (see `lane.reading`), so that all results of one transition are of one commit. */
  subscribe(subscriber: Subscriber): Promise<Outcome> {
    return this.live.subscribe(subscriber);
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
    this.lane.write<CallResult>({
      work: async (tx) => {
        const known = session && this.sessions.find(session);
        // The first run is in the past, so the timestamp of this commit covers it.
        if (known) return { ...known, error: null };
        const { text } = await this.executor.run(tx, transactionCall("mutation", call), log, {
          identity: false,
          time: false,
        });
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
        answer({ ...result, ts: this.clock.current });
      },
    });
  }

  /** Runs a mutation inside a transaction of the lane, whose owner undoes its writes if it throws FunctionError. */
  async mutationWithin(tx: Transaction, call: Call): Promise<string> {
    const log = new LogBuffer();
    const run = startRun("mutation", call);
    try {
      const observed = { identity: false, time: false };
      const { text } = await this.executor.run(tx, transactionCall("mutation", call), log, observed);
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
    const rest = this.admin.log.follow(run, log);
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
    const known = this.deployment.componentPaths.includes(component);
    const type =
      (known && this.deployment.codeOf(component).declarations.functions.get(call.path)?.udfType) || "query";
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
      const code = await oneoffCode(source, this.deployment.codeOf(component).declarations);
      const own = transactionCall("query", { ...call, component, path: ONEOFF_PATH, internal: true });
      const observed = { identity: false, time: false };
      const { text } = await this.lane.reading(() =>
        this.executor.run(this.lane.snapshot(), own, log, observed, code),
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
    const run = startRun("httpAction", { path: `${request.method} ${path}`, caller });
    const rest = this.admin.log.follow(run, log);
    try {
      const response = await this.actions.handleHttp(request, path, caller, log);
      this.completed(run, { text: null, error: null, logLines: log.lines }, rest());
      return response;
    } catch (error) {
      this.completed(run, failure(error, log), rest());
      throw error;
    }
  }

  /** Changes environment variables; every live query runs again. */
  async updateEnvironment(changes: readonly { name: string; value: string | null }[]): Promise<void> {
    const changed = new Map(changes.map(({ name, value }) => [name, value ?? undefined]));
    // Throws when a variable that auth.config.ts reads would go away.
    const auth = await this.deployment.evaluateAuth((name) =>
      changed.has(name) ? changed.get(name) : this.environment.get(name),
    );
    await this.lane.writing(async () => {
      if (!this.environment.update(changes)) return;
      this.auth.configure(auth);
      this.live.invalidateAll();
    });
  }

  private async runQuery(call: TransactionCall) {
    const tx = this.lane.snapshot();
    const log = new LogBuffer();
    const observed = { identity: false, time: false };
    if (call.internal && isSystemFunction(call.path)) return this.runSystemQuery(tx, call, observed);
    const run = startRun("query", call);
    let outcome: Outcome;
    try {
      const { text, journal } = await this.executor.run(tx, call, log, observed);
      outcome = { text, error: null, logLines: log.lines, journal };
    } catch (error) {
      outcome = { ...failure(error, log), journal: null };
    }
    this.completed(run, outcome);
    return { outcome, reads: tx.reads, observed };
  }

  /** What the administration reads is no run of a function: it appears in no log. */
  private runSystemQuery(tx: Transaction, call: TransactionCall, observed: Observed) {
    const nothing = { logLines: [], journal: null };
    let outcome: Outcome;
    try {
      outcome = { text: this.admin.query(tx, call), error: null, ...nothing };
    } catch (error) {
      outcome = { text: null, error: error as FunctionError, ...nothing };
    }
    return { outcome, reads: tx.reads, observed };
  }

  private async callFromAction(
    type: UdfType,
    target: Target,
    args: JsonObject,
    caller: Caller,
  ): Promise<string> {
    // To an app the system functions do not exist.
    const internal = !target.publicOnly && !isSystemFunction(target.path);
    const result = await this.callAs(type, { ...target, args, caller, internal });
    if (result.error) throw result.error;
    return result.text!;
  }

  private async runJobAction({ component, path }: Target, args: JsonObject, jobId: string): Promise<void> {
    const { error } = await this.action({ component, path, args, caller: jobCaller(jobId), internal: true });
    if (error) throw error;
  }

  /** Tells everybody who keeps account of what ran. */
  private completed(
    { startedAt, ...run }: StartedRun,
    { error, logLines }: CallResult,
    /** Lines that the log does not have yet. */
    newLines = logLines,
  ): void {
    const { path } = run;
    const completion = { ...run, durationMs: performance.now() - startedAt, result: { error, logLines } };
    this.admin.completed(completion, newLines);
    this.options.completed?.(completion);
    for (const line of logLines) this.options.report(`${path} ${line}`);
    // Refusals that the author foresaw carry data and are none of the operator's business.
    if (error && error.data === undefined) this.options.report(`${path} ${error.message}`);
  }
}

type StartedRun = Run & { readonly startedAt: number };

function startRun(
  type: Run["type"],
  { component = "", path, caller }: Pick<Call, "component" | "path" | "caller">,
): StartedRun {
  return { executionId: randomUUID(), type, component, path, caller, startedAt: performance.now() };
}

function transactionCall(kind: "query" | "mutation", call: Call): TransactionCall {
  return { kind, component: "", journal: null, ...call };
}

function jobCaller(jobId: string): Caller {
  return { ...SYSTEM_CALLER, requestId: randomBytes(8).toString("hex"), scheduledFunctionId: jobId || null };
}

function failure(error: unknown, log: LogBuffer): CallResult {
  const known =
    error instanceof FunctionError ? error : new FunctionError(`Internal error: ${(error as Error).message}`);
  return { text: null, error: known, logLines: log.lines };
}
