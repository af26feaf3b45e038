import { AuthFailure } from "../auth/failure.ts";
import type { Call, CallResult } from "../calls.ts";
import type { Engine } from "../engine.ts";
import type { FunctionError } from "../runtime/errors.ts";
import type { TransactionCall } from "../runtime/executor.ts";
import type { Caller } from "../runtime/frame.ts";
import { canonicalPath } from "../runtime/functions.ts";
import { type Authenticate, type ClientMessage, decodeTs, encodeTs, parseClientMessage } from "./protocol.ts";
import { type AddQuery, QuerySet, type QuerySetOwner, type Watched } from "./querySet.ts";
import { ClientCaller, type ClientInfo, identify, NOBODY, type Speaker } from "./speaker.ts";
import {
  errorDataField,
  FIRST_VERSION,
  linesText,
  queryFailed,
  queryRemoved,
  queryUpdate,
  transitionMessages,
  updateMessages,
  type Version,
  versionOf,
} from "./transition.ts";
import type { Piece, Wire } from "./wire.ts";

/** With this much waiting in the socket, updates are held back and merged until the client has caught up. */
const BEHIND_BYTES = 1 << 20;
/** So much may wait besides the newest Transition, which is as large as the results it holds. */
const UNREAD_BYTES = 64 << 20;
/** The client drops a connection after 60 s of silence; anything well below that keeps it. */
const PING_AFTER_MS = 15_000;
const SILENT_CLIENT_MS = 120_000;
const MAX_QUEUED = 1_000;
/** Each watched query costs memory, and a run whenever what it reads changes. */
const MAX_QUERIES = 10_000;
/** After so much of one client's change of its query set it is everybody else's turn. */
const TURN_MS = 10;

export interface ConnectionOptions extends ClientInfo {
  /** Whether a value given as an admin key is the key of this deployment. */
  isAdminKey(value: string): boolean;
  /** What a client reads of an error. */
  messageOf(error: FunctionError, requestId: string): string;
}

/**
 * One client on the sync WebSocket. It owns the client's query set and version; results, timing and order
 * follow the rules of the Convex protocol:
 * - a Transition starts exactly where the previous one ended, and all its results are of one commit;
 * - a MutationResponse goes out before the Transition that shows the mutation, and that Transition always
 *   follows, even when nothing visible changed;
 * - mutations of one client run one after another, in order.
 */
export class Connection implements QuerySetOwner {
  private readonly queries: QuerySet;
  private sentVersion: Version = FIRST_VERSION;
  private querySet = 0;
  private identity = 0;
  private sessionId: string | null = null;
  private speaker: Speaker = NOBODY;
  private clientClockSkewMs = 0;
  private owesTransition = false;
  /** Whether its query set is being changed: until that is done, the client would be told of half a change. */
  private changing = false;
  /** Whether answers wait for others of the same commit. */
  private holding = false;
  /** What waited of the newest Transition when it had been sent. */
  private transitionBytes = 0;
  private work: Promise<void> = Promise.resolve();
  private waitingWork = 0;
  private queuedMutations = 0;
  private runningActions = 0;
  private lastSentAt = Date.now();
  private lastHeardAt = Date.now();
  private closed = false;

  constructor(
    private readonly wire: Wire,
    private readonly engine: Engine,
    private readonly options: ConnectionOptions,
    /** Those with something to tell their clients: they want a call of `flush` after the next refresh. */
    private readonly due: { push(connection: Connection): void },
    /** Those that hold answers to mutations: they want a call of `sendAnswers` when all of a commit are answered. */
    private readonly answering: { push(connection: Connection): void },
  ) {
    this.queries = new QuerySet(engine, this);
  }

  /**
   * Takes one message. Messages that change the query set or the identity are handled in order, and calls wait for
   * those that were sent before them: verifying a token can take as long as its issuer likes.
   */
  receive(text: string): void {
    this.lastHeardAt = Date.now();
    let message: ClientMessage;
    try {
      message = parseClientMessage(text);
      if (this.sessionId === null && message.type !== "Connect")
        throw new Error("The first message must be Connect.");
    } catch (error) {
      return this.fatal((error as Error).message);
    }
    switch (message.type) {
      case "Connect":
        return this.connect(message);
      case "Authenticate":
        return this.enqueue(() => this.authenticate(message));
      case "ModifyQuerySet":
        return this.enqueue(() => this.modifyQuerySet(message));
      case "Mutation":
        return this.afterWork(() => this.mutate(message));
      case "Action":
        return this.afterWork(() => void this.act(message));
      case "Event":
        return;
    }
  }

  /**
   * Sends a Transition that is due, and whether it did: a client that is behind gets it when it has caught up.
   * Called in the lane after a refresh.
   */
  flush(now: number): boolean {
    if (this.closed || this.changing || !this.owesTransition || this.refuseExpired(now)) return true;
    if (this.wire.waiting > BEHIND_BYTES) return false;
    this.sendTransition("", now);
    return true;
  }

