import { randomUUID } from "node:crypto";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ROOT } from "../../../scripts/lib/settings.ts";
import { runTool } from "../../../scripts/lib/tool.ts";
import type { Client } from "./client.ts";
import { connect, type MutationResponse, modifyQuerySet, nextUpdate } from "./convexClient.ts";
import type { FrameSocket } from "./frameSocket.ts";
import { countMarkers, readMarkers } from "./marker.ts";
import { Requests } from "./requests.ts";

const NEWEST = 0;
const PAGE_SIZE = 50;
const SEQ = '"seq":';
const RESPONSE = '"MutationResponse"';

/**
 * The platform's own chat, watched with the queries that the web client uses: the newest message alone, and the range
 * that is missing when two came at once. A room is a stream, and who writes in it is a guest.
 */
export function platformClient(port: number, adminKey: string): Client {
  const streams = new Streams(port, adminKey);
  return {
    async watch(room, _n, seen) {
      const channelId = await streams.channelOf(room);
      const socket = await connect(port);
      const first = nextUpdate(socket);
      socket.send(modifyQuerySet(0, [add(NEWEST, "newest", { channelId })]));
      const gaps = new Gaps(socket, channelId, highestSeq(await first));
      socket.onClosed = () => {};
      socket.onFrame = (payload) => {
        gaps.look(payload);
        readMarkers(payload, seen);
      };
      return socket;
    },

    async writer() {
      const socket = await connect(port);
      const requests = new Requests();
      socket.onClosed = () => requests.abandon();
      socket.onFrame = (payload) => {
        if (payload.indexOf(RESPONSE) === -1) return;
        const answer = JSON.parse(payload.toString()) as MutationResponse;
        requests.settle(answer.requestId, answer.success ? undefined : new Error(String(answer.result)));
      };
      const post = async (room: string, content: string) => {
        const channelId = await streams.channelOf(room);
        // A guest may write five messages in ten seconds, and this is about messages, so each has a guest of its own.
        const [guestKey, nonce] = [randomUUID(), randomUUID()];
        const args = [{ channelId, guestKey, guestName: "Cleo", content, nonce }];
        const udfPath = "chat/messages:sendAsGuest";
        await requests.start((requestId) =>
          socket.send(JSON.stringify({ type: "Mutation", requestId, udfPath, args })),
        );
      };
      return {
        close: () => socket.close(),
        post,
        fill: async (room, body, count) => {
          if (count <= PAGE_SIZE) for (let i = 0; i < count; i++) await post(room, body);
          else await importMessages(port, adminKey, await streams.channelOf(room), body, count);
        },
        transfer: notPartOfIt,
        openAccounts: notPartOfIt,
      };
    },

    /** Nobody else watches, so every query runs: the newest message, and then the pages around it. */
    async opener() {
      const socket = await connect(port);
      let [version, queryId] = [0, 0];
      const ask = async (forget: number[], queries: ReturnType<typeof add>[]) => {
        const removals = forget.map((id) => ({ type: "Remove", queryId: id }));
        const update = nextUpdate(socket);
        socket.send(modifyQuerySet(version++, [...removals, ...queries]));
        return await update;
      };
      let open: number[] = [];
      return {
        close: () => socket.close(),
        async open(room) {
          const channelId = await streams.channelOf(room);
          const newest = add(queryId++, "newest", { channelId });
          const lastPage = Math.floor(highestSeq(await ask(open, [newest])) / PAGE_SIZE);
          const pages = [lastPage - 1, lastPage].map((page) => add(queryId++, "page", { channelId, page }));
          open = [newest, ...pages].map((query) => query.queryId);
          return countMarkers(await ask([], pages));
        },
      };
    },

    watchMany: notPartOfIt,
    bot: notPartOfIt,
    idle: () => connect(port),
  };
}

function notPartOfIt(): never {
  throw new Error("The workloads of the platform's chat do not need this.");
}

function add(queryId: number, query: string, args: object) {
  return { type: "Add", queryId, udfPath: `chat/messages:${query}`, args: [args] };
}

