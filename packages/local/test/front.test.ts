import { createHash } from "node:crypto";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEnv } from "../src/env.ts";
import { TrustedProxies } from "../src/front/trustedProxies.ts";
import { PortBusyError } from "../src/local.ts";
import {
  aBackend,
  aBuiltClient,
  anInput,
  aStage,
  listen,
  rawRequest,
  SECRETS,
  type Stage,
  strike,
  until,
} from "./stage.ts";

let stage: Stage;
let seen: IncomingMessage[];

beforeAll(async () => {
  stage = await aStage();
  aBuiltClient(stage.folder);
  stage.backend.handle = (req, res) => {
    seen.push(req);
    if (req.url === "/version") res.end("1");
    else if (req.url === "/api/echo") req.pipe(res);
    else if (req.url === "/api/hop") {
      res.writeHead(200, "Fine", {
        Connection: "keep-alive, X-Secret-Hop",
        "X-Secret-Hop": "1",
        "X-Kept": "2",
      });
      res.end("hop");
    } else if (req.url === "/api/broken") {
      res.writeHead(200, { "Content-Length": "100" });
      res.write("half");
      setTimeout(() => res.destroy(), 20);
    } else if (req.url?.startsWith("/api/slow")) {
      res.write("first");
      setTimeout(() => res.end("last"), 400);
    } else if (req.url === "/api/poll?wait=5") setTimeout(() => res.end("a message"), 5000);
    else if (req.url === "/api/too-large") {
      res.writeHead(413).end("too large");
      res.once("finish", () => req.socket.destroySoon());
    } else if (req.url === "/api/never") return;
    else res.writeHead(404, { "Content-Type": "application/problem+json" }).end(`{"code":"not_found"}`);
  };
  seen = [];
});
afterAll(() => strike(stage));

/** The client's files are looked at once a second at most. */
const pause = 1100;

test("health names what is missing, and is well once everything is there", async () => {
  const empty = await aStage();
  empty.backend.handle = (_req, res) => res.end("1");
  const health = async () => {
    const response = await fetch(`${empty.url}/health`);
    return [response.status, await response.json()];
  };
  expect(await health()).toEqual([503, { status: "starting", failing: "client" }]);
  aBuiltClient(empty.folder);
  await sleep(pause);
  expect(await health()).toEqual([200, { status: "ok" }]);
  empty.backend.server.close();
  empty.backend.server.closeAllConnections();
  expect(await health()).toEqual([503, { status: "degraded", failing: "convex" }]);
  await strike(empty);
});

