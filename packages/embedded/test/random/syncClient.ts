import { randomUUID } from "node:crypto";
import { ConvexError, convexToJson, type JSONValue, jsonToConvex, type Value } from "convex/values";
import WebSocket from "ws";
import { decodeTs, encodeTs } from "../../src/sync/protocol.ts";

type Args = Record<string, Value>;

export interface Result {
  readonly value: Value;
  readonly journal: string | null;
}

/** What a client knew after one Transition: the newest result of every query of its query set. */
export interface View {
  readonly ts: bigint;
  readonly results: ReadonlyMap<number, Result>;
}

interface Subscription {
  readonly path: string;
  readonly args: Args;
  journal: string | null;
}

interface PendingMutation {
  readonly message: object;
  resolve(answer: { value: Value; ts: bigint }): void;
  reject(error: Error): void;
}

interface WireVersion {
  querySet: number;
  identity: number;
  ts: string;
}

type ServerMessage =
  | {
      type: "Transition";
      startVersion: WireVersion;
      endVersion: WireVersion;
      modifications: {
        type: "QueryUpdated" | "QueryFailed" | "QueryRemoved";
        queryId: number;
        value: JSONValue;
        errorMessage: string;
        journal: string | null;
      }[];
    }
  | {
      type: "MutationResponse";
      requestId: number;
      success: boolean;
      result: JSONValue;
      errorData?: JSONValue;
      ts: string;
    }
  | { type: "Ping" }
  | { type: "FatalError" | "AuthError"; error: string };

/**
 * A sync client that comes back as the stock client does (same session, queries with their journals, mutations
 * without an answer again), holds the server to the order that SY4 promises, and keeps every view for later checks.
 */
export class SyncClient {
  readonly views: View[] = [];
  /** What the server did that it must not do. */
  readonly violations: string[] = [];
  private readonly sessionId = randomUUID();
  private socket!: WebSocket;
  private open = false;
  private closed = false;
  private connectionCount = 0;
  private version: WireVersion = START;
  private sentQuerySet = 0;
  /** The ids in each version of the query set of this connection. */
  private querySets: number[][] = [[]];
  private maxObserved = 0n;
  /** No Transition may be older: the last one was of this timestamp, or it was seen on an earlier connection. */
  private notBefore = 0n;
  /** The newest mutation whose Transition is still to come on this connection. */
  private owedTs = 0n;
  private nextQuery = 0;
  private nextRequest = 0;
  private readonly queries = new Map<number, Subscription>();
  private readonly pending = new Map<number, PendingMutation>();
  private readonly waiting = new Map<number, { resolve(value: Value): void; reject(error: Error): void }>();
  private results = new Map<number, Result>();

  constructor(
    private readonly url: string,
    private readonly options: { keepViews?: boolean } = {},
  ) {
    this.connect();
  }

  add(path: string, args: Args): number {
    const queryId = this.nextQuery++;
    this.queries.set(queryId, { path, args, journal: null });
    if (this.open) this.modify([this.addMessage(queryId)]);
    return queryId;
  }

  remove(queryId: number): void {
    this.queries.delete(queryId);
    if (this.open) this.modify([{ type: "Remove", queryId }]);
  }

  /** The newest result of a query, if it has come. */
  result(queryId: number): Result | undefined {
    return this.results.get(queryId);
  }

  /** Reads once: adds a query, waits for its first result and removes it. */
  async query(path: string, args: Args): Promise<Value> {
    const queryId = this.add(path, args);
    const first = new Promise<Value>((resolve, reject) => this.waiting.set(queryId, { resolve, reject }));
    return first.finally(() => this.remove(queryId));
  }

  mutation(path: string, args: Args): Promise<{ value: Value; ts: bigint }> {
    const requestId = this.nextRequest++;
    const message = { type: "Mutation", requestId, udfPath: path, args: [convexToJson(args)] };
    return new Promise((resolve, reject) => {
      this.pending.set(requestId, { message, resolve, reject });
      if (this.open) this.send(message);
    });
  }

  /** Loses the connection and comes back at once. */
  breakOff(): void {
    this.socket.terminate();
  }

  /** Stops reading what the server sends, until `resume`. */
  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  /** Whether the Transition of every answered mutation has come. */
  get settled(): boolean {
    return this.open && this.pending.size === 0 && decodeTs(this.version.ts) >= this.owedTs;
  }

  close(): void {
    this.closed = true;
    this.socket.terminate();
  }

