import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import type WebSocket from "ws";
import { WebSocketServer } from "ws";
import { acceptSockets, textFrame } from "../servers/listen.ts";
import { FrameSocket } from "./frameSocket.ts";
import { countMarkers, markedText, readMarkers } from "./marker.ts";

/** A server on which `accept` gets each client; resolves with its port. */
async function aServer(accept: (client: WebSocket, socket: Duplex) => void): Promise<number> {
  const server = createServer();
  acceptSockets(server, accept);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function opened(port: number): Promise<FrameSocket> {
  const socket = new FrameSocket(port, "/");
  onTestFinished(() => socket.close());
  await socket.opened;
  return socket;
}

test.each([1, 3, 100, 65_536])(
  "frames that arrive %d bytes at a time are handed over whole",
  async (step) => {
    const texts = ["short", "x".repeat(300), step === 1 ? "end" : "y".repeat(70_000)];
    const port = await aServer((_, socket) => {
      const bytes = Buffer.concat(texts.map(textFrame));
      const writeFrom = (at: number) => {
        if (at >= bytes.length) return;
        socket.write(bytes.subarray(at, at + step), () => setImmediate(writeFrom, at + step));
      };
      writeFrom(0);
    });
    const socket = new FrameSocket(port, "/");
    onTestFinished(() => socket.close());
    const came: string[] = [];
    await new Promise<void>((resolve) => {
      socket.onFrame = (payload) => {
        if (came.push(payload.toString()) === texts.length) resolve();
      };
    });
    expect(came).toEqual(texts);
  },
);

test("what is sent arrives, and a ping is answered", async () => {
  const heard: string[] = [];
  const port = await aServer((client) => {
    client.on("message", (data) => heard.push(data.toString()));
    client.on("pong", (data) => heard.push(`pong ${data.toString()}`));
    client.ping("?");
  });
  const socket = await opened(port);
  for (const length of [5, 300, 70_000]) socket.send("z".repeat(length));
  await expect.poll(() => heard.length).toBe(4);
  expect(heard).toContain("pong ?");
  expect(heard.map((text) => text.length).sort((a, b) => a - b)).toEqual([5, 6, 300, 70_000]);
});

test("the end of a connection shows, and a refused upgrade is an error", async () => {
  const port = await aServer((client) => client.terminate());
  const socket = await opened(port);
  await expect.poll(() => socket.isOpen).toBe(false);
  const refusing = new WebSocketServer({ port: 0, path: "/only" });
  onTestFinished(() => refusing.close());
  const elsewhere = new FrameSocket((refusing.address() as AddressInfo).port, "/elsewhere");
  await expect(elsewhere.opened).rejects.toThrow("400");
});

test("markers are found in order until one is known, and nothing else looks like one", () => {
  const text = Buffer.from(
    JSON.stringify(["<no>", markedText(7), "<1234567>", markedText(6), markedText(5)]),
  );
  const seen: number[] = [];
  readMarkers(text, (number) => seen.push(number) < 2);
  expect(seen).toEqual([7, 6]);
  expect(countMarkers(text)).toBe(3);
  expect(markedText(7)).toHaveLength(200);
});
