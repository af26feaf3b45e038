import { expect, test } from "vitest";
import { api, theDeployment, unique } from "./deployment.ts";

const { client, url, siteUrl } = await theDeployment("app");

const site = (path: string, init?: RequestInit) => fetch(`${siteUrl}${path}`, init);
const tells = async (path: string, init?: RequestInit) =>
  (await (await site(path, init)).json()) as Record<string, unknown>;

test("HT1: HTTP actions are found by exact path and by prefix, with headers, cookies and bodies", async () => {
  expect(await (await site("/hello?name=Ada")).text()).toBe("hello Ada");
  const counted = await site(`/count/${encodeURIComponent(unique("things"))}`, {
    method: "POST",
    body: new Uint8Array(3_000_000),
  });
  expect(counted.status).toBe(201);
  expect(await counted.json()).toEqual({ value: 1 });
  expect(counted.headers.get("x-bytes")).toBe("3000000");
  expect(counted.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});

test("HT1: an exact path wins over prefixes, a longer prefix over a shorter one, and each method is its own", async () => {
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
    expect((await tells("/routes/exact", { method })).route).toBe(`exact ${method}`);
  for (const [path, route] of [
    ["/routes/other", "prefix"],
    ["/routes/", "prefix"],
    ["/routes/exact/below", "prefix"],
    ["/routes/deeper/", "longer prefix"],
    ["/routes/deeper/any/where", "longer prefix"],
    ["/routes/deeper/exact", "exact and deeper"],
    ["/routes/deeper", "prefix"],
  ])
    expect([path, (await tells(path!)).route]).toEqual([path, route]);
});

test("HT1: what no route answers is 404", async () => {
  for (const [method, path] of [
    ["GET", "/nowhere"],
    ["GET", "/"],
    ["GET", "/routes"],
    ["GET", "/Hello"],
    ["GET", "/hello/"],
    ["POST", "/hello"],
    ["PUT", "/routes/other"],
  ])
    expect([method, path, (await site(path!, { method })).status]).toEqual([method, path, 404]);
  expect(await (await site("/nowhere")).text()).toBe("No matching routes found");
});

test("HT1: an action sees the request as it was sent", async () => {
  const told = await tells("/routes/exact?a=1&a=2&b=%20%C3%A9", {
    method: "POST",
    headers: { "X-Question": "why" },
    body: "grüße",
  });
  expect(told).toEqual({
    route: "exact POST",
    method: "POST",
    pathname: "/routes/exact",
    search: "?a=1&a=2&b=%20%C3%A9",
    body: "grüße",
    header: "why",
  });
});

test("HT1: bodies of any bytes go in and come out", async () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 31) % 256);
  const answer = await site("/echo", {
    method: "POST",
    body: bytes,
    headers: { "Content-Type": "image/png" },
  });
  expect(answer.headers.get("content-type")).toBe("image/png");
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
});

test("HT1: an answer is sent as it is made", async () => {
  const answer = await site("/stream");
  const parts: string[] = [];
  const decoder = new TextDecoder();
  for await (const part of answer.body!) parts.push(decoder.decode(part as Uint8Array));
  expect(parts.join("")).toBe("one two three");
  expect(parts.length).toBeGreaterThan(1);
});

test("HT1: HEAD is GET without the body", async () => {
  const head = await site("/hello?name=Ada", { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test("HT1: every status is the action's to choose", async () => {
  for (const code of [200, 201, 204, 302, 400, 404, 418, 500, 503]) {
    const answer = await site(`/status?code=${code}`, { redirect: "manual" });
    expect([code, answer.status, await answer.text()]).toEqual([code, code, ""]);
  }
});

test("HT1: what an action throws is status 500", async () => {
  const thrown = await site("/throws");
  expect(thrown.status).toBe(500);
  expect(await thrown.json()).toMatchObject({ code: expect.stringMatching(/Server Error/) });
  const refused = await site("/refuses");
  expect(refused.status).toBe(500);
});

test("HT1: actions store the body of a request and give files back", async () => {
  const text = unique("a file");
  const stored = await site("/files", {
    method: "POST",
    body: text,
    headers: { "Content-Type": "text/plain" },
  });
  const { id } = (await stored.json()) as { id: string };
  const answer = await site(`/files/${id}`);
  expect([answer.headers.get("content-type"), await answer.text()]).toEqual(["text/plain", text]);
});

test("HT2: malformed requests are answered with 4xx and change nothing", async () => {
  const post = (body: string) =>
    fetch(`${url}/api/mutation`, { method: "POST", body, headers: { "Content-Type": "application/json" } });
  const is4xx = ({ status }: Response) => status >= 400 && status < 500;
  for (const body of [
    "{",
    "[]",
    "null",
    "5",
    JSON.stringify({ path: 5, args: {} }),
    JSON.stringify({ args: {} }),
  ])
    expect([body, is4xx(await post(body))]).toEqual([body, true]);
  expect((await fetch(`${url}/api/nowhere`)).status).toBe(404);
  const room = unique("a");
  const wrongKind = await post(JSON.stringify({ path: "messages:list", args: { room, n: 1 } }));
  expect(await wrongKind.json()).toMatchObject({ status: "error" });
  expect(await client.query(api.messages.list, { room, n: 1 })).toEqual([]);
});

test("HT2: a body of more than 20 MiB is not for HTTP actions", async () => {
  // Refused before, or broken off on the way.
  const echoed = await site("/echo", { method: "POST", body: new Uint8Array(22_000_000) })
    .then((response) => response.arrayBuffer())
    .catch(() => new ArrayBuffer(0));
  expect(echoed.byteLength).toBeLessThan(22_000_000);
  expect((await site("/hello?name=Ada")).status).toBe(200);
});

test("HT3: an action that does not read the body answers all the same", async () => {
  for (let i = 0; i < 10; i++) {
    const answer = await site("/unread", { method: "POST", body: new Uint8Array(2_000_000) });
    expect([answer.status, await answer.text()]).toEqual([200, "not read"]);
  }
});

test("HT4: browsers of any origin may call", async () => {
  const headers = {
    Origin: "https://app.example",
    "Access-Control-Request-Headers": "content-type,convex-client",
  };
  const preflight = await fetch(`${url}/api/query`, { method: "OPTIONS", headers });
  expect(preflight.ok).toBe(true);
  const allowed = preflight.headers.get("access-control-allow-headers") ?? "";
  expect(allowed === "*" || /content-type.*convex-client/i.test(allowed)).toBe(true);
  const answer = await fetch(`${url}/api/query`, {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json" },
    body: JSON.stringify({ path: "values:nothing", args: {} }),
  });
  expect(["*", "https://app.example"]).toContain(answer.headers.get("access-control-allow-origin"));
  expect(await answer.json()).toMatchObject({ status: "success", value: null });
});

test("HT4: HTTP actions get no such headers but their own", async () => {
  const answer = await site("/hello", { headers: { Origin: "https://app.example" } });
  expect(answer.headers.get("access-control-allow-origin")).toBeNull();
});