/** Asks for the messages that a viewer has not got, as the web client does. */
class Gaps {
  private version = 1;
  private queryId = NEWEST;

  constructor(
    private readonly socket: FrameSocket,
    private readonly channelId: string,
    private known: number,
  ) {}

  look(payload: Buffer): void {
    const newest = highestSeq(payload);
    if (newest <= this.known) return;
    const from = this.known + 1;
    this.known = newest;
    if (newest === from) return;
    const forget = this.queryId === NEWEST ? [] : [{ type: "Remove", queryId: this.queryId }];
    const ask = add(++this.queryId, "range", {
      channelId: this.channelId,
      from: Math.max(from, newest - PAGE_SIZE),
      to: newest,
    });
    this.socket.send(modifyQuerySet(this.version++, [...forget, ask]));
  }
}

/** The highest message number in a frame, -1 when there is none. */
function highestSeq(payload: Buffer): number {
  let highest = -1;
  for (let at = payload.indexOf(SEQ); at !== -1; at = payload.indexOf(SEQ, at + 1)) {
    let seq = 0;
    for (let i = at + SEQ.length; payload[i]! >= 0x30 && payload[i]! <= 0x39; i++)
      seq = seq * 10 + (payload[i]! - 0x30);
    highest = Math.max(highest, seq);
  }
  return highest;
}

/** A stream for each room, registered when it is first asked for. */
class Streams {
  private readonly channels = new Map<string, Promise<string>>();

  constructor(
    private readonly port: number,
    private readonly adminKey: string,
  ) {}

  channelOf(room: string): Promise<string> {
    const known = this.channels.get(room) ?? this.open(room);
    this.channels.set(room, known);
    return known;
  }

  private async open(room: string): Promise<string> {
    const secret = () => randomUUID().repeat(2);
    const { slug } = await this.call<{ slug: string }>("mutation", "agents/registration:registerWithStream", {
      form: { agentName: room, description: "", ownerWallet: `0x${"1".repeat(40)}` },
      secrets: { streamSecretHash: secret(), apiKey: { hash: secret(), start: "molt_bench" } },
      input: { uid: randomUUID(), rtmpUrl: "rtmp://127.0.0.1/live", streamKey: secret() },
    });
    return (await this.call<{ channelId: string }>("query", "streams/streams:get", { slug })).channelId;
  }

  private async call<Value>(kind: "query" | "mutation", path: string, args: object): Promise<Value> {
    const response = await fetch(`http://127.0.0.1:${this.port}/api/${kind}`, {
      method: "POST",
      headers: { Authorization: `Convex ${this.adminKey}`, "Content-Type": "application/json" },
      body: JSON.stringify({ path, format: "json", args }),
    });
    const answer = (await response.json()) as { value: Value; errorMessage?: string };
    if (answer.errorMessage !== undefined) throw new Error(answer.errorMessage);
    return answer.value;
  }
}

/** Puts many messages into an empty channel, as `npx convex import` does. */
async function importMessages(
  port: number,
  adminKey: string,
  channelId: string,
  content: string,
  count: number,
): Promise<void> {
  const dir = mkdtempSync(path.join(tmpdir(), "bench-import-"));
  const file = path.join(dir, "messages.jsonl");
  const author = { kind: "guest", id: "bench", name: "Cleo" };
  function* lines() {
    for (let seq = 0; seq < count; seq++)
      yield `${JSON.stringify({ channelId, seq, author, fromHost: false, content })}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(file));
  const { code, output } = await runTool(
    "convex",
    ["import", "--table", "messages", "--append", "-y", file],
    {
      cwd: ROOT,
      env: {
        CONVEX_SELF_HOSTED_URL: `http://127.0.0.1:${port}`,
        CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey,
        CONVEX_DEPLOYMENT: "",
      },
    },
  );
  rmSync(dir, { recursive: true });
  if (code !== 0) throw new Error(`The messages were not imported:\n${output}`);
}
