import { createHash, randomBytes, randomUUID } from "node:crypto";
import WebSocket from "ws";
import { decodeTs } from "../../src/sync/protocol.ts";
import type { Random } from "../random/seed.ts";
import { Journal } from "./journal.ts";

/** Calls a mutation; rejects when it is not known to have succeeded. */
export type Call = (udfPath: string, args: object) => Promise<unknown>;

/** Runs a function over HTTP, without any retry. */
export async function overHttp(
  url: string,
  udfPath: string,
  args: object,
  kind = "mutation",
): Promise<unknown> {
  const answer = await fetch(`${url}/api/${kind}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ path: udfPath, args, format: "json" }),
  });
  const body = (await answer.json()) as { status?: string; value?: unknown; errorMessage?: string };
  if (body.status !== "success") throw new Error(body.errorMessage ?? `HTTP ${answer.status}`);
  return body.value;
}

interface Pending {
  readonly message: { readonly type: "Mutation"; readonly requestId: number };
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * A client of the sync protocol that keeps its session over connections, as the stock client does: what was not
 * answered is sent again with the same request id.
 */
export class SessionClient {
  private readonly sessionId = randomUUID();
  private readonly pending = new Map<number, Pending>();
  private socket: WebSocket | null = null;
  private connections = 0;
  private requests = 0;
  private observedTs: string | null = null;
  /** Why the server ended a connection other than by being killed. */
  readonly refusals: string[] = [];
  onMessage: (message: { type: string; [field: string]: unknown }) => void = () => {};

  /** Resolves when the connection that was opened last has ended. */
  closed: Promise<void> = Promise.resolve();

  /** Resolves when the socket is open; rejects when the server is not there. */
  connect(url: string): Promise<void> {
    const socket = new WebSocket(`${url.replace("http", "ws")}/api/1.48.0/sync`);
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once("close", () => resolve()));
    socket.on("message", (data) => this.receive(JSON.parse(data.toString())));
    socket.on("close", (code, reason) => {
      if (reason.length > 0 && code !== 1012) this.refusals.push(`${code} ${reason.toString()}`);
    });
    return new Promise((resolve, reject) => {
      socket.once("error", reject);
      socket.once("open", () => {
        this.send({
          type: "Connect",
          sessionId: this.sessionId,
          connectionCount: this.connections++,
          lastCloseReason: null,
          clientTs: Date.now(),
          ...(this.observedTs === null ? {} : { maxObservedTimestamp: this.observedTs }),
        });
        for (const { message } of this.pending.values()) this.send(message);
        resolve();
      });
    });
  }

  readonly mutation: Call = (udfPath, args) => {
    const requestId = this.requests++;
    const message = { type: "Mutation" as const, requestId, udfPath, args: [args] };
    return new Promise((resolve, reject) => {
      this.pending.set(requestId, { message, resolve, reject });
      this.send(message);
    });
  };

  /** Requests without an answer. */
  get open(): number {
    return this.pending.size;
  }

  send(message: object): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  drop(): void {
    this.socket?.terminate();
  }

  /** Stops reading; what the server sends piles up on its side. */
  pause(): void {
    this.socket?.pause();
  }

  resume(): void {
    this.socket?.resume();
  }

  private receive(message: { type: string; [field: string]: unknown }): void {
    if (message.type === "FatalError") this.refusals.push(String(message.error));
    const ts =
      (message.endVersion as { ts: string } | undefined)?.ts ?? (message.ts as string | null | undefined);
    if (ts && (this.observedTs === null || decodeTs(ts) > decodeTs(this.observedTs))) this.observedTs = ts;
    if (message.type === "MutationResponse") {
      const pending = this.pending.get(message.requestId as number);
      this.pending.delete(message.requestId as number);
      if (message.success) pending?.resolve(message.result);
      else pending?.reject(new Error(String(message.result)));
    }
    this.onMessage(message);
  }
}

/**
 * One client of the fixture app that goes from one random operation to the next and keeps a journal. Accounts are
 * shared by all writers, jobs fall due while the test runs.
 */
export class Writer {
  readonly journal: Journal;

  constructor(
    name: string,
    private readonly random: Random,
  ) {
    this.journal = new Journal(name);
  }

  /** Writes until a call fails or `until` says so. */
  async write(call: Call, url: string, until: () => boolean = () => false): Promise<void> {
    while (!until()) await this.operation(call, url);
  }

  private async operation(call: Call, url: string): Promise<void> {
    const { random, journal } = this;
    const key = journal.nextKey();
    const kind = random.next();
    if (kind < 0.5) await call("ledger:append", { key, body: "x".repeat(random.between(0, 3_000)) });
    else if (kind < 0.8) await call("ledger:transfer", { key, ...this.someTransfer() });
    else if (kind < 0.95) await this.schedule(call, key);
    else await this.storeFile(call, url, key);
    journal.acknowledge(key);
  }

  private someTransfer() {
    const from = this.random.between(0, 9);
    const to = (from + this.random.between(1, 9)) % 10;
    return { from: `account ${from}`, to: `account ${to}`, amount: this.random.between(1, 50) };
  }

  private async schedule(call: Call, key: string): Promise<void> {
    const dueAt = Date.now() + this.random.between(0, 1_000);
    const isAction = this.random.chance(0.2);
    this.journal.jobs.set(key, { dueAt, isAction });
    await call("ledger:later", { key, dueAt, how: isAction ? "act" : "run" });
  }

  private async storeFile(call: Call, url: string, key: string): Promise<void> {
    const contents = randomBytes(this.random.between(1, 20_000));
    const sha256 = createHash("sha256").update(contents).digest("hex");
    const uploadUrl = (await overHttp(url, "ledger:uploadUrl", {})) as string;
    const answer = await fetch(uploadUrl, { method: "POST", body: contents });
    const { storageId } = (await answer.json()) as { storageId: string };
    await call("ledger:keepFile", { key, storageId, sha256 });
  }
}
