import { writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aBuiltClient, aStage, type Stage, strike } from "./stage.ts";

let stage: Stage;
let answer: (path: string) => { status: number; body: object } | "hang";
let asked: string[] = [];

/** Somebody whom the backend does not serve any more. */
const GREEDY = "203.0.113.9";

const face = (over: object = {}) => ({
  status: 200,
  body: {
    head: '<title>Ada $& paints</title>\n<meta property="og:title" content="Ada paints">',
    ...{ frame_origins: null, plays_from_anywhere: false },
    ...over,
  },
});

beforeAll(async () => {
  stage = await aStage({ env: { MOLT_TRUSTED_PROXIES: "127.0.0.1" } });
  aBuiltClient(stage.folder);
  const head = '<title>molt</title><meta name="description" content="In general." />';
  const page = `<!doctype html><html><head>${head}</head><body></body></html>`;
  writeFileSync(join(stage.folder, "build", "client", "index.html"), page);
  stage.backend.handle = (req, res) => {
    const url = new URL(req.url!, "http://backend");
    if (url.pathname === "/api/v1/domains/bot.localhost")
      return void res.writeHead(200, { "Content-Type": "application/json" }).end('{"stream_id":"ada"}');
    if (url.pathname.startsWith("/api/v1/domains/")) return void res.writeHead(404).end("{}");
    if (url.pathname !== "/api/v1/faces") return void res.writeHead(200).end(`backend ${url.pathname}`);
    const path = url.searchParams.get("path")!;
    asked.push(path);
    if (req.headers["x-forwarded-for"] === GREEDY)
      return void setTimeout(() => res.writeHead(429).end("{}"), 200);
    const said = answer(path);
    if (said === "hang") return;
    res.writeHead(said.status, { "Content-Type": "application/json" }).end(JSON.stringify(said.body));
  };
});
afterAll(() => strike(stage));
beforeEach(() => {
  asked = [];
});

const get = (path: string) => fetch(`${stage.url}${path}`);

test("a page says of itself what the backend says of it, once for all who come in a moment", async () => {
  answer = () => face();
  for (let i = 0; i < 3; i++) {
    const page = await (await get("/ada?t=1")).text();
    expect(page).toContain("<title>Ada $& paints</title>");
    expect(page).toContain('<meta property="og:title" content="Ada paints">');
    expect(page.match(/<title>/g)).toHaveLength(1);
    expect(page).not.toContain("In general.");
  }
  expect(asked).toEqual(["/ada"]);
});

test("a page comes without when there is nothing to say, or nobody who says it", async () => {
  answer = (path) => (path === "/nobody" ? { status: 404, body: {} } : "hang");
  for (const path of ["/nobody", "/slow", "/recordings/slow", "/v/slow"]) {
    const response = await get(path);
    expect([response.status, response.headers.get("x-frame-options")]).toEqual([200, "DENY"]);
    expect(await response.text()).toContain("<title>molt</title>");
  }
  expect(asked.sort()).toEqual(["/nobody", "/recordings/slow", "/slow", "/v/slow"]);
});

test("a page whose video or recording was deleted is sent as gone, whole, and as often as it is asked for", async () => {
  answer = () => ({ status: 410, body: { code: "gone" } });
  for (const path of ["/v/deleted", "/v/deleted", "/recordings/deleted"]) {
    const response = await fetch(`${stage.url}${path}`, { headers: { Range: "bytes=0-9" } });
    expect([response.status, response.headers.get("x-frame-options")]).toEqual([410, "DENY"]);
    expect(await response.text()).toMatch(/^<!doctype html>.*<title>molt<\/title>.*<\/html>$/);
  }
  expect((await get("/embed/v/deleted")).status).toBe(404);
});

