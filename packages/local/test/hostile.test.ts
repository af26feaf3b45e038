import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { errorCodes } from "../../../convex/lib/errors.ts";
import { readEnv } from "../src/env.ts";
import { ConnectionLimit } from "../src/front/connectionLimit.ts";
import { Health } from "../src/front/health.ts";
import { badOrigins } from "../src/front/origins.ts";
import { problems } from "../src/front/problems.ts";
import { TrustedProxies } from "../src/front/trustedProxies.ts";
import { aBuiltClient, aStage, listen, rawRequest, type Stage, strike, until } from "./stage.ts";

/** Everything ten times as fast as usual, and more. */
const TIMING = { headersMs: 500, bodyMs: 700, uploadMs: 1500, keepAliveMs: 400, stallMs: 1200, checkMs: 50 };

let stage: Stage;
/** What the backend has been sent of requests under way, in bytes. */
let received = 0;

beforeAll(async () => {
  stage = await aStage({ local: { frontTiming: TIMING } });
  aBuiltClient(stage.folder);
  stage.backend.handle = (req, res) => {
    req.on("data", (bytes: Buffer) => {
      received += bytes.length;
    });
    if (req.url?.startsWith("/api/poll")) setTimeout(() => res.end("a message"), 1000);
    else if (req.url === "/api/large") res.end(Buffer.alloc(64_000_000));
    else if (req.url === "/api/early") res.writeHead(413).end("too large");
    else req.on("end", () => res.end(`${received}`));
  };
});
afterAll(() => strike(stage));

/** A connection that says what it is told to, and what became of it. */
class Client {
  readonly socket: Socket;
  readonly openedAtMs = performance.now();
  text = "";
  closedAfterMs: number | null = null;

  constructor(port = stage.local.port) {
    this.socket = connect(port, "127.0.0.1");
    this.socket.on("data", (bytes) => {
      this.text += bytes.toString("latin1");
    });
    this.socket.on("error", () => {});
    this.socket.once("close", () => {
      this.closedAfterMs = performance.now() - this.openedAtMs;
    });
  }

  /** Sends a text one character at a time, and stops when nobody listens any more. */
  async drip(text: string, everyMs: number): Promise<void> {
    for (const character of text) {
      if (this.socket.destroyed || this.socket.readableEnded) return;
      this.socket.write(character);
      await sleep(everyMs);
    }
  }

  async closed(): Promise<number> {
    await until("the connection is closed", () => this.closedAfterMs !== null, 6000);
    return this.closedAfterMs!;
  }

  /** The problem it was answered with. */
  get problem(): Record<string, unknown> {
    const [head = "", body = ""] = this.text.split("\r\n\r\n");
    expect(head).toContain("Content-Type: application/problem+json");
    return JSON.parse(body) as Record<string, unknown>;
  }
}

const upgradeRequest = (headers: string, path = "/api/sync") =>
  `GET ${path} HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n${headers}\r\n`;

test("every refusal means what it means in the API, at the same absolute address", async () => {
  for (const [code, [status, title]] of Object.entries(problems)) {
    expect({ code, status, title }).toEqual({ code, ...errorCodes[code as keyof typeof problems] });
  }
  const { body } = await fetch(`${stage.url}/robots.txt`).then(async (answer) => ({
    body: (await answer.json()) as object,
  }));
  expect(body).toMatchObject({ type: "http://localhost:3000/problems/not_found", instance: "/robots.txt" });
  const bare = new Client();
  bare.socket.write(upgradeRequest("Host: a\r\n", "/nowhere"));
  await bare.closed();
  expect(bare.problem).toMatchObject({
    type: "http://localhost:3000/problems/not_found",
    instance: "/nowhere",
  });
});

