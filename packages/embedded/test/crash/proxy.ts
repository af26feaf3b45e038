import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { Random } from "../random/seed.ts";

/** What may happen to each piece of data that passes, by probability. */
export interface Weather {
  /** It is late by up to so many milliseconds; order is kept. */
  readonly lateMs: number;
  /** A piece from the client is cut off in the middle, and the connection with it. */
  readonly requestLost: number;
  /** A piece from the server is thrown away, and the connection ends. */
  readonly answerLost: number;
}

export const FAIR: Weather = { lateMs: 0, requestLost: 0, answerLost: 0 };

/** A bad network between clients and the server at `port`. Nothing is ever repeated or changed: TCP sees to that. */
export async function aProxy(port: number, random: Random) {
  const proxy = { url: "", weather: FAIR, broken: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    const breakOff = () => {
      client.resetAndDestroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      // Without a listener a reset connection would end the test; "close" follows in any case.
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        breakOff();
      });
    }
    const lost = (probability: number) => {
      if (!random.chance(probability)) return false;
      proxy.broken++;
      return true;
    };
    pass(client, async (piece) => {
      const cut = lost(proxy.weather.requestLost);
      upstream.write(cut ? piece.subarray(0, random.between(0, piece.length - 1)) : piece);
      if (cut) breakOff();
    });
    pass(upstream, async (piece) => {
      if (lost(proxy.weather.answerLost)) breakOff();
      else client.write(piece);
    });
  });
  /** Hands on what a socket receives, late but in order. */
  function pass(from: Socket, deliver: (piece: Buffer) => Promise<void>): void {
    let line = Promise.resolve();
    from.on("data", (piece: Buffer) => {
      const lateMs = random.between(0, proxy.weather.lateMs);
      line = line.then(() => (lateMs > 0 ? sleep(lateMs) : undefined)).then(() => deliver(piece));
    });
  }
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
}
