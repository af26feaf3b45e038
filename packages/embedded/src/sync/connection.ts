import { createHash } from "node:crypto";
import type { WebSocket } from "ws";
import type { CallResult, Engine } from "../engine.ts";
import type { Outcome, Subscriber } from "../live/liveQueries.ts";
import type { FunctionError } from "../runtime/errors.ts";
import type { TransactionCall } from "../runtime/executor.ts";
import type { Caller } from "../runtime/frame.ts";
import { canonicalPath } from "../runtime/functions.ts";
import {
  type ClientMessage,
  decodeTs,
  encodeTs,
  parseClientMessage,
  type QueryModification,
} from "./protocol.ts";

/** A query that this client watches, and what the client knows of it. */
interface Watched extends Subscriber {
  readonly queryId: number;
  /** The newest outcome, which the client may not have yet. */
  outcome: Outcome;
  sent: Outcome | null;
}

interface Version {
  querySet: number;
  identity: number;
  ts: bigint;
}

/** Above this a Transition is cut into chunks, for clients since 1.28. */
const CHUNK_CHARACTERS = 5 << 20;
/** With this much waiting in the socket, updates are held back and merged until the client has caught up. */
const BEHIND_BYTES = 1 << 20;
/** The client drops a connection after 60 s of silence; anything well below that keeps it. */
const PING_AFTER_MS = 15_000;
const SILENT_CLIENT_MS = 120_000;
const MAX_QUEUED = 1_000;

export interface ConnectionOptions {
  /** Whether a value given as an admin key is the key of this deployment. */
  isAdminKey(value: string): boolean;
  /** What a client reads of an error. */
  messageOf(error: FunctionError, requestId: string): string;
  ip: string | null;
  userAgent: string | null;
  /** Shares one text among all connections that are told the same. */
  frames: Map<string, Buffer>;
}

/**
 * One client on the sync WebSocket. It owns the client's query set and version; results, timing and order
 * follow the rules of the Convex protocol:
 * - a Transition starts exactly where the previous one ended, and all its results are of one commit;
 * - a MutationResponse goes out before the Transition that shows the mutation, and that Transition always
 *   follows, even when nothing visible changed;
 * - mutations of one client run one at a time, in order.
 */
export class Connection {
  private readonly watched = new Map<number, Watched>();
  private readonly removed: number[] = [];
  private sentVersion: Version = { querySet: 0, identity: 0, ts: 0n };
  private querySet = 0;
  private identity = 0;
  private sessionId: string | null = null;
  private admin = false;
  private owesTransition = false;
  private changed = false;
  /** Until the first query set or identity arrives there is no version to make a Transition from. */
  private work: Promise<void> = Promise.resolve();
  private mutations: Promise<void> = Promise.resolve();
  private queuedMutations = 0;
  private runningActions = 0;
  private lastSentAt = Date.now();
  private lastHeardAt = Date.now();
  private closed = false;

  constructor(
    private readonly socket: WebSocket,
    private readonly engine: Engine,
    private readonly options: ConnectionOptions,
  ) {}

