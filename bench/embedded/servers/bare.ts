import { createServer } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { ChatStore, type Message } from "./chatStore.ts";
import { acceptSockets, answerJson, listen, readBody, textFrame } from "./listen.ts";

/**
 * The physical limit: the workloads of the bench written by hand on `node:http`, `ws` and the SQLite driver, with an
 * fsync before every answer. It knows no queries, no functions and no permissions.
 *
 * `--plain` is what a careful person writes first: a transaction per message and a `send` per socket. Without it, the
 * writes of one turn of the event loop share a transaction, and their messages share one write per socket.
 */
const [dir = "", mode] = process.argv.slice(2);
const plain = mode === "--plain";

type Request =
  | { do: "watch" | "open"; room: string; n: number }
  | { do: "post"; request: number; room: string; body: string }
  | { do: "fill"; request: number; room: string; body: string; count: number }
  | { do: "openAccounts"; request: number; count: number; cents: number }
  | { do: "transfer"; request: number; from: number; to: number; cents: number };

interface Viewer {
  readonly client: WebSocket;
  readonly socket: Duplex;
}

const rooms = new Map<string, Set<Viewer>>();
const store = new ChatStore(dir, !plain, plain ? sendEach : sendTogether);

function sendEach(messages: Message[]): void {
  for (const message of messages) {
    const text = Buffer.from(JSON.stringify({ message }));
    for (const { client } of rooms.get(message.room) ?? []) client.send(text, { binary: false });
  }
}

function sendTogether(messages: Message[]): void {
  const frames = new Map<string, Buffer[]>();
  for (const message of messages) {
    if (!rooms.has(message.room)) continue;
    const waiting = frames.get(message.room) ?? [];
    frames.set(message.room, waiting);
    waiting.push(textFrame(JSON.stringify({ message })));
  }
  for (const [room, waiting] of frames) {
    const bytes = waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting);
    for (const { socket } of rooms.get(room) ?? []) socket.write(bytes);
  }
}

function take(viewer: Viewer, request: Request): void {
  const answer = (value: object) => viewer.client.send(JSON.stringify(value));
  switch (request.do) {
    case "watch":
      watch(viewer, request.room);
      return answer({ history: store.newest(request.room, request.n) });
    case "open":
      return answer({ history: store.newest(request.room, request.n) });
    case "post":
      return store.write({ ...request, stored: () => answer({ done: request.request }) });
    case "transfer":
      return store.write({ ...request, done: () => answer({ done: request.request }) });
    case "fill":
      store.fill(request.room, request.body, request.count);
      return answer({ done: request.request });
    case "openAccounts":
      store.openAccounts(request.count, request.cents);
      return answer({ done: request.request });
  }
}

function watch(viewer: Viewer, room: string): void {
  const viewers = rooms.get(room) ?? new Set();
  rooms.set(room, viewers);
  viewers.add(viewer);
  viewer.client.on("close", () => viewers.delete(viewer));
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  const room = url.pathname.slice(1);
  if (request.method === "POST")
    readBody(request, (text) => {
      const { body } = JSON.parse(text) as { body: string };
      store.write({ room, body, stored: ({ id }) => answerJson(response, JSON.stringify({ id })) });
    });
  else {
    const after = Number(url.searchParams.get("after"));
    answerJson(response, JSON.stringify(store.after(room, after, Number(url.searchParams.get("n")))));
  }
});
acceptSockets(server, (client, socket) => {
  const viewer = { client, socket };
  client.on("message", (data) => take(viewer, JSON.parse(data.toString()) as Request));
});
listen(server);
