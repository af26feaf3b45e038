import { ConvexHttpClient } from "convex/browser";
import type { FunctionArgs } from "convex/server";
import WebSocket from "ws";
import { api } from "../convex/_generated/api.js";

const VIEWERS = 10;
const MESSAGES = 500;
/** The busiest room that the goals speak of. */
const PER_SECOND = 50;
/** A guest writes five messages in ten seconds. */
const WRITERS = 150;
/** What a bare server sends for such a message: its id, author, time and text. */
const CONTENT = "x".repeat(200);

type ChannelId = FunctionArgs<typeof api.chat.messages.newest>["channelId"];

export interface Delivery {
  bytesPerMessage: number;
  /** Messages that came to a viewer together with the one after them, and so have to be asked for. */
  missed: number;
}

/** Bytes of WebSocket payload that each viewer gets for a message, while a channel takes fifty messages a second. */
export async function measureChatBytes(url: string, channelId: ChannelId): Promise<Delivery> {
  const client = new ConvexHttpClient(url);
  const viewers = await Promise.all(
    Array.from({ length: VIEWERS }, () => watch(url.replace("http", "ws"), channelId)),
  );
  await sleep(500);
  for (const viewer of viewers) viewer.reset();
  const run = Math.random().toString(36).slice(2, 10);
  const sent: Promise<unknown>[] = [];
  for (let i = 0; i < MESSAGES; i++) {
    sent.push(
      client.mutation(api.chat.messages.sendAsGuest, {
        channelId,
        guestKey: `bytes-${run}-${String(i % WRITERS).padStart(6, "0")}`,
        guestName: "Cleo",
        content: CONTENT,
        nonce: `${run}-${i}`,
      }),
    );
    await sleep(1000 / PER_SECOND);
  }
  await Promise.all(sent);
  await sleep(1000);
  for (const viewer of viewers) viewer.close();
  const delivered = viewers.reduce((sum, { seen }) => sum + seen.size, 0);
  const bytes = viewers.reduce((sum, viewer) => sum + viewer.bytes, 0);
  return {
    bytesPerMessage: bytes / (VIEWERS * MESSAGES),
    missed: VIEWERS * MESSAGES - delivered,
  };
}

/** Speaks the sync protocol by hand, to see every byte. */
async function watch(url: string, channelId: string) {
  const socket = new WebSocket(`${url}/api/1.48.0/sync`, { perMessageDeflate: false });
  const viewer = {
    bytes: 0,
    from: 0, // the number of the first message that counts
    seen: new Set<number>(),
    reset() {
      viewer.bytes = 0;
      viewer.from = Math.max(-1, ...viewer.seen) + 1;
      viewer.seen.clear();
    },
    close: () => socket.close(),
  };
  const first = new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.on("message", (data: Buffer) => {
      viewer.bytes += data.length;
      const text = data.toString("utf8");
      if (text.includes('"QueryUpdated"')) resolve();
      for (const [, seq] of text.matchAll(/"seq":(\d+)/g)) {
        if (Number(seq) >= viewer.from) viewer.seen.add(Number(seq));
      }
    });
  });
  socket.once("open", () => {
    const connect = {
      type: "Connect",
      sessionId: crypto.randomUUID(),
      connectionCount: 0,
      lastCloseReason: null,
    };
    const add = { type: "Add", queryId: 0, udfPath: "chat/messages:newest", args: [{ channelId }] };
    socket.send(JSON.stringify(connect));
    socket.send(
      JSON.stringify({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [add] }),
    );
  });
  await first;
  return viewer;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