  private connect(): void {
    const socket = new WebSocket(`${this.url.replace("http", "ws")}/api/1.48.0/sync`);
    this.socket = socket;
    socket.on("error", () => {});
    socket.on("open", () => this.greet());
    socket.on("message", (data) => {
      // What arrives of a connection that was broken off comes too late, as for a browser.
      if (socket === this.socket && this.open) this.receive(JSON.parse(data.toString()) as ServerMessage);
    });
    socket.on("close", () => {
      this.open = false;
      if (!this.closed) setTimeout(() => !this.closed && this.connect(), 1);
    });
  }

  private greet(): void {
    this.open = true;
    this.version = START;
    this.sentQuerySet = 0;
    this.querySets = [[]];
    this.owedTs = 0n;
    this.notBefore = this.maxObserved;
    this.results = new Map();
    this.send({
      type: "Connect",
      sessionId: this.sessionId,
      connectionCount: this.connectionCount++,
      lastCloseReason: null,
      ...(this.maxObserved > 0n ? { maxObservedTimestamp: encodeTs(this.maxObserved) } : {}),
      clientTs: Date.now(),
    });
    if (this.queries.size > 0)
      this.modify([...this.queries.keys()].map((queryId) => this.addMessage(queryId)));
    for (const { message } of this.pending.values()) this.send(message);
  }

  private receive(message: ServerMessage): void {
    if (message.type === "Transition") this.transition(message);
    else if (message.type === "MutationResponse") this.answered(message);
    else if (message.type !== "Ping") this.violations.push(`${message.type}: ${message.error}`);
  }

  private transition({
    startVersion,
    endVersion,
    modifications,
  }: ServerMessage & { type: "Transition" }): void {
    if (JSON.stringify(startVersion) !== JSON.stringify(this.version))
      this.violations.push(
        `gap: ${JSON.stringify(this.version)} is followed by ${JSON.stringify(startVersion)}`,
      );
    const ts = decodeTs(endVersion.ts);
    if (ts < this.notBefore) this.violations.push(`backward: ${ts} after ${this.notBefore}`);
    this.notBefore = ts;
    if (ts > this.maxObserved) this.maxObserved = ts;
    this.version = endVersion;
    for (const { type, queryId, value, errorMessage, journal } of modifications) {
      const waiting = this.waiting.get(queryId);
      this.waiting.delete(queryId);
      if (type === "QueryUpdated") {
        const result = { value: jsonToConvex(value), journal };
        this.results.set(queryId, result);
        const query = this.queries.get(queryId);
        if (query) query.journal = journal;
        waiting?.resolve(result.value);
      } else {
        this.results.delete(queryId);
        if (type === "QueryFailed") this.violations.push(`query failed: ${errorMessage}`);
        waiting?.reject(new Error(errorMessage));
      }
    }
    const expected = this.querySets[endVersion.querySet]!;
    if (expected.join() !== [...this.results.keys()].sort((a, b) => a - b).join())
      this.violations.push(`incomplete: query set ${endVersion.querySet} is not what the results are of`);
    if (this.options.keepViews) this.views.push({ ts, results: new Map(this.results) });
  }

  private answered({
    requestId,
    success,
    result,
    errorData,
    ts,
  }: ServerMessage & { type: "MutationResponse" }): void {
    const pending = this.pending.get(requestId);
    this.pending.delete(requestId);
    if (!pending) return void this.violations.push(`request ${requestId} was answered twice`);
    if (!success)
      return pending.reject(
        errorData === undefined ? new Error(String(result)) : new ConvexError(jsonToConvex(errorData)),
      );
    const committedAt = decodeTs(ts);
    if (committedAt <= decodeTs(this.version.ts))
      this.violations.push(`late answer: the Transition of ${committedAt} came before its response`);
    if (committedAt > this.owedTs) this.owedTs = committedAt;
    if (committedAt > this.maxObserved) this.maxObserved = committedAt;
    pending.resolve({ value: jsonToConvex(result), ts: committedAt });
  }

  private addMessage(queryId: number): object {
    const { path, args, journal } = this.queries.get(queryId)!;
    return { type: "Add", queryId, udfPath: path, args: [convexToJson(args)], journal };
  }

  private modify(modifications: object[]): void {
    const baseVersion = this.sentQuerySet++;
    this.querySets.push([...this.queries.keys()].sort((a, b) => a - b));
    this.send({ type: "ModifyQuerySet", baseVersion, newVersion: this.sentQuerySet, modifications });
  }

  private send(message: object): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }
}

const START: WireVersion = { querySet: 0, identity: 0, ts: encodeTs(0n) };
