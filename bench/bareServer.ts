import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { WebSocketServer } from "ws";

/**
 * The yardstick: the same three requests and the same broadcast, written by hand on `node:http`, `ws` and the
 * SQLite driver that Molt uses, with an fsync before every answer. It checks nothing and shapes nothing; what
 * Molt does beyond it is the price of the platform.
 *
 * Run as a process of its own; prints its port.
 */
const dir = mkdtempSync(join(tmpdir(), "bare-"));
for (const signal of ["SIGTERM", "SIGINT", "disconnect"]) process.on(signal, () => process.exit(0));

const db = new DatabaseSync(join(dir, "bare.db"));
db.exec(`
  PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE streams(id TEXT PRIMARY KEY, name TEXT, secret TEXT);
  CREATE TABLE messages(id INTEGER PRIMARY KEY, stream TEXT, body TEXT);
  CREATE INDEX by_stream ON messages(stream, id);
`);
process.on("exit", () => {
  // The driver frees a database that nothing refers to, although its statements still need it.
  db.close();
  rmSync(dir, { recursive: true, force: true });
});
const addStream = db.prepare("INSERT INTO streams VALUES (?, ?, ?)");
const findStream = db.prepare("SELECT id FROM streams WHERE id = ? AND secret = ?");
const addMessage = db.prepare("INSERT INTO messages(stream, body) VALUES (?, ?)");
const messagesAfter = db.prepare(
  "SELECT id, body FROM messages WHERE stream = ? AND id > ? ORDER BY id LIMIT 50",
);
const newest = db.prepare("SELECT id, body FROM messages WHERE stream = ? ORDER BY id DESC LIMIT 50");

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });

function post(stream: string, body: string): number {
  const id = Number(addMessage.run(stream, body).lastInsertRowid);
  // The whole window of the newest 50, as a live query sends it.
  if (sockets.clients.size > 0) {
    const text = Buffer.from(JSON.stringify(newest.all(stream)));
    for (const socket of sockets.clients) socket.send(text, { binary: false });
  }
  return id;
}

const server = createServer((request, response) => {
  let text = "";
  request.on("data", (chunk: Buffer) => (text += chunk.toString()));
  request.on("end", () => {
    const answer = (status: number, value: unknown) => {
      const body = JSON.stringify(value);
      response.writeHead(status, {
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(body),
      });
      response.end(body);
    };
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname === "/api/register") {
      const id = randomBytes(8).toString("hex");
      const secret = randomBytes(32).toString("hex");
      addStream.run(id, (JSON.parse(text) as { agent_name: string }).agent_name, secret);
      return answer(201, { stream_id: id, agent_secret: secret });
    }
    const [, , , stream = "", what] = url.pathname.split("/");
    const secret = (request.headers.authorization ?? "").slice("Bearer ".length);
    if (!findStream.get(stream, secret)) return answer(401, {});
    if (what === "reply") {
      const { content } = JSON.parse(text) as { content: string };
      return answer(200, { success: true, message_id: post(stream, content) });
    }
    const messages = messagesAfter.all(stream, Number(url.searchParams.get("cursor") ?? 0));
    return answer(200, { messages });
  });
});
server.on("upgrade", (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (client) => {
    client.on("message", (data) => {
      const { stream, body } = JSON.parse(data.toString()) as { stream: string; body: string };
      post(stream, body);
    });
  });
});
server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () =>
  console.log((server.address() as AddressInfo).port),
);