  /** Keeps a quiet connection alive and ends a dead one. Called every few seconds. */
  tick(now: number): void {
    const silentMs = now - this.lastHeardAt;
    if (silentMs > SILENT_CLIENT_MS) return this.wire.terminate();
    // Whoever only watches says nothing; its WebSocket answers this by itself.
    if (silentMs > PING_AFTER_MS) this.wire.ping();
    if (now - this.lastSentAt > PING_AFTER_MS) this.send('{"type":"Ping"}');
  }

  heard(): void {
    this.lastHeardAt = Date.now();
  }

  close(): void {
    this.closed = true;
    this.queries.close();
  }

  private connect(message: ClientMessage & { type: "Connect" }): void {
    if (this.sessionId !== null) return this.fatal("Connect must be sent once.");
    if (
      message.maxObservedTimestamp !== undefined &&
      decodeTs(message.maxObservedTimestamp) > this.engine.clock.current
    )
      // This database is older than what the client has seen; it must not be shown the past.
      return this.wire.close(
        1011,
        "InternalServerError: the client has observed a later timestamp than this deployment.",
      );
    this.sessionId = message.sessionId;
    this.clientClockSkewMs = (message.clientTs ?? Date.now()) - Date.now();
  }

  private async authenticate(message: Authenticate): Promise<void> {
    if (message.baseVersion !== this.identity)
      return this.fatal("Base version of Authenticate does not match.");
    let speaker: Speaker;
    try {
      speaker = await identify(message, this.engine.auth, this.options.isAdminKey);
    } catch (error) {
      if (!(error instanceof AuthFailure)) throw error;
      return this.authError(error.message, true);
    }
    this.speaker = speaker;
    this.identity++;
    await this.change(
      this.queries.all(),
      (query) => this.queries.watchAgain(query),
      `,"clientClockSkew":${this.clientClockSkewMs}`,
    );
  }

  /** Tells the client to come back with another token. */
  private authError(error: string, authUpdateAttempted: boolean): void {
    this.send(JSON.stringify({ type: "AuthError", error, baseVersion: this.identity, authUpdateAttempted }));
    this.wire.close(1000, "AuthError");
    this.close();
  }

  /** A token that was good when it came may have expired since; then nothing more is done in its name. */
  private refuseExpired(now = Date.now()): boolean {
    if (this.closed) return true;
    if (now < this.speaker.expiresAt) return false;
    this.authError("The token has expired.", false);
    return true;
  }

  private async modifyQuerySet(message: ClientMessage & { type: "ModifyQuerySet" }): Promise<void> {
    if (this.refuseExpired()) return;
    if (message.baseVersion !== this.querySet)
      return this.fatal("Base version of ModifyQuerySet does not match.");
    await this.change(
      message.modifications,
      async (modification) => {
        const { queryId } = modification;
        const known = this.queries.has(queryId);
        if (modification.type === "Remove") {
          if (!known) return this.fatal(`Query ${queryId} is not in the query set.`);
          this.queries.remove(queryId);
        } else {
          if (known) return this.fatal(`Query ${queryId} is in the query set already.`);
          if (this.queries.size >= MAX_QUERIES)
            return this.fatal(`A client may watch at most ${MAX_QUERIES} queries.`);
          await this.queries.add(modification);
        }
      },
      "",
      message.newVersion,
    );
  }

  /**
   * Changes the query set step by step, with others' turns in between: somebody with thousands of queries holds up nobody. All
   * of it is told in one Transition, at the end.
   */
  private async change<T>(
    steps: readonly T[],
    take: (step: T) => Promise<void>,
    more: string,
    newVersion = this.querySet,
  ): Promise<void> {
    this.changing = true;
    let at = 0;
    do {
      await this.engine.lane.reading(async () => {
        const until = performance.now() + TURN_MS;
        while (at < steps.length && !this.closed) {
          await take(steps[at++]!);
          if (performance.now() > until) break;
        }
        if (at < steps.length || this.refuseExpired()) return;
        this.changing = false;
        this.querySet = newVersion;
        this.sendTransition(more);
      });
    } while (this.changing && !this.closed);
  }

  queryCall(add: AddQuery, journal: string | null): TransactionCall {
    return {
      kind: "query",
      component: this.component(add),
      path: canonicalPath(add.udfPath),
      args: add.args[0] ?? {},
      caller: this.caller(null),
      internal: this.speaker.admin,
      journal,
    };
  }

  private mutate(message: ClientMessage & { type: "Mutation" }): void {
    if (++this.queuedMutations > MAX_QUEUED) return this.overloaded("mutations");
    if (this.refuseExpired()) return;
    const { requestId } = message;
    const caller = this.caller(requestId);
    // Whoever authenticates while this mutation waits for its turn is not the one who has sent it.
    const call: Call = {
      component: this.component(message),
      path: canonicalPath(message.udfPath),
      args: message.args[0] ?? {},
      caller,
      internal: this.speaker.admin,
    };
    // The lane runs what it is given in order, so the mutations of one client can share a commit.
    this.engine.calls.startMutation(call, { sessionId: this.sessionId!, requestId }, (result) => {
      this.queuedMutations--;
      const ts = result.error ? "null" : `"${encodeTs(result.ts)}"`;
      this.holdAnswer();
      this.send(this.response("MutationResponse", requestId, caller, result, `,"ts":${ts}`));
      if (!result.error) this.oweTransition();
    });
  }