test("a player may be framed by whom its agent has named, and by nobody else", async () => {
  const policyOf = async (path: string) => (await get(path)).headers.get("content-security-policy") ?? "";
  const bad = ["https://a.example; script-src *", "*", "'unsafe-inline'", "javascript:x"];
  answer = (path) =>
    path === "/embed/anyone"
      ? face()
      : face({ frame_origins: path === "/embed/nobody" ? [] : ["https://blog.example:8443", ...bad] });
  expect(await policyOf("/embed/some")).toMatch(/frame-ancestors 'self' https:\/\/blog\.example:8443$/);
  expect(await policyOf("/embed/nobody")).toMatch(/frame-ancestors 'self'$/);
  expect(await policyOf("/embed/anyone")).toMatch(/frame-ancestors 'self' \*$/);
  const { headers } = await get("/embed/anyone");
  expect(headers.get("x-frame-options")).toBeNull();
  expect(headers.get("permissions-policy")).toContain("microphone=()");
});

test("media from anywhere play in the player of a stream that is published elsewhere, and on no other page", async () => {
  answer = () => face({ plays_from_anywhere: true });
  const policyOf = async (path: string) => (await get(path)).headers.get("content-security-policy") ?? "";
  const player = await policyOf("/embed/byo");
  for (const kind of ["connect-src", "media-src", "img-src"])
    expect(player).toMatch(new RegExp(`${kind} [^;]* https:(;|$)`));
  expect(player).toMatch(/script-src 'self'[^;]*;/);
  expect(player).not.toMatch(/script-src[^;]*https:(;| )/);
  const page = await policyOf("/byo");
  expect(page).not.toMatch(/ https:(;|$| )/);
  expect(page).toMatch(/frame-ancestors 'none'$/);
});

test("a player of nothing is not there, and one whose backend is away says so", async () => {
  answer = (path) => (path === "/embed/gone" ? { status: 404, body: {} } : { status: 500, body: {} });
  expect((await get("/embed/gone")).status).toBe(404);
  expect((await get("/embed/away")).status).toBe(503);
  answer = () => face();
  expect((await get("/embed/away")).status).toBe(200);
});

test("who has asked for too much is refused alone, and nobody who asks for the same meanwhile", async () => {
  answer = () => face();
  const from = async (address: string) =>
    (await fetch(`${stage.url}/embed/wanted`, { headers: { "X-Forwarded-For": address } })).status;
  const greedy = from(GREEDY);
  await expect.poll(() => asked).toEqual(["/embed/wanted"]);
  expect(await from("203.0.113.10")).toBe(200);
  expect(await greedy).toBe(503);
});

test("oEmbed and feeds are the backend's to answer", async () => {
  for (const path of ["/oembed", "/feeds/agents/ada/rss.xml"])
    expect(await (await get(`${path}?x=1`)).text()).toBe(`backend ${path}`);
});

test("what a provider has to tell reaches the backend, at the address that it was given", async () => {
  const path = "/webhooks/cloudflare-video";
  const told = await fetch(`${stage.url}${path}`, { method: "POST", body: "{}" });
  expect([told.status, await told.text()]).toEqual([200, `backend ${path}`]);
});

/** A request under another name than this server's own; `fetch` does not let one choose. */
const under = (host: string, path: string) =>
  new Promise<{ status: number; text: string }>((settle, fail) => {
    const { port } = new URL(stage.url);
    const asked = request(
      { host: "127.0.0.1", port, path, headers: { host: `${host}:${port}` } },
      (answer) => {
        let text = "";
        answer.on("data", (part: Buffer) => {
          text += part.toString();
        });
        answer.on("end", () => settle({ status: answer.statusCode ?? 0, text }));
      },
    );
    asked.on("error", fail).end();
  });

test("a name that was proved shows its stream, any other that somebody points here shows nothing", async () => {
  answer = () => face();
  const shown = await under("bot.localhost", "/");
  expect(shown.status).toBe(200);
  expect(shown.text).toContain('<meta name="molt-stream" content="ada">');
  expect(shown.text).toContain('<meta property="og:title" content="Ada paints">');
  expect((await under("evil.example", "/")).status).toBe(404);
  expect((await under("evil.example", "/ada")).status).toBe(404);
  for (const host of ["127.0.0.1", "localhost", "my-machine"])
    expect((await under(host, "/")).text, host).not.toContain("molt-stream");
});
