import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { Engine } from "../engine.ts";
import { Connection, type ConnectionOptions } from "./connection.ts";
import { Wire } from "./wire.ts";

/** `/api/sync` and `/api/<client version>/sync`. */
const SYNC_PATH = /^\/api\/(?:[0-9][0-9A-Za-z.+-]*\/)?sync$/;
/** Arguments may have 16 MiB; base64 and JSON make more of it. */
const MAX_MESSAGE_BYTES = 32 << 20;
const TICK_MS = 5_000;

/** The sync WebSocket: accepts clients, and flushes all of them after every refresh of the live queries. */
export class SyncServer {
  private readonly server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
  });
  private readonly connections = new Set<Connection>();
  /** Those with something to tell their clients. */
  private due: Connection[] = [];
  private readonly ticker: NodeJS.Timeout;
  private readonly stopFlushing: () => void;

  constructor(
    private readonly engine: Engine,
    private readonly options: Pick<ConnectionOptions, "isAdminKey" | "messageOf">,
  ) {
    this.ticker = setInterval(() => {
      const now = Date.now();
      for (const connection of this.connections) connection.tick(now);
    }, TICK_MS);
    this.ticker.unref();
    this.stopFlushing = engine.onRefreshed(() => this.flush());
  }

  get connected(): number {
    return this.connections.size;
  }

  /** Takes over an upgraded request, or returns `false` when its path is another. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    if (!SYNC_PATH.test((request.url ?? "").split("?")[0]!)) return false;
    this.server.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new Connection(new Wire(webSocket, socket, this.flushSoon), this.engine, {
        ...this.options,
        ip: request.socket.remoteAddress ?? null,
        userAgent: request.headers["user-agent"] ?? null,
        due: (connection) => this.due.push(connection),
      });
      this.connections.add(connection);
      webSocket.on("message", (data) => connection.receive(data.toString()));
      webSocket.on("pong", () => connection.heard());
      // Without a listener a reset connection would end the process; "close" follows in any case.
      webSocket.on("error", () => {});
      webSocket.on("close", () => {
        this.connections.delete(connection);
        connection.close();
      });
    });
    return true;
  }

  close(): void {
    clearInterval(this.ticker);
    this.stopFlushing();
    for (const client of this.server.clients) client.close(1012, "The deployment is restarting.");
    this.server.close();
  }

  private flush(): void {
    const { due } = this;
    this.due = [];
    const now = Date.now();
    for (const connection of due) if (!connection.flush(now)) this.due.push(connection);
  }

  /** A Transition shows one commit, so it is made between two of them, that is in the lane. */
  private readonly flushSoon = (): void => {
    if (this.due.length > 0) void this.engine.lane.reading(async () => this.flush()).catch(() => {});
  };
}
