import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import {
  type AddressInfo,
  createServer as createRawServer,
  type Server as RawServer,
  Socket,
} from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { callOutside, type OutboundCall, type OutboundResult, type Resolve } from "./outbound.client";

/** Real sockets on this machine: 127.0.0.1 is allowed as one's own network, 127.0.0.2 stands for what is not. */
const OWN = "127.0.0.1";
const FORBIDDEN = "127.0.0.2";

const opened: (Server | RawServer)[] = [];

beforeEach(() => void vi.stubEnv("MOLT_OUTBOUND_ALLOW", OWN));

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of opened.splice(0)) {
    if ("closeAllConnections" in server) server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

async function listening<S extends Server | RawServer>(server: S, host: string, port = 0) {
  opened.push(server);
  let connections = 0;
  server.on("connection", () => connections++);
  await new Promise<void>((ready) => server.listen(port, host, ready));
  return { port: (server.address() as AddressInfo).port, connections: () => connections, server };
}

const aReceiver = (listener: RequestListener, host = OWN, port = 0) =>
  listening(createServer(listener), host, port);

const call = (url: string, over: Partial<OutboundCall> = {}, resolve?: Resolve): Promise<OutboundResult> =>
  callOutside({ url, method: "POST", body: "{}", timeoutMs: 1000, maxBytes: 64, ...over }, resolve);

describe("a call to the outside", () => {
  test("carries method, headers and body, and brings the answer back", async () => {
    let seen: { message: IncomingMessage; text: string } | null = null;
    const { port } = await aReceiver((message, response) => {
      let text = "";
      message.on("data", (chunk) => (text += chunk));
      message.on("end", () => {
        seen = { message, text };
        response.writeHead(202, { "Content-Type": "text/plain", "Retry-After": "7" }).end("taken");
      });
    });
    const result = await call(`http://${OWN}:${port}/hook?a=b#c`, { body: "né", headers: { "X-One": "1" } });
    expect(result).toMatchObject({
      kind: "answered",
      status: 202,
      contentType: "text/plain",
      retryAfter: "7",
    });
    expect(result).toMatchObject({ body: "taken", isWhole: true });
    expect(result.durationMs).toBeLessThan(1000);
    expect(seen!.text).toBe("né");
    expect(seen!.message).toMatchObject({ method: "POST", url: "/hook?a=b" });
    expect(seen!.message.headers).toMatchObject({
      "x-one": "1",
      "content-length": "3",
      "accept-encoding": "identity",
      host: `${OWN}:${port}`,
      connection: "close",
    });
  });

  test.each([301, 302, 303, 307, 308])("does not follow a redirect with %d", async (status) => {
    const inside = await aReceiver((_, response) => response.end("inside"), FORBIDDEN);
    const { port, connections } = await aReceiver((_, response) => {
      response.writeHead(status, { Location: `http://${FORBIDDEN}:${inside.port}/` }).end();
    });
    expect(await call(`http://${OWN}:${port}/`)).toMatchObject({ kind: "answered", status });
    expect(connections()).toBe(1);
    expect(inside.connections()).toBe(0);
  });

  test("reads no more than it was asked to", async () => {
    const { port } = await aReceiver((_, response) => {
      const flood = () => {
        while (response.write("x".repeat(65_536)));
      };
      response.on("drain", flood);
      flood();
    });
    const result = await call(`http://${OWN}:${port}/`);
    expect(result).toMatchObject({ kind: "answered", status: 200, body: "x".repeat(64), isWhole: false });
  });

  test("knows an answer that is whole at its very last byte from one that is not", async () => {
    const { port } = await aReceiver((message, response) =>
      response.end("x".repeat(Number(message.url!.slice(1)))),
    );
    expect(await call(`http://${OWN}:${port}/64`)).toMatchObject({ isWhole: true });
    expect(await call(`http://${OWN}:${port}/65`)).toMatchObject({ isWhole: false });
  });

  test("gives up on whoever says nothing, after its time", async () => {
    const { port } = await aReceiver(() => {});
    const result = await call(`http://${OWN}:${port}/`, { timeoutMs: 200 });
    expect(result).toMatchObject({ kind: "failed", fault: "timeout" });
    expect(result.durationMs).toBeGreaterThanOrEqual(190);
    expect(result.durationMs).toBeLessThan(900);
  });

  test("does not wait for a body that drips", async () => {
    const { port } = await aReceiver((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(drip));
    });
    const result = await call(`http://${OWN}:${port}/`, { timeoutMs: 300 });
    expect(result).toMatchObject({ kind: "answered", status: 200, isWhole: false });
    expect(result.durationMs).toBeLessThan(900);
  });

  test("nor for headers that drip", async () => {
    const { port } = await listening(
      createRawServer((socket) => {
        socket.on("error", () => {});
        socket.write("HTTP/1.1 200 OK\r\n");
        const drip = setInterval(() => socket.write("X-A: b\r\n"), 20);
        socket.on("close", () => clearInterval(drip));
      }),
      OWN,
    );
    expect(await call(`http://${OWN}:${port}/`, { timeoutMs: 300 })).toMatchObject({ fault: "timeout" });
  });

  test("takes a body that is cut off for what it is", async () => {
    const { port } = await aReceiver((_, response) => {
      response.writeHead(200, { "Content-Length": "60" });
      response.write("half");
      setTimeout(() => response.destroy(), 20);
    });
    expect(await call(`http://${OWN}:${port}/`)).toMatchObject({ status: 200, body: "half", isWhole: false });
  });

  test.each<[string, (socket: Socket) => void]>([
    ["closes at once", (socket) => socket.destroy()],
    ["resets", (socket) => socket.resetAndDestroy()],
    ["speaks another language", (socket) => socket.end("220 mail ESMTP\r\n")],
    ["sends headers without end", (socket) => socket.write(`HTTP/1.1 200 OK\r\nX: ${"x".repeat(100_000)}`)],
  ])("is broken when the other side %s", async (_, behave) => {
    const { port } = await listening(
      createRawServer((socket) => {
        socket.on("error", () => {});
        socket.once("data", () => behave(socket));
      }),
      OWN,
    );
    expect(await call(`http://${OWN}:${port}/`)).toMatchObject({ kind: "failed", fault: "broken" });
  });

  test("says when nobody is there, when it is not TLS, and when there is no such name", async () => {
    const { port } = await aReceiver((_, response) => response.end());
    expect(await call(`https://${OWN}:${port}/`)).toMatchObject({ fault: "tls" });
    const gone = await aReceiver(() => {});
    await new Promise((closed) => opened.pop()!.close(closed));
    expect(await call(`http://${OWN}:${gone.port}/`)).toMatchObject({ fault: "unreachable" });
    expect(await call("http://nowhere.example/", {}, async () => [])).toMatchObject({ fault: "unresolved" });
    const broken: Resolve = () => Promise.reject(new Error("SERVFAIL"));
    expect(await call("http://nowhere.example/", {}, broken)).toMatchObject({ fault: "unresolved" });
  });

  test("a name service that is slow counts against the same time", async () => {
    const slow: Resolve = (_, signal) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("cancelled"))));
    expect(await call("http://slow.example/", { timeoutMs: 100 }, slow)).toMatchObject({ fault: "timeout" });
  });
});

