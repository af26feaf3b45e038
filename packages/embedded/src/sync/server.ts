import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Engine } from "../engine.ts";
import { Connection, type ConnectionOptions } from "./connection.ts";
import { Wire } from "./wire.ts";

/** `/api/sync` and `/api/<client version>/sync`. */
const SYNC_PATH = /^\/api\/(?:[0-9][0-9A-Za-z.+-]*\/)?sync$/;
/** Arguments may have 16 MiB; base64 and JSON make more of it. */
const MAX_MESSAGE_BYTES = 32 << 20;
/** What all clients together may have sent of messages that are not whole yet. */
const UNFINISHED_BYTES = 128 << 20;
/**
 * Every client is looked after once in about this time, a few of them at each step: asking all at once whether they
 * are still there would hold up what they are told meanwhile.
 */
const ROUND_MS = 5_000;
const STEPS = 50;

/** The sync WebSocket: accepts clients, and flushes all of them after every refresh of the live queries. */
export class SyncServer {
  private readonly server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
  });
  private readonly connections = new Set<Connection>();
  /** What each client has sent since its last whole message, and the sum of it. */
  private readonly unfinished = new Map<WebSocket, number>();
  private unfinishedBytes = 0;
  /** Those that have not been looked after in this round. */
  private round = this.connections.values();
  /** How many of them the last steps have left to the next one. */
  private owed = 0;
  /** Those with something to tell their clients. */
  private readonly due: Connection[] = [];
  /** Those that hold answers for their clients. */
  private readonly answering: Connection[] = [];
  private readonly ticker: NodeJS.Timeout;
  private readonly stopSending: (() => void)[];

  constructor(
    private readonly engine: Engine,
    private readonly options: Pick<ConnectionOptions, "isAdminKey" | "messageOf">,
  ) {
    this.ticker = setInterval(() => this.lookAfterSome(), ROUND_MS / STEPS);
    this.ticker.unref();
    this.stopSending = [
      engine.onAnswered(() => {
        for (const connection of this.answering.splice(0)) connection.sendAnswers();
      }),
      engine.onRefreshed(() => this.flush()),
    ];
  }

  get connected(): number {
    return this.connections.size;
  }

  /** Takes over an upgraded request, or returns `false` when its path is another. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    if (!SYNC_PATH.test((request.url ?? "").split("?")[0]!)) return false;
    this.server.handleUpgrade(request, socket, head, (webSocket) => {
      const options = {
        ...this.options,
        ip: request.socket.remoteAddress ?? null,
        userAgent: request.headers["user-agent"] ?? null,
      };
      const wire = new Wire(webSocket, socket, this.flushSoon);
      const connection = new Connection(wire, this.engine, options, this.due, this.answering);
      this.connections.add(connection);
      // Before the WebSocket itself hears of it, and makes a message of it.
      socket.prependListener("data", (bytes: Buffer) => this.noteUnfinished(webSocket, bytes.length));
      webSocket.on("message", (data) => {
        this.forgetUnfinished(webSocket);
        connection.receive(data.toString());
      });
      webSocket.on("pong", () => connection.heard());
      // Without a listener a reset connection would end the process; "close" follows in any case.
      webSocket.on("error", () => {});
      webSocket.on("close", () => {
        this.connections.delete(connection);
        this.forgetUnfinished(webSocket);
        connection.close();
      });
    });
    return true;
  }

  close(): void {
    clearInterval(this.ticker);
    for (const stop of this.stopSending) stop();
    for (const client of this.server.clients) client.close(1012, "The deployment is restarting.");
    this.server.close();
  }

  private noteUnfinished(client: WebSocket, bytes: number): void {
    if (client.readyState !== client.OPEN) return;
    this.unfinished.set(client, (this.unfinished.get(client) ?? 0) + bytes);
    this.unfinishedBytes += bytes;
    if (this.unfinishedBytes <= UNFINISHED_BYTES) return;
    // Whoever has sent most of it: messages that are large for a reason are soon whole.
    const [largest] = [...this.unfinished].reduce((a, b) => (b[1] > a[1] ? b : a));
    this.forgetUnfinished(largest);
    largest.terminate();
  }

  private forgetUnfinished(client: WebSocket): void {
    this.unfinishedBytes -= this.unfinished.get(client) ?? 0;
    this.unfinished.delete(client);
  }

  private lookAfterSome(): void {
    const now = Date.now();
    // With few clients it is one of them now and then.
    for (this.owed += this.connections.size / STEPS; this.owed >= 1; this.owed--) {
      let next = this.round.next();
      if (next.done) {
        this.round = this.connections.values();
        next = this.round.next();
      }
      next.value?.tick(now);
    }
  }

  private flush(): void {
    const now = Date.now();
    const due = this.due.splice(0);
    for (const connection of due) if (!connection.flush(now)) this.due.push(connection);
  }

  /** A Transition shows one commit, so it is made between two of them, that is in the lane. */
  private readonly flushSoon = (): void => {
    if (this.due.length > 0) void this.engine.lane.reading(async () => this.flush()).catch(() => {});
  };
}
