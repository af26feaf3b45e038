import { randomUUID } from "node:crypto";
import WebSocket from "ws";
import { percentiles } from "./load.ts";

const VIEWERS = 100;
const MESSAGES = 150;
const PAUSE_MS = 20;

/** How one platform is watched and written to. */
export interface ChatUnderTest {
  /** Connects a viewer; `seen` gets every text that arrives. */
  watch(seen: (text: string) => void): Promise<{ close(): void }>;
  /** Connects a writer; resolves when it may write. */
  writer(): Promise<{ write(body: string): void; close(): void }>;
}

/** From the call that writes a message until the last of 100 viewers has it, in milliseconds. */
export async function measureFanOut(chat: ChatUnderTest): Promise<{ p50: number; p99: number }> {
  let marker = "";
  let missing = 0;
  let arrived: () => void = () => undefined;
  const viewers = await Promise.all(
    Array.from({ length: VIEWERS }, () => {
      let last = "";
      return chat.watch((text) => {
        if (last === marker || !text.includes(marker)) return;
        last = marker;
        if (--missing === 0) arrived();
      });
    }),
  );
  const writer = await chat.writer();
  const times: number[] = [];
  for (let i = 0; i < MESSAGES; i++) {
    marker = `~${randomUUID()}~`;
    missing = VIEWERS;
    const all = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const before = performance.now();
    writer.write(marker);
    await within(all, 10_000);
    times.push(performance.now() - before);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  for (const client of [...viewers, writer]) client.close();
  return percentiles(times);
}

/** A message that never arrives must end the measurement, not hang it. */
async function within(promise: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`A message did not reach all viewers in ${timeoutMs} ms.`)),
      timeoutMs,
    );
  });
  await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function open(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return socket;
}

/**
 * The Convex protocol spoken by hand, as the stock client speaks it: 100 stock clients in one process would
 * measure themselves.
 */
export function convexChat(url: string, channelId: string): ChatUnderTest {
  const connect = async () => {
    const socket = await open(`${url.replace("http", "ws")}/api/1.48.0/sync`);
    const say = (message: object) => socket.send(JSON.stringify(message));
    const connectionCount = 0;
    say({
      type: "Connect",
      sessionId: randomUUID(),
      connectionCount,
      lastCloseReason: null,
      clientTs: Date.now(),
    });
    return { socket, say };
  };
  return {
    async watch(seen) {
      const { socket, say } = await connect();
      const first = new Promise((resolve) => socket.once("message", resolve));
      const query = { type: "Add", queryId: 0, udfPath: "chat/messages:newest", args: [{ channelId }] };
      say({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [query] });
      await first;
      socket.on("message", (data) => seen(data.toString()));
      return { close: () => socket.terminate() };
    },
    async writer() {
      const { socket, say } = await connect();
      let requestId = 0;
      return {
        // A guest may write five messages in ten seconds; the figure is about delivery, so each has its own guest.
        write: (content) =>
          say({
            type: "Mutation",
            requestId: requestId++,
            udfPath: "chat/messages:sendAsGuest",
            args: [{ channelId, guestKey: randomUUID(), guestName: "Cleo", content, nonce: randomUUID() }],
          }),
        close: () => socket.terminate(),
      };
    },
  };
}

export function bareChat(url: string): ChatUnderTest {
  const connect = () => open(url.replace("http", "ws"));
  return {
    async watch(seen) {
      const socket = await connect();
      socket.on("message", (data) => seen(data.toString()));
      return { close: () => socket.terminate() };
    },
    async writer() {
      const socket = await connect();
      return {
        write: (body) => socket.send(JSON.stringify({ stream: "bench", body })),
        close: () => socket.terminate(),
      };
    },
  };
}