test("pages, files and what is neither", async () => {
  const table: [string, number, string | null, string | null][] = [
    ["/", 200, "text/html; charset=utf-8", "no-cache"],
    ["/ada", 200, "text/html; charset=utf-8", "no-cache"],
    ["/agents/ada", 200, "text/html; charset=utf-8", "no-cache"],
    ["/assets/app-1a2b3c.js", 200, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
    ["/favicon.svg", 200, "image/svg+xml", "no-cache"],
    ["/assets/gone-1a2b3c.js", 404, "application/problem+json", "no-store"],
    ["/robots.txt", 404, "application/problem+json", "no-store"],
    ["/..%2f..%2fsigning-key.json", 404, "application/problem+json", "no-store"],
  ];
  for (const [path, status, type, cache] of table) {
    const response = await fetch(stage.url + path);
    await response.arrayBuffer();
    const got = [
      path,
      response.status,
      response.headers.get("content-type"),
      response.headers.get("cache-control"),
    ];
    expect(got).toEqual([path, status, type, cache]);
  }
  const head = await fetch(`${stage.url}/ada`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  const post = await fetch(`${stage.url}/ada`, { method: "POST" });
  expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
});

test.each([
  ["POST", "/agents/register"],
  ["GET", "/agents/me"],
  ["POST", "/videos/generate"],
  ["GET", "/videos/m17038g0h3sjxrz5"],
  ["GET", "/.well-known/jwks.json"],
  ["GET", "/openapi.json"],
  ["GET", "/problems/not_found"],
])("%s %s is the backend's, though it is not below /api", async (method, path) => {
  seen = [];
  const response = await fetch(stage.url + path, { method });
  expect(await response.text()).toBe(`{"code":"not_found"}`);
  expect(seen).toHaveLength(1);
});

test("files are compressed and validated", async () => {
  const url = `${stage.url}/assets/app-1a2b3c.js`;
  const plain = await fetch(url, { headers: { "accept-encoding": "identity" } });
  const packed = await fetch(url, { headers: { "accept-encoding": "br" } });
  expect(packed.headers.get("content-encoding")).toBe("br");
  expect(Number(packed.headers.get("content-length"))).toBeLessThan(500);
  expect(await packed.text()).toBe(await plain.text());
  const again = await fetch(url, {
    headers: { "accept-encoding": "br", "if-none-match": packed.headers.get("etag")! },
  });
  expect(again.status).toBe(304);
});

test("pages carry a strict policy that knows their inline scripts", async () => {
  const response = await fetch(`${stage.url}/ada`);
  const inline = /<script>(.*?)<\/script>/.exec(await response.text())![1]!;
  const hash = createHash("sha256").update(inline).digest("base64");
  const policy = Object.fromEntries(
    response.headers
      .get("content-security-policy")!
      .split("; ")
      .map((directive) => {
        const [name, ...sources] = directive.split(" ");
        return [name, sources.join(" ")];
      }),
  );
  expect(policy["script-src"]).toBe(`'self' 'sha256-${hash}'`);
  expect(policy).toMatchObject({
    "default-src": "'self'",
    // Media have the public address, also for who opens the page as 127.0.0.1.
    "connect-src": "'self' ws: wss: http://localhost:3000",
    "media-src": "'self' blob: http://localhost:3000",
    "img-src": "'self' data: blob: http://localhost:3000",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
  });
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("x-frame-options")).toBe("DENY");
  expect(response.headers.get("permissions-policy")).toContain("camera=(), microphone=(self)");
});

test("media from another origin is allowed by name", async () => {
  const cloud = await aStage({ env: { CLOUDFLARE_PLAYBACK_URL: "https://customer-x.cloudflarestream.com" } });
  aBuiltClient(cloud.folder);
  const policy = (await fetch(cloud.url)).headers.get("content-security-policy")!;
  expect(policy).toContain("connect-src 'self' ws: wss: https://customer-x.cloudflarestream.com;");
  expect(policy).toContain("media-src 'self' blob: https://customer-x.cloudflarestream.com;");
  await strike(cloud);
});

test("the backend hears this server's word about the client, not the client's own", async () => {
  seen = [];
  const response = await fetch(`${stage.url}/api/unknown?x=%2e%2e&y=1`, {
    headers: {
      "x-forwarded-for": "6.6.6.6",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "evil.example",
      "x-forwarded-anything": "1",
      forwarded: "for=6.6.6.6",
      "x-real-ip": "6.6.6.6",
      "cf-connecting-ip": "6.6.6.6",
      authorization: "Bearer kept",
    },
  });
  expect([response.status, await response.json()]).toEqual([404, { code: "not_found" }]);
  expect(seen[0]!.url).toBe("/api/unknown?x=%2e%2e&y=1");
  expect(seen[0]!.headers).toMatchObject({
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-proto": "http",
    "x-forwarded-host": `127.0.0.1:${stage.local.port}`,
    host: `127.0.0.1:${stage.backend.port}`,
    authorization: "Bearer kept",
  });
  expect(JSON.stringify(seen[0]!.headers)).not.toMatch(/6\.6\.6\.6|evil|anything/);
});

test("a client's address is what the socket says, unless a trusted proxy says otherwise", () => {
  const clientOf = (proxies: string[], peer: string, forwarded?: string) =>
    new TrustedProxies(proxies).clientOf({
      socket: { remoteAddress: peer },
      headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
    } as unknown as IncomingMessage);
  const ours = ["10.0.0.0/8", "::1", "2001:db8:1::/48"];
  // Nobody is trusted unless configured, loopback included.
  expect(clientOf([], "127.0.0.1", "6.6.6.6")).toBe("127.0.0.1");
  expect(clientOf(ours, "198.51.100.1", "6.6.6.6")).toBe("198.51.100.1");
  expect(clientOf(ours, "10.0.0.7", "198.51.100.1")).toBe("198.51.100.1");
  expect(clientOf(ours, "::ffff:10.0.0.7", "::ffff:198.51.100.1")).toBe("198.51.100.1");
  expect(clientOf(ours, "::1", "2001:db8:ffff::5")).toBe("2001:db8:ffff::5");
  // Of a chain, the nearest that is no proxy of ours; what stands left of it is a claim.
  expect(clientOf(ours, "10.0.0.7", "6.6.6.6, 198.51.100.1, 10.1.1.1")).toBe("198.51.100.1");
  expect(clientOf(ours, "10.0.0.7", "10.1.1.1, 10.2.2.2")).toBe("10.1.1.1");
  expect(clientOf(ours, "2001:db8:1::9", "198.51.100.1")).toBe("198.51.100.1");
  for (const nonsense of ["", "unknown", "198.51.100.1:4000", "<script>", "198.51.100.1, nonsense"]) {
    expect(clientOf(ours, "10.0.0.7", nonsense), nonsense).toBe("10.0.0.7");
  }
  expect(clientOf(ours, "10.0.0.7")).toBe("10.0.0.7");
});

test.each(["nonsense", "10.0.0.0/33", "10.0.0.1/", "::1/129", "*"])(
  "a list of trusted proxies with %s is refused at the start",
  (entry) => {
    expect(() => readEnv({ ...SECRETS, MOLT_TRUSTED_PROXIES: `10.0.0.1 ${entry}` })).toThrow(
      "MOLT_TRUSTED_PROXIES",
    );
  },
);

test("the backend's paths without a prefix reach it, and a problem's address is a page for browsers", async () => {
  const asked = async (path: string, init?: RequestInit) => {
    seen = [];
    await (await fetch(`${stage.url}${path}`, init)).arrayBuffer();
    // What a page says of itself is asked for, too, by this server.
    return seen.some(({ url }) => url === path);
  };
  const html = { headers: { accept: "text/html,application/xhtml+xml" } };
  for (const path of ["/openapi.json", "/problems", "/problems/not_found", "/.well-known/jwks.json"]) {
    expect([path, await asked(path)]).toEqual([path, true]);
  }
  expect(await asked("/agents/register", { method: "POST" })).toBe(true);
  expect(await asked("/agents/me/")).toBe(true);
  expect(await asked("/problems/not_found", html)).toBe(false);
  for (const path of [
    "/docs/api",
    "/agents/ada",
    "/problematic",
    "/openapi",
    "/videos",
    "/videos/",
    "/v/abc",
  ]) {
    expect([path, await asked(path)]).toEqual([path, false]);
  }
});

test("headers about one hop stay on it", async () => {
  seen = [];
  const answer = await rawRequest(
    stage.local.port,
    "GET /api/hop HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nKeep-Alive: 5\r\nProxy-Authorization: x\r\nX-Mine: 1\r\nConnection: close, X-Mine\r\n\r\n",
  );
  expect(answer).toContain("HTTP/1.1 200 Fine");
  expect(answer).toContain("X-Kept: 2".toLowerCase());
  expect(answer.toLowerCase()).not.toContain("x-secret-hop");
  expect(Object.keys(seen[0]!.headers)).not.toEqual(expect.arrayContaining(["te"]));
  for (const name of ["te", "keep-alive", "proxy-authorization", "x-mine"])
    expect(seen[0]!.headers[name]).toBeUndefined();
});

test("a body never becomes a request of its own, whatever its headers are called", async () => {
  const paths: string[] = [];
  const usual = stage.backend.handle;
  stage.backend.handle = (req, res) => {
    paths.push(`${req.url} from ${String(req.headers["x-forwarded-for"])}`);
    req.resume().once("end", () => res.end());
  };
  const inner = "GET /api/smuggled HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n";
  for (const method of ["GET", "DELETE", "OPTIONS", "POST"]) {
    await rawRequest(
      stage.local.port,
      `${method} /api/outer HTTP/1.1\r\nHost: a\r\nConnection: close, Content-Length\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`,
    );
  }
  await sleep(100);
  stage.backend.handle = usual;
  expect(paths).toEqual(Array(4).fill("/api/outer from 127.0.0.1"));
});

test("bodies stream both ways", async () => {
  const body = "x".repeat(300_000);
  const echoed = await fetch(`${stage.url}/api/echo`, { method: "POST", body });
  expect(await echoed.text()).toBe(body);
  const chunked = await rawRequest(
    stage.local.port,
    "POST /api/echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
  );
  expect(chunked).toContain("hello");
  const startedAtMs = Date.now();
  const reader = (await fetch(`${stage.url}/api/slow`)).body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe("first");
  expect(Date.now() - startedAtMs).toBeLessThan(300);
  expect(new TextDecoder().decode((await reader.read()).value)).toBe("last");
});

test("a long poll is waited for, on a connection that was used before too", { timeout: 10_000 }, async () => {
  await (await fetch(`${stage.url}/api/unknown`)).text();
  const response = await fetch(`${stage.url}/api/poll?wait=5`);
  expect(await response.text()).toBe("a message");
});

test("a kept connection that closes as it is used again is not the client's trouble", async () => {
  const requests = new Map<Socket, number>();
  const closing = createServer((req, res) => {
    const earlier = requests.get(req.socket) ?? 0;
    requests.set(req.socket, earlier + 1);
    if (earlier > 0) req.socket.resetAndDestroy();
    else res.end("fine");
  });
  const port = await listen(closing);
  const fickle = await aStage({ env: { CONVEX_SITE_PORT: String(port) } });
  for (let round = 0; round < 3; round++) {
    const response = await fetch(`${fickle.url}/api/streams`);
    expect([response.status, await response.text()]).toEqual([200, "fine"]);
  }
  expect(Math.max(...requests.values())).toBe(2);
  closing.close();
  await strike(fickle);
});

test("a body that is refused before its end leaves the next request alone", async () => {
  const body = "x".repeat(4_000_000);
  for (let round = 0; round < 4; round++) {
    const refused = await fetch(`${stage.url}/api/too-large`, { method: "POST", body });
    expect([refused.status, await refused.text()]).toEqual([413, "too large"]);
    const next = await fetch(`${stage.url}/api/echo`, { method: "POST", body: "hello" });
    expect([next.status, await next.text()]).toEqual([200, "hello"]);
  }
});

test("a new build is noticed", async () => {
  const rebuilt = await aStage();
  aBuiltClient(rebuilt.folder);
  expect(await (await fetch(rebuilt.url)).text()).toContain("app-1a2b3c");
  await sleep(pause);
  writeFileSync(join(rebuilt.folder, "build", "client", "assets", "late-4d5e6f.js"), "1");
  expect((await fetch(`${rebuilt.url}/assets/late-4d5e6f.js`)).status).toBe(200);
  await strike(rebuilt);
});

test("an answer that breaks off does not look complete", async () => {
  const response = await fetch(`${stage.url}/api/broken`);
  await expect(response.text()).rejects.toThrow();
  expect((await fetch(`${stage.url}/api/hop`)).status).toBe(200);
});

test("a client that leaves takes its upstream request along", async () => {
  seen = [];
  const leaving = new AbortController();
  const left = fetch(`${stage.url}/api/never`, { signal: leaving.signal }).catch(() => "left");
  await until("the request arrived", () => seen.length === 1);
  leaving.abort();
  expect(await left).toBe("left");
  await until("the upstream request ended", () => seen[0]!.socket.destroyed || seen[0]!.destroyed);
});

test("a backend that is down is a problem with Retry-After at once", async () => {
  const gone = await aBackend();
  gone.server.close();
  const lonely = await aStage({ backend: gone });
  for (const method of ["GET", "POST"]) {
    const startedAtMs = Date.now();
    const body = method === "POST" ? "x".repeat(200_000) : undefined;
    const response = await fetch(`${lonely.url}/api/streams?secret=1`, { method, body });
    expect(Date.now() - startedAtMs).toBeLessThan(1000);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({
      code: "unavailable",
      instance: "/api/streams",
      retryable: true,
    });
  }
  const upgrade = await rawRequest(lonely.local.port, upgradeRequest("/api/sync"));
  expect(upgrade).toContain("HTTP/1.1 503");
  await strike(lonely);
});

function upgradeRequest(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n`;
}

test("sync upgrades are joined with the backend, and either side's end ends the other", async () => {
  const upgrades: IncomingMessage[] = [];
  const convex = createServer();
  convex.on("upgrade", (req, socket) => {
    upgrades.push(req);
    socket.on("error", () => {}).on("end", () => socket.end());
    socket.write(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\nhello",
    );
    socket.on("data", (bytes: Buffer) => (bytes.includes("die") ? socket.destroy() : socket.write(bytes)));
  });
  const port = await listen(convex);
  const joined = await aStage({ env: { CONVEX_PORT: String(port) } });
  for (const path of ["/api/sync", "/api/1.48.0/sync"]) {
    const socket = connect(joined.local.port, "127.0.0.1");
    let received = "";
    socket.on("data", (bytes) => {
      received += bytes;
    });
    socket.on("error", () => {});
    socket.write(`${upgradeRequest(path)}early`);
    await until("both greetings", () => received.includes("hello") && received.includes("early"));
    expect(received).toContain("101 Switching Protocols");
    socket.write("ping");
    await until("the echo", () => received.includes("ping"));
    if (path === "/api/sync") socket.resetAndDestroy();
    else socket.write("die");
    await once(socket, "close");
  }
  expect(upgrades.map(({ url }) => url)).toEqual(["/api/sync", "/api/1.48.0/sync"]);
  expect(upgrades[0]!.headers).toMatchObject({ "x-forwarded-for": "127.0.0.1", connection: "Upgrade" });
  await until("no connection is left", async () => {
    const open = await new Promise((resolve) => convex.getConnections((_error, count) => resolve(count)));
    return open === 0;
  });
  for (const path of ["/", "/api/other", "/media/sync", "/api/a/b/sync", "//api/sync"]) {
    expect([path, (await rawRequest(joined.local.port, upgradeRequest(path))).slice(0, 12)]).toEqual([
      path,
      "HTTP/1.1 404",
    ]);
  }
  await strike(joined);
  convex.close();
});

test("a refused upgrade is closed even when the client is not", async () => {
  const socket = connect({ port: stage.local.port, host: "127.0.0.1", allowHalfOpen: true });
  socket.on("error", () => {}).resume();
  socket.write(upgradeRequest("/nowhere"));
  await once(socket, "end");
  await until("the connection is gone", () => socket.destroyed || !socket.write("still here"), 2000);
});

test("odd request targets are refused or harmless, and nothing outside is read", async () => {
  const ada = await anInput(stage);
  const media = `/media/${ada.uid}`;
  const refused = [
    "//evil.example/",
    "http://evil.example/",
    "*",
    "/\\evil",
    "/a\\..\\b",
    `${media}\\manifest`,
    "/\u00e9",
  ];
  const missing = [
    `${media}/manifest/video.m3u8`,
    `${media}/manifest/../../signing-key.json`,
    `${media}/%2e%2e/signing-key.json`,
    `${media}/..%2fsigning-key.json`,
    `${media}/segments/..%5c..%5csigning-key.json`,
    `${media}/segments/seg-0.m4s%00.jpg`,
    `${media}/segments/%c0%ae%c0%ae/signing-key.json`,
    `${media}//segments/seg-0.m4s`,
    `${media}/segments//etc/passwd`,
    `${media}/segments/seg-99999999999999999999.m4s`,
    `${media}/segments/part-0-0.m4s`,
    `${media}/segments/__proto__`,
    `${media}/thumbnails/thumbnail.jpg`,
    `${media}/thumbnails/../../signing-key.json`,
    `/media/${"0".repeat(32)}/thumbnails/thumbnail.jpg`,
    `/media/${ada.uid.toUpperCase()}/manifest/video.m3u8`,
    "/media/..%2f..%2f..%2fetc%2fpasswd",
    "/media/../signing-key.json",
    "/%2e%2e/%2e%2e/etc/passwd.txt",
    "/assets/..%2f..%2f..%2fmedia/signing-key.json",
    "/assets/%2e%2e/%2e%2e/%2e%2e/media/signing-key.json",
    "/../media/signing-key.json",
    `/${"a/".repeat(2000)}x.json`,
  ];
  for (const [targets, status] of [
    [refused, 400],
    [missing, 404],
  ] as const) {
    for (const target of targets) {
      const answer = await rawRequest(
        stage.local.port,
        `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
      );
      expect([target, answer.slice(9, 12)]).toEqual([target, String(status)]);
      expect(answer).not.toMatch(/streamKey|root:|<!doctype/);
    }
  }
  const nul = await rawRequest(
    stage.local.port,
    "GET /media/\0/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
  );
  expect(nul).toMatch(/^HTTP\/1\.1 400/);
});

test("media can be read from any origin and only read", async () => {
  const ada = await anInput(stage);
  const url = `${stage.url}/media/${ada.uid}/manifest/video.m3u8`;
  const preflight = await fetch(url, { method: "OPTIONS" });
  expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
  const absent = await fetch(url);
  expect([absent.status, absent.headers.get("access-control-allow-origin")]).toEqual([404, "*"]);
  const written = await fetch(url, { method: "PUT", body: "x" });
  expect(written.status).toBe(405);
});

test("a port in use is one clear sentence", async () => {
  const MOLT_PORT = String(stage.local.port);
  await expect(aStage({ env: { MOLT_PORT } })).rejects.toThrow(
    new PortBusyError(`Port ${MOLT_PORT} is already in use; set MOLT_PORT to another one.`),
  );
  const RTMP_PORT = String(stage.local.rtmpPort);
  await expect(aStage({ env: { RTMP_PORT } })).rejects.toThrow(
    `Port ${RTMP_PORT} is already in use; set RTMP_PORT`,
  );
});
