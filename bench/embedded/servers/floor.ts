import { createServer } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { ChatStore, type Message } from "./chatStore.ts";
import { acceptSockets, answerJson, listen, readBody, textFrame } from "./listen.ts";

/**
 * The floor of the Convex protocol: the least that a server has to do so that Convex clients work. It stores the
 * message with an fsync and sends every subscriber a Transition with the whole result. The functions of the bench's
 * app are written into it: there is no JavaScript to run in a sandbox, no read set, no validator, no permission.
 */
const [dir = ""] = process.argv.slice(2);

interface Watched {
  readonly room: string;
  readonly n: number;
  /** The result, newest first, each message as the JSON of its document. */
  readonly rows: string[];
  readonly watchers: Map<Client, number>;
}

interface Client {
  readonly webSocket: WebSocket;
  readonly socket: Duplex;
  readonly queries: Map<number, Watched>;
  querySet: number;
  ts: string;
}

type Modification =
  | { type: "Add"; queryId: number; args: [{ room: string; n: number }] }
  | { type: "Remove"; queryId: number };
type ClientMessage =
  | { type: "Connect" }
  | { type: "ModifyQuerySet"; newVersion: number; modifications: Modification[] }
  | { type: "Mutation"; requestId: number; udfPath: string; args: [MutationArgs] };
type MutationArgs = {
  room: string;
  body: string;
  from: number;
  to: number;
  cents: number;
  count: number;
};

const store = new ChatStore(dir, true, publish);
const watched = new Map<string, Map<number, Watched>>();
const owing = new Set<Client>();
let now = 1n;
let ts = encodeTs(now);

function encodeTs(value: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes.toString("base64");
}

function documentOf({ id, room, body }: Message): string {
  const _id = `j57${String(id).padStart(29, "0")}`;
  // Bots go on after the last creation time they have seen; here that is the number of the message.
  return JSON.stringify({ _creationTime: id, _id, author: "someviewer", body, room });
}

function find(room: string, n: number): Watched {
  const ofRoom = watched.get(room) ?? new Map<number, Watched>();
  watched.set(room, ofRoom);
  const known = ofRoom.get(n);
  if (known) return known;
  const query = { room, n, rows: store.newest(room, n).map(documentOf), watchers: new Map() };
  ofRoom.set(n, query);
  return query;
}

function update(queryId: number, { rows }: Watched): string {
  return `{"type":"QueryUpdated","queryId":${queryId},"value":[${rows.join(",")}],"logLines":[],"journal":null}`;
}

function head(client: Client, querySet: number): string {
  const version = (set: number, at: string) => `{"querySet":${set},"identity":0,"ts":"${at}"}`;
  return `{"type":"Transition","startVersion":${version(client.querySet, client.ts)},"endVersion":${version(querySet, ts)},"modifications":[`;
}

/** Every subscriber of a changed room gets its new result; those who are told the same share the frame. */
function publish(messages: Message[]): void {
  ts = encodeTs(++now);
  const changed = new Set<Watched>();
  for (const message of messages) {
    const text = documentOf(message);
    for (const query of watched.get(message.room)?.values() ?? []) {
      query.rows.unshift(text);
      if (query.rows.length > query.n) query.rows.length = query.n;
      changed.add(query);
    }
  }
  for (const query of changed) {
    const frames = new Map<string, Buffer>();
    for (const [client, queryId] of query.watchers) {
      const start = `${head(client, client.querySet)}${queryId}`;
      let frame = frames.get(start);
      if (!frame) {
        frame = textFrame(`${head(client, client.querySet)}${update(queryId, query)}]}`);
        frames.set(start, frame);
      }
      client.socket.write(frame);
      client.ts = ts;
    }
  }
  // Callers hear of their mutation first and of the version that shows it afterwards.
  setImmediate(() => {
    for (const client of owing) {
      client.webSocket.send(`${head(client, client.querySet)}]}`);
      client.ts = ts;
    }
    owing.clear();
  });
}

function modify(client: Client, newVersion: number, modifications: Modification[]): void {
  const parts = modifications.map((modification) => {
    const { queryId } = modification;
    if (modification.type === "Remove") {
      client.queries.get(queryId)?.watchers.delete(client);
      client.queries.delete(queryId);
      return `{"type":"QueryRemoved","queryId":${queryId}}`;
    }
    const query = find(modification.args[0].room, modification.args[0].n);
    query.watchers.set(client, queryId);
    client.queries.set(queryId, query);
    return update(queryId, query);
  });
  client.webSocket.send(`${head(client, newVersion)}${parts.join(",")}]}`);
  client.querySet = newVersion;
  client.ts = ts;
}

/** Runs one of the app's mutations; `done` is called when it is on the disk. */
function mutate(path: string, args: MutationArgs, done: () => void): void {
  if (path === "messages:send") return store.write({ ...args, stored: done });
  if (path === "accounts:transfer") return store.write({ ...args, done });
  if (path === "messages:fill") store.fill(args.room, args.body, args.count);
  else if (path === "accounts:openAll") store.openAccounts(args.count, args.cents);
  else throw new Error(`There is no mutation ${path}.`);
  done();
}

function take(client: Client, message: ClientMessage): void {
  if (message.type === "ModifyQuerySet") modify(client, message.newVersion, message.modifications);
  else if (message.type === "Mutation")
    mutate(message.udfPath, message.args[0], () => {
      client.webSocket.send(
        `{"type":"MutationResponse","requestId":${message.requestId},"success":true,"result":null,"logLines":[],"ts":"${ts}"}`,
      );
      owing.add(client);
    });
}

const server = createServer((request, response) =>
  readBody(request, (text) => {
    const {
      path,
      args: [args],
    } = JSON.parse(text) as { path: string; args: [MutationArgs & { after: number; n: number }] };
    const reply = (value: string) =>
      answerJson(response, `{"status":"success","value":${value},"logLines":[]}`);
    if (path === "messages:since")
      reply(`[${store.after(args.room, args.after, args.n).map(documentOf).join(",")}]`);
    else mutate(path, args, () => reply("null"));
  }),
);
acceptSockets(server, (webSocket, socket) => {
  const client: Client = {
    webSocket,
    socket,
    queries: new Map(),
    querySet: 0,
    ts: encodeTs(0n),
  };
  webSocket.on("message", (data) => take(client, JSON.parse(data.toString()) as ClientMessage));
  webSocket.on("close", () => {
    for (const query of client.queries.values()) query.watchers.delete(client);
    owing.delete(client);
  });
});
listen(server);
