import { Admin } from "./admin/admin.ts";
import { Authenticator } from "./auth/authenticator.ts";
import { TokenSigner } from "./auth/signer.ts";
import { type Call, Calls } from "./calls.ts";
import { Deployment } from "./deploy/deployment.ts";
import { Files } from "./files/files.ts";
import { actionFiles } from "./files/syscalls.ts";
import type { CallWatch } from "./heartbeat.ts";
import { Crons } from "./jobs/crons.ts";
import { type JobRunner, Scheduler } from "./jobs/scheduler.ts";
import { LiveQueries, type Outcome, type Subscriber } from "./live/liveQueries.ts";
import type { Report } from "./logRecord.ts";
import { CursorCodec } from "./query/pagination.ts";
import { PastCommits } from "./query/pastCommits.ts";
import { ActionRunner } from "./runtime/actions.ts";
import type { FunctionError } from "./runtime/errors.ts";
import { Executor } from "./runtime/executor.ts";
import { newRequestId, SYSTEM_CALLER } from "./runtime/frame.ts";
import type { Target } from "./runtime/functions.ts";
import { Lane } from "./runtime/lane.ts";
import { SearchIndexes } from "./search/indexes.ts";
import { VectorSearches } from "./search/vectorQuery.ts";
import { Catalog } from "./store/catalog.ts";
import { CommitClock } from "./store/clock.ts";
import { Environment } from "./store/environment.ts";
import { secretOf } from "./store/secrets.ts";
import type { Sqlite } from "./store/sqlite.ts";
import { Sessions } from "./sync/sessions.ts";
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
  /** How much one upload URL is good for, in all; 1 GiB without it. */
  readonly uploadBytes?: number;
  /** Keeps from clients what only the developer should read. */
  readonly redactErrors?: boolean;
  /** Receives what functions log and what goes wrong without a caller. */
  readonly report: Report;
  /** Hears of scheduled functions that have failed: nobody else waits for them. */
  readonly jobFailed?: (path: string, error: FunctionError) => void;
  /** Runs work that may block the event loop for long, so that nobody takes it for a function that spins. */
  readonly patiently: <T>(work: () => Promise<T>) => Promise<T>;
  readonly calls?: CallWatch;
}

/**
 * A whole Convex deployment without its servers: storage, transactions, functions, live queries and jobs.
 * `http/` and `sync/` speak for it to the outside.
 */
export class Engine {
  readonly catalog: Catalog;
  readonly searchIndexes: SearchIndexes;
  readonly clock: CommitClock;
  readonly pastCommits: PastCommits;
  readonly environment: Environment;
  readonly deployment: Deployment;
  readonly calls: Calls;
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
  /** Run after every refresh of the live queries, before anything else commits. */
  private readonly flushers = new Set<() => void>();
  /** Run when all mutations of a commit have been answered, before live queries are brought up to date. */
  private readonly answerers = new Set<() => void>();

  constructor(private readonly options: EngineOptions) {
    const { sqlite, report } = options;
    this.catalog = new Catalog(sqlite);
    this.searchIndexes = new SearchIndexes(sqlite, this.catalog);
    this.clock = new CommitClock(sqlite);
    this.pastCommits = new PastCommits(sqlite, this.catalog, this.clock);
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
      answered: () => {
        for (const send of this.answerers) send();
      },
      refresh: async () => {
        await this.live.refresh();
        for (const flush of this.flushers) flush();
      },
      batchCommitted: (size) => this.admin.metrics.committed(size),
      batchFailed: (error) => this.admin.metrics.commitFailed(error),
    });
    this.vectors = new VectorSearches(sqlite, this.catalog, this.lane);
    this.files = new Files(sqlite, this.lane, options.dataDir, options.cloudUrl, options.uploadBytes);
    const jobs: JobRunner = {
      typeOf: ({ component, path, publicOnly }) => {
        // A job outlives the component that it belongs to: a push may have taken that away.
        if (!this.deployment.componentPaths.includes(component)) return null;
        const info = this.deployment.codeOf(component).declarations.functions.get(path);
        return !info || (publicOnly && info.visibility !== "public") ? null : info.udfType;
      },
      runMutation: async (tx, target, args, jobId) => {
        const run = this.calls.mutationWithin(tx, jobCall(target, args, jobId));
        await run.catch((error) => this.failJob(target, error));
      },
      runAction: async (target, args, jobId) => {
        const { error } = await this.calls.action(jobCall(target, args, jobId));
        if (error) this.failJob(target, error);
      },
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
          this.everythingChanged();
          return () => {
            restoreCrons();
            this.auth.configure(infos);
            this.everythingChanged();
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
          this.scheduler.schedule(frame.tx, frame, target, dueMs, args),
        cancelJob: (frame, id) => this.scheduler.cancel(frame.tx, frame.component, id),
      },
      codeOf,
      envOf,
      options.calls,
    );
    this.live = new LiveQueries(
      (call) => this.calls.runQuery(call),
      () => void this.lane.reading(async () => {}).catch(() => {}),
    );
    this.actions = new ActionRunner(
      {
        call: (type, target, args, caller) => this.calls.callFromAction(type, target, args, caller),
        schedule: async (call, target, dueMs, args) =>
          (await this.lane.writing(async (tx) => this.scheduler.schedule(tx, call, target, dueMs, args)))
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
    this.calls = new Calls(this, this.executor, this.actions, this.sessions);
    this.admin = new Admin(this, {
      sqlite,
      cursors,
      dataDir: options.dataDir,
      runningActions: () => this.actions.active,
    });
  }

  /** Tells the operator of something that no caller hears of. */
  readonly report: Report = (record) => this.options.report(record);

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
    this.pastCommits.forget();
    this.files.close();
    this.admin.close();
  }

  /** Registers what must run when live queries have been brought up to date; returns how to end it. */
  onRefreshed(flush: () => void): () => void {
    this.flushers.add(flush);
    return () => this.flushers.delete(flush);
  }

  /** Registers what sends the answers to the mutations of a commit on their way; returns how to end it. */
  onAnswered(send: () => void): () => void {
    this.answerers.add(send);
    return () => this.answerers.delete(send);
  }

  /** Subscribes inside the lane (see `lane.reading`), so that all results of one transition are of one commit. */
  subscribe(subscriber: Subscriber): Promise<Outcome> {
    return this.live.subscribe(subscriber);
  }

  /** Other code, other tables, other variables: no result of the past counts any more. Call it in the lane. */
  everythingChanged(): void {
    this.live.invalidateAll();
    this.pastCommits.forget();
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
      this.everythingChanged();
    });
  }

  private failJob({ path }: Target, error: FunctionError): never {
    this.options.jobFailed?.(path, error);
    throw error;
  }
}

function jobCall({ component, path }: Target, args: JsonObject, jobId: string): Call {
  const requestId = newRequestId();
  const caller = { ...SYSTEM_CALLER, requestId, scheduledFunctionId: jobId || null };
  return { component, path, args, caller, internal: true };
}