describe("a client that takes its time", () => {
  test("and never says anything is let go", async () => {
    const silent = new Client();
    expect(await silent.closed()).toBeGreaterThanOrEqual(TIMING.headersMs);
  });

  test("with its headers, a byte now and then, is answered 408 and let go", async () => {
    const slow = new Client();
    void slow.drip(`GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ${"x".repeat(500)}`, 20);
    expect(await slow.closed()).toBeLessThan(TIMING.headersMs + 700);
    expect(slow.problem).toMatchObject({ status: 408, code: "timeout" });
  });

  test.each(["Content-Length: 100000", "Transfer-Encoding: chunked"])(
    "with its body (%s) is answered 408, and the backend is not kept waiting",
    async (header) => {
      const slow = new Client();
      slow.socket.write(`POST /api/echo HTTP/1.1\r\nHost: a\r\n${header}\r\n\r\n`);
      void slow.drip(header.startsWith("Content") ? "x".repeat(500) : "1\r\nx\r\n".repeat(200), 20);
      const afterMs = await slow.closed();
      expect(afterMs).toBeGreaterThanOrEqual(TIMING.bodyMs);
      expect(afterMs).toBeLessThan(TIMING.bodyMs + 700);
      expect(slow.problem).toMatchObject({ status: 408, code: "timeout", instance: "/api/echo" });
      await until("nothing goes to the backend any more", async () => {
        const before = received;
        await sleep(100);
        return received === before;
      });
    },
  );

  test("with the rest of a body that was refused already is let go", async () => {
    const slow = new Client();
    slow.socket.write("POST /api/early HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
    void slow.drip("x".repeat(500), 20);
    expect(await slow.closed()).toBeLessThan(TIMING.bodyMs + 700);
    expect(slow.text).toMatch(/^HTTP\/1\.1 413/);
  });

  test("with an upload has longer, but not for ever", async () => {
    const slow = new Client();
    slow.socket.write(
      "POST /api/storage/upload?token=x HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n",
    );
    void slow.drip("x".repeat(500), 20);
    expect(await slow.closed()).toBeGreaterThanOrEqual(TIMING.uploadMs);
    expect(slow.problem).toMatchObject({ status: 408 });
  });

  test("and does not read its answer is let go", async () => {
    const deaf = new Client();
    deaf.socket.pause();
    deaf.socket.write("GET /api/large HTTP/1.1\r\nHost: a\r\n\r\n");
    // Node looks twice whether anything was written, so it takes up to twice as long.
    await sleep(2 * TIMING.stallMs + 500);
    deaf.socket.resume();
    await deaf.closed();
    expect(deaf.text.length).toBeLessThan(60_000_000);
  });

  test("between two requests is let go, and until then keeps its connection", async () => {
    const kept = new Client();
    for (let round = 1; round <= 3; round++) {
      kept.socket.write("GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n");
      await until("an answer", () => kept.text.split("HTTP/1.1 404").length === round + 1);
      await sleep(200);
    }
    // Node grants a second more than it tells clients.
    expect(await kept.closed()).toBeLessThan(600 + TIMING.keepAliveMs + 1500);
  });

  test("because it polls is waited for, and so is a body in two halves", async () => {
    const polls = await Promise.all(
      Array.from({ length: 20 }, async () => (await fetch(`${stage.url}/api/poll?wait=1`)).text()),
    );
    expect(new Set(polls)).toEqual(new Set(["a message"]));
    const halves = new Client();
    halves.socket.write("POST /api/poll HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n1");
    await sleep(300);
    halves.socket.write("2");
    await until("the answer, later than any body may come", () => halves.text.includes("a message"));
  });

  test("holds up nobody else: 200 of them, and a page comes within a second", async () => {
    const slow = Array.from({ length: 200 }, (_, i) => {
      const client = new Client();
      client.socket.write(
        i % 2
          ? "GET / HTTP/1.1\r\nX-Slow: "
          : "POST /api/echo HTTP/1.1\r\nContent-Length: 9\r\nHost: a\r\n\r\n",
      );
      return client;
    });
    const startedAtMs = performance.now();
    expect((await fetch(`${stage.url}/ada`)).status).toBe(200);
    expect(performance.now() - startedAtMs).toBeLessThan(1000);
    await Promise.all(slow.map((client) => client.closed()));
    expect(slow.every(({ problem }) => problem.status === 408)).toBe(true);
  });
});

describe("a request that is no good", () => {
  test.each([
    [
      "headers of more than 16 KiB",
      `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${"x".repeat(17_000)}\r\n\r\n`,
      431,
    ],
    [
      "a thousand headers too many",
      `GET / HTTP/1.1\r\nHost: a\r\n${"X-A: bbbbbbbb\r\n".repeat(2000)}\r\n`,
      431,
    ],
    ["something else than HTTP", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n", 400],
    ["two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx", 400],
    [
      "a length and chunks",
      "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      400,
    ],
    ["a space before the colon", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length : 1\r\n\r\nx", 400],
    ["a folded header", "GET / HTTP/1.1\r\nHost: a\r\nX-Folded: a\r\n b\r\n\r\n", 400],
    ["no Host", "GET / HTTP/1.1\r\n\r\n", 400],
  ])("because of %s", async (_what, text, status) => {
    const answer = await rawRequest(stage.local.port, text);
    expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    expect(answer.split("HTTP/1.1").length).toBe(2);
  });
});

describe("connections of one address", () => {
  test("beyond the limit are answered 429 and closed, and far beyond dropped; closing makes room", async () => {
    const small = await aStage({ env: { MOLT_CONNECTIONS_PER_ADDRESS: "5" } });
    const open = Array.from({ length: 5 }, () => new Client(small.local.port));
    await until("they are open", () => open.every(({ socket }) => socket.readyState === "open"));
    const one = new Client(small.local.port);
    one.socket.write("GET /health HTTP/1.1\r\nHost: a\r\n\r\n");
    await one.closed();
    expect(one.text).toMatch(/^HTTP\/1\.1 429[\s\S]*Retry-After: 10/);
    expect(one.problem).toMatchObject({ code: "rate_limited", retryable: true });
    const live = new Client(small.local.port);
    live.socket.write(upgradeRequest("Host: a\r\n"));
    await live.closed();
    expect(live.problem).toMatchObject({ code: "rate_limited" });
    const flood = Array.from({ length: 30 }, () => new Client(small.local.port));
    await until(
      "most are dropped",
      () => flood.filter(({ closedAfterMs }) => closedAfterMs !== null).length === 25,
    );
    for (const { socket } of [...open, ...flood]) socket.destroy();
    await until("there is room", async () =>
      (
        await rawRequest(small.local.port, "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      ).includes('"failing"'),
    );
    await strike(small);
  });

  test("to publish over RTMP that say nothing are few, so that there is room for others", async () => {
    const { local, ...rest } = await aStage();
    const silent = Array.from({ length: 40 }, () => new Client(local.rtmpPort));
    const closed = () => silent.filter(({ closedAfterMs }) => closedAfterMs !== null).length;
    await until("those beyond 32 are dropped", () => closed() === 8);
    silent.find(({ closedAfterMs }) => closedAfterMs === null)!.socket.destroy();
    await until("it is gone", () => closed() === 9);
    const another = new Client(local.rtmpPort);
    another.socket.write(Buffer.concat([Buffer.from([3]), Buffer.alloc(1536)]));
    await until("an answer to the handshake", () => another.text.length > 1536);
    for (const { socket } of [...silent, another]) socket.destroy();
    await strike({ local, ...rest });
  });

  test("count by address, by /64 for version 6, and not for a trusted proxy", () => {
    const counts = new ConnectionLimit(1, new TrustedProxies(["10.0.0.0/8"]));
    const count = (remoteAddress: string) =>
      counts.count({ remoteAddress, once: () => {} } as unknown as Socket);
    expect(count("198.51.100.1")).toBe("within");
    expect(count("::ffff:198.51.100.1")).toBe("beyond");
    expect(count("198.51.100.1")).toBe("far beyond");
    expect(count("198.51.100.2")).toBe("within");
    expect(count("2001:db8:1:2::1")).toBe("within");
    expect(count("2001:db8:1:2:ffff::")).toBe("beyond");
    expect(count("2001:db8:1:3::1")).toBe("within");
    expect(count("2001:db8::1:0:0:1")).toBe("within");
    expect(count("2001:db8:0:0:2::")).toBe("beyond");
    for (let i = 0; i < 9; i++) expect(count("10.0.0.7")).toBe("within");
  });
});

describe("a page that opens a live connection", () => {
  const upgrades: (string | undefined)[] = [];
  const convex = createServer();
  let joined: Stage;

  beforeAll(async () => {
    convex.on("upgrade", (req, socket) => {
      upgrades.push(req.headers.origin);
      socket.on("error", () => {});
      socket.end("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
    });
    const CONVEX_PORT = String(await listen(convex));
    const env = {
      CONVEX_PORT,
      MOLT_PUBLIC_URL: "https://molt.example",
      MOLT_ALLOWED_ORIGINS: "https://watch.example http://tv.example:8080",
    };
    joined = await aStage({ env });
  });
  afterAll(async () => {
    await strike(joined);
    convex.close();
  });

  const HOST = "127.0.0.1:4000";
  test.each([
    ["a program, which names none", null],
    ["this instance", "https://molt.example"],
    ["a client that lives elsewhere", "https://watch.example"],
    ["another one, with a port", "http://tv.example:8080"],
    ["this server under its address", `http://${HOST}`],
  ])("of %s is let in", async (_who, origin) => {
    upgrades.length = 0;
    const headers = `Host: ${HOST}\r\n${origin === null ? "" : `Origin: ${origin}\r\n`}`;
    expect(await rawRequest(joined.local.port, upgradeRequest(headers))).toMatch(/^HTTP\/1\.1 101/);
    expect(upgrades).toEqual([origin ?? undefined]);
  });

  test.each([
    ["null", HOST],
    ["", HOST],
    ["https://evil.example", HOST],
    ["http://molt.example", HOST],
    ["https://molt.example:444", HOST],
    ["https://molt.example.evil.example", HOST],
    ["https://evilmolt.example", HOST],
    ["https://molt.example/", HOST],
    ["https://MOLT.example", HOST],
    ["https://molt.example https://evil.example", HOST],
    ["http://watch.example", HOST],
    ["http://127.0.0.1:4001", HOST],
    ["http://localhost:4000", HOST],
    ["http://user@127.0.0.1:4000", HOST],
    // A name that somebody points at this machine: page and address agree, and are theirs.
    ["http://rebound.example", "rebound.example"],
  ])("of %j is refused with 403 before anything reaches the backend", async (origin, host) => {
    upgrades.length = 0;
    const headers = `Host: ${host}\r\nOrigin: ${origin}\r\n`;
    const answer = await rawRequest(joined.local.port, upgradeRequest(headers));
    expect(answer).toMatch(/^HTTP\/1\.1 403[\s\S]*"code":"foreign_origin"/);
    expect(upgrades).toEqual([]);
  });

  test("a list with something else than origins is refused at the start", () => {
    expect(
      badOrigins(["https://a.example", "https://a.example/", "a.example", "*", "null", "ftp://a.example"]),
    ).toEqual([...["https://a.example/", "a.example", "*", "null", "ftp://a.example"]]);
    expect(() => readEnv({ MOLT_ALLOWED_ORIGINS: "*" })).toThrow("MOLT_ALLOWED_ORIGINS must list origins");
  });
});

test("a live connection may be quiet for as long as it likes", async () => {
  const convex = createServer();
  convex.on("upgrade", (_req, socket) => {
    socket.on("error", () => {}).on("data", (bytes) => socket.write(bytes));
    socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
  });
  const CONVEX_PORT = String(await listen(convex));
  const quiet = await aStage({ env: { CONVEX_PORT }, local: { frontTiming: TIMING } });
  const client = new Client(quiet.local.port);
  client.socket.write(upgradeRequest("Host: a\r\n"));
  await once(client.socket, "data");
  await sleep(2 * TIMING.stallMs);
  client.socket.write("still here");
  await until("an echo", () => client.text.includes("still here"));
  client.socket.destroy();
  await strike(quiet);
  convex.close();
});

test("however many ask for the health at once, it is looked at once", async () => {
  let looks = 0;
  const health = new Health([{ name: "convex", passes: async () => ++looks > 0 }]);
  await Promise.all(Array.from({ length: 100 }, () => health.report()));
  expect(looks).toBe(1);
  expect(await health.report()).toEqual({ status: "ok" });
  expect(looks).toBe(2);
});