  /** Takes one message. Messages that change the query set or the identity are handled in order. */
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
        return this.mutate(message);
      case "Action":
        return void this.act(message);
      case "Event":
        return;
    }
  }

  /** Sends a Transition when one is due. Called in the lane after every refresh. */
  flush(): void {
    if (this.closed || (!this.changed && !this.owesTransition)) return;
    if (this.socket.bufferedAmount > BEHIND_BYTES) return;
    this.sendTransition();
  }

  /** Keeps a quiet connection alive and ends a dead one. Called every few seconds. */
  tick(now: number): void {
    if (now - this.lastHeardAt > SILENT_CLIENT_MS) return this.socket.terminate();
    if (now - this.lastSentAt > PING_AFTER_MS) this.send('{"type":"Ping"}');
    // A client that was behind and has caught up gets what was held back.
    this.flush();
  }

  heard(): void {
    this.lastHeardAt = Date.now();
  }

  close(): void {
    this.closed = true;
    for (const query of this.watched.values()) this.engine.live.unsubscribe(query);
    this.watched.clear();
  }

  private connect(message: ClientMessage & { type: "Connect" }): void {
    if (this.sessionId !== null) return this.fatal("Connect must be sent once.");
    if (
      message.maxObservedTimestamp !== undefined &&
      decodeTs(message.maxObservedTimestamp) > this.engine.clock.current
    )
      // This database is older than what the client has seen; it must not be shown the past.
      return this.socket.close(
        1011,
        "InternalServerError: the client has observed a later timestamp than this deployment.",
      );
    this.sessionId = message.sessionId;
  }

  private async authenticate(message: ClientMessage & { type: "Authenticate" }): Promise<void> {
    if (message.baseVersion !== this.identity)
      return this.fatal("Base version of Authenticate does not match.");
    if (
      message.tokenType === "User" ||
      (message.tokenType === "Admin" && !this.options.isAdminKey(message.value ?? ""))
    ) {
      const error =
        message.tokenType === "User"
          ? "No auth provider found matching the given token."
          : "The admin key is not valid.";
      this.send(
        JSON.stringify({ type: "AuthError", error, baseVersion: this.identity, authUpdateAttempted: true }),
      );
      return this.socket.close(1000, "AuthError");
    }
    this.admin = message.tokenType === "Admin";
    this.identity++;
    await this.engine.lane.reading(async () => this.sendTransition());
  }

  private async modifyQuerySet(message: ClientMessage & { type: "ModifyQuerySet" }): Promise<void> {
    if (message.baseVersion !== this.querySet)
      return this.fatal("Base version of ModifyQuerySet does not match.");
    await this.engine.lane.reading(async () => {
      for (const modification of message.modifications) {
        const known = this.watched.get(modification.queryId);
        if (modification.type === "Remove") {
          if (!known) return this.fatal(`Query ${modification.queryId} is not in the query set.`);
          this.engine.live.unsubscribe(known);
          this.watched.delete(modification.queryId);
          this.removed.push(modification.queryId);
        } else {
          if (known) return this.fatal(`Query ${modification.queryId} is in the query set already.`);
          await this.watch(modification);
        }
        if (this.closed) return;
      }
      this.querySet = message.newVersion;
      this.sendTransition();
    });
  }

  private async watch(add: QueryModification & { type: "Add" }): Promise<void> {
    const call: TransactionCall = {
      kind: "query",
      component: this.component(add),
      path: canonicalPath(add.udfPath),
      args: add.args[0] ?? {},
      caller: this.caller(""),
      internal: this.admin,
      journal: add.journal ?? null,
    };
    const query: Watched = {
      queryId: add.queryId,
      call,
      outcome: { text: null, error: null, logLines: [], journal: null },
      sent: null,
      changed: (outcome) => {
        query.outcome = outcome;
        this.changed = true;
      },
    };
    query.outcome = await this.engine.subscribe(query);
    // The socket may have closed while the query ran.
    if (this.closed) this.engine.live.unsubscribe(query);
    else this.watched.set(add.queryId, query);
  }

  private mutate(message: ClientMessage & { type: "Mutation" }): void {
    if (++this.queuedMutations > MAX_QUEUED) return this.socket.close(1013, "TooManyConcurrentMutations");
    const { requestId } = message;
    const request = this.requestId(requestId);
    this.mutations = this.mutations.then(
      () =>
        new Promise<void>((resolve) => {
          this.engine.startMutation(
            {
              component: this.component(message),
              path: canonicalPath(message.udfPath),
              args: message.args[0] ?? {},
              caller: this.caller(request),
              internal: this.admin,
            },
            { sessionId: this.sessionId!, requestId },
            (result) => {
              this.queuedMutations--;
              const ts = result.error ? "null" : JSON.stringify(encodeTs(result.ts));
              this.send(this.response("MutationResponse", requestId, request, result, `,"ts":${ts}`));
              if (!result.error) this.owesTransition = true;
              resolve();
            },
          );
        }),
    );
  }

  private async act(message: ClientMessage & { type: "Action" }): Promise<void> {
    if (++this.runningActions > MAX_QUEUED) return this.socket.close(1013, "TooManyConcurrentActions");
    const { requestId } = message;
    const request = this.requestId(requestId);
    const result = await this.engine.action({
      component: this.component(message),
      path: canonicalPath(message.udfPath),
      args: message.args[0] ?? {},
      caller: this.caller(request),
      internal: this.admin,
    });
    this.runningActions--;
    this.send(this.response("ActionResponse", requestId, request, result, ""));
  }

  private response(
    type: string,
    requestId: number,
    request: string,
    result: CallResult,
    tail: string,
  ): string {
    const body = result.error
      ? `"success":false,"result":${JSON.stringify(this.options.messageOf(result.error, request))}${errorData(result.error)}`
      : `"success":true,"result":${result.text}`;
    return `{"type":"${type}","requestId":${requestId},${body},"logLines":${JSON.stringify(result.logLines)}${tail}}`;
  }

  /** Sends everything that changed since the last Transition, as of the newest commit. */
  private sendTransition(): void {
    if (this.closed) return;
    const modifications: string[] = this.removed
      .splice(0)
      .map((queryId) => `{"type":"QueryRemoved","queryId":${queryId}}`);
    for (const query of this.watched.values()) {
      if (query.sent === query.outcome) continue;
      if (!query.sent || !sameForClient(query.sent, query.outcome)) modifications.push(this.update(query));
      query.sent = query.outcome;
    }
    const end: Version = { querySet: this.querySet, identity: this.identity, ts: this.engine.clock.current };
    const text = `{"type":"Transition","startVersion":${versionText(this.sentVersion)},"endVersion":${versionText(end)},"modifications":[${modifications.join(",")}]}`;
    this.sentVersion = end;
    this.changed = false;
    this.owesTransition = false;
    if (text.length <= CHUNK_CHARACTERS) this.sendShared(text);
    else this.sendChunks(text);
  }

  private update({ queryId, outcome }: Watched): string {
    const rest = `"logLines":${JSON.stringify(outcome.logLines)},"journal":${JSON.stringify(outcome.journal)}}`;
    if (outcome.error) {
      const message = JSON.stringify(this.options.messageOf(outcome.error, this.requestId(queryId)));
      return `{"type":"QueryFailed","queryId":${queryId},"errorMessage":${message}${errorData(outcome.error)},${rest}`;
    }
    return `{"type":"QueryUpdated","queryId":${queryId},"value":${outcome.text},${rest}`;
  }

  private sendChunks(text: string): void {
    const totalParts = Math.ceil(text.length / CHUNK_CHARACTERS);
    const transitionId = createHash("sha256").update(text).digest("hex").slice(0, 16);
    for (let partNumber = 0; partNumber < totalParts; partNumber++) {
      const chunk = text.slice(partNumber * CHUNK_CHARACTERS, (partNumber + 1) * CHUNK_CHARACTERS);
      this.send(JSON.stringify({ type: "TransitionChunk", chunk, partNumber, totalParts, transitionId }));
    }
  }

  /** Viewers of one page are mostly told the same text: it is encoded once for all of them. */
  private sendShared(text: string): void {
    let frame = this.options.frames.get(text);
    if (!frame) {
      frame = Buffer.from(text);
      this.options.frames.set(text, frame);
    }
    this.lastSentAt = Date.now();
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(frame, { binary: false });
  }

  private send(text: string): void {
    this.lastSentAt = Date.now();
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(text);
  }

  private enqueue(work: () => Promise<void>): void {
    this.work = this.work.then(work).catch((error: Error) => this.fatal(error.message));
  }

  private fatal(error: string): void {
    this.send(JSON.stringify({ type: "FatalError", error }));
    this.socket.close(1002, "FatalError");
    this.close();
  }

  private caller(requestId: string): Caller {
    const { ip, userAgent } = this.options;
    return { identity: null, requestId, ip, userAgent, scheduledFunctionId: null };
  }

  /** Functions of components are for administrators; for others the app's own are all there is. */
  private component({ componentPath }: { componentPath?: string }): string {
    return this.admin ? (componentPath ?? "") : "";
  }

  private requestId(id: number): string {
    return createHash("sha256").update(`${this.sessionId}|${id}`).digest("hex").slice(0, 16);
  }
}

function versionText({ querySet, identity, ts }: Version): string {
  return `{"querySet":${querySet},"identity":${identity},"ts":"${encodeTs(ts)}"}`;
}

function errorData(error: FunctionError): string {
  return error.data === undefined ? "" : `,"errorData":${JSON.stringify(error.data)}`;
}

function sameForClient(a: Outcome, b: Outcome): boolean {
  return (
    a.text === b.text &&
    a.journal === b.journal &&
    a.error?.message === b.error?.message &&
    a.logLines.length === b.logLines.length &&
    a.logLines.every((line, i) => line === b.logLines[i])
  );
}