describe("an address that is not allowed", () => {
  test("is not connected to: as a literal, by name, or among good ones", async () => {
    const inside = await aReceiver((_, response) => response.end("inside"), FORBIDDEN);
    const door = await aReceiver((_, response) => response.end("outside"), OWN, inside.port);
    const { port } = inside;
    expect(await call(`http://${FORBIDDEN}:${port}/`)).toMatchObject({ fault: "forbidden_address" });
    expect(await call(`http://0x7f.2:${port}/`)).toMatchObject({ fault: "forbidden_address" });
    for (const addresses of [
      [FORBIDDEN],
      [OWN, FORBIDDEN],
      [FORBIDDEN, OWN],
      ["::ffff:127.0.0.2"],
      [OWN, "::1"],
    ]) {
      const result = await call(`http://name.example:${port}/`, {}, async () => addresses);
      expect(result, addresses.join()).toMatchObject({ kind: "failed", fault: "forbidden_address" });
    }
    expect(inside.connections()).toBe(0);
    expect(door.connections()).toBe(0);
  });

  test("is not reached by a name that changes between the look and the call", async () => {
    const inside = await aReceiver((_, response) => response.end("inside"), FORBIDDEN);
    const outside = await aReceiver((_, response) => response.end("outside"), OWN, inside.port);
    let asked = 0;
    // The first answer is harmless and every later one is not: whoever asks twice is fooled.
    const rebinding: Resolve = async () => (asked++ === 0 ? [OWN] : [FORBIDDEN]);
    const result = await call(`http://name.example:${inside.port}/`, {}, rebinding);
    expect(result).toMatchObject({ kind: "answered", body: "outside" });
    expect(asked).toBe(1);
    expect(outside.connections()).toBe(1);
    expect(await call(`http://name.example:${inside.port}/`, {}, rebinding)).toMatchObject({
      fault: "forbidden_address",
    });
    expect(inside.connections()).toBe(0);
  });

  test("is hung up on before a word is said, should a connection end there all the same", async () => {
    const inside = await aReceiver((_, response) => response.end("inside"));
    const { connect } = Socket.prototype;
    vi.spyOn(Socket.prototype, "connect").mockImplementation(function (this: Socket, ...to: unknown[]) {
      Object.defineProperty(this, "remoteAddress", { value: FORBIDDEN });
      return Reflect.apply(connect, this, to) as Socket;
    } as typeof connect);
    let heard = "";
    inside.server.on("connection", (socket: Socket) => socket.on("data", (data) => (heard += data)));
    expect(await call(`http://${OWN}:${inside.port}/`)).toMatchObject({ fault: "forbidden_address" });
    vi.restoreAllMocks();
    expect(heard).toBe("");
  });

  test("is not called over HTTP, at an odd port or at all, without a network of one's own", async () => {
    vi.stubEnv("MOLT_OUTBOUND_ALLOW", "");
    const inside = await aReceiver((_, response) => response.end("inside"), OWN);
    const lies: Resolve = async () => [OWN];
    expect(await call(`http://${OWN}:${inside.port}/`)).toMatchObject({ fault: "forbidden_address" });
    expect(await call(`http://name.example:${inside.port}/`, {}, lies)).toMatchObject({ fault: "not_https" });
    expect(await call(`https://name.example:${inside.port}/`, {}, lies)).toMatchObject({ fault: "bad_port" });
    expect(await call("https://name.example/", {}, lies)).toMatchObject({ fault: "forbidden_address" });
    expect(inside.connections()).toBe(0);
  });
});