  private async act(message: ClientMessage & { type: "Action" }): Promise<void> {
    if (++this.runningActions > MAX_QUEUED) return this.overloaded("actions");
    if (this.refuseExpired()) return;
    const { requestId } = message;
    const caller = this.caller(requestId);
    const result = await this.engine.calls.action({
      component: this.component(message),
      path: canonicalPath(message.udfPath),
      args: message.args[0] ?? {},
      caller,
      internal: this.speaker.admin,
    });
    this.runningActions--;
    this.send(this.response("ActionResponse", requestId, caller, result, ""));
  }

  /** Mutations of one client that share a commit are answered in one go. */
  private holdAnswer(): void {
    if (this.holding) return;
    this.holding = true;
    this.wire.hold();
    this.answering.push(this);
  }

  sendAnswers(): void {
    this.holding = false;
    this.wire.release();
  }

  private response(
    type: string,
    requestId: number,
    caller: Caller,
    result: CallResult,
    tail: string,
  ): string {
    const body = result.error
      ? `"success":false,"result":${JSON.stringify(this.options.messageOf(result.error, caller.requestId))}${errorDataField(result.error)}`
      : `"success":true,"result":${result.text}`;
    return `{"type":"${type}","requestId":${requestId},${body},"logLines":${linesText(result.logLines)}${tail}}`;
  }

  /**
   * Sends everything that changed since the last Transition, as of the newest commit. `more` are fields for this
   * client alone.
   */
  private sendTransition(more = "", now = Date.now()): void {
    const waiting = this.wire.waiting;
    if (this.closed || this.refuseUnread(waiting)) return;
    const start = this.sentVersion;
    const end = versionOf(this.querySet, this.identity, this.engine.clock.current);
    const { removed, changed } = this.queries.takeNews();
    const [first] = changed;
    const onlyResult = changed.length === 1 && !first!.outcome.error && removed.length === 0 && !more;
    const messages = onlyResult
      ? updateMessages(start, end, first!.add.queryId, first!.outcome)
      : transitionMessages(start, end, this.updates(removed, changed), more);
    for (const message of messages) this.wire.sendPieces(message);
    this.transitionBytes = this.wire.waiting - waiting;
    this.lastSentAt = now;
    this.sentVersion = end;
    this.owesTransition = false;
  }

  oweTransition(): void {
    if (this.owesTransition) return;
    this.owesTransition = true;
    this.due.push(this);
  }

  private updates(removed: readonly number[], changed: readonly Watched[]): Piece[][] {
    return [...removed.map(queryRemoved), ...changed.map((query) => this.update(query))];
  }

  private update({ add: { queryId }, outcome }: Watched): Piece[] {
    if (!outcome.error) return queryUpdate(queryId, outcome);
    return queryFailed(
      queryId,
      outcome,
      this.options.messageOf(outcome.error, this.caller(queryId).requestId),
    );
  }

  private send(text: string): void {
    if (this.refuseUnread(this.wire.waiting)) return;
    this.lastSentAt = Date.now();
    this.wire.send(text);
  }

  private enqueue(work: () => Promise<void>): void {
    if (++this.waitingWork > MAX_QUEUED) return this.overloaded("changes of the query set");
    this.work = this.work
      .then(() => (this.closed ? undefined : work()))
      .catch((error: Error) => this.fatal(error.message))
      .finally(() => this.waitingWork--);
  }

  private afterWork(call: () => void): void {
    if (this.waitingWork === 0) call();
    else this.enqueue(async () => call());
  }

  /** Whether no more may wait for this client; one that asks for more and more and does not read is let go. */
  private refuseUnread(waiting: number): boolean {
    if (!this.closed && waiting > UNREAD_BYTES + this.transitionBytes)
      this.overloaded("answers that wait unread");
    return this.closed;
  }

  /** The stock client knows this reason and comes back after three seconds. */
  private overloaded(what: string): void {
    this.wire.close(1013, `TooManyConcurrentRequests: too many ${what}`);
    this.close();
  }

  private fatal(error: string): void {
    this.send(JSON.stringify({ type: "FatalError", error }));
    this.wire.close(1002, "FatalError");
    this.close();
  }

  private caller(request: number | null): Caller {
    return new ClientCaller(this.speaker, this.options, this.sessionId, request);
  }

  /** Functions of components are for administrators; for others the app's own are all there is. */
  private component({ componentPath }: { componentPath?: string }): string {
    return this.speaker.admin ? (componentPath ?? "") : "";
  }
}
