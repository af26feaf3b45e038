import { describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { MAX_BODY_BYTES } from "./input";
import { aKit, json, loggedLines } from "./kit.setup";
import { type ApiRouter, anyone, nothing } from "./route";

const SECRET = `mlt_${"s3cr3tS3cr3t".repeat(4)}a`;

function declare(api: ApiRouter) {
  const common = { tag: "system", caller: anyone, limits: [], errors: [] } as const;
  api.post("/api/v1/notes/{id}", {
    ...common,
    id: "writeNote",
    summary: "Writes a note",
    unknownFields: "refuse",
    idempotency: "none",
    query: z.object({ draft: z.string().optional() }),
    body: z.object({ text: z.string(), tags: z.array(z.object({ name: z.string() })).optional() }),
    aliases: { content: "text" },
    reply: { status: 200, shape: z.object({ text: z.string() }) },
    run: async (_ctx, { body }) => ({ text: body.text }),
  });
  api.post("/api/v1/notes/{id}/copies", {
    ...common,
    id: "copyNote",
    summary: "Copies a note",
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({ title: z.string().optional() }),
    reply: { status: 200, shape: z.object({ title: z.string() }) },
    run: async (_ctx, { body }) => ({ title: body.title ?? "Untitled" }),
  });
  api.delete("/api/v1/notes/{id}", {
    ...common,
    id: "eraseNote",
    summary: "Erases a note",
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    run: async () => null,
  });
  api.get("/notes/@me", {
    ...common,
    id: "getMine",
    summary: "My own note",
    unknownFields: "ignore",
    deprecated: { since: "2026-11-21", sunset: "2027-11-21", instead: "/api/v1/notes/@me" },
    reply: { status: 200, shape: z.string(), type: "text/markdown; charset=utf-8" },
    run: async () => "# Mine",
  });
  api.get("/notes/{id}", {
    ...common,
    id: "getNote",
    summary: "Any note at all",
    unknownFields: "ignore",
    reply: { status: 200, shape: z.object({ id: z.string() }) },
    async run(_ctx, { params }) {
      if (params.id === "broken") throw new Error(`cannot open /var/notes with ${SECRET}`);
      return { id: params.id };
    },
  });
}

const kit = () => aKit(declare);

async function problem(response: Response) {
  const body = (await response.json()) as {
    code: string;
    errors?: { pointer?: string; parameter?: string }[];
  };
  return { status: response.status, ...body };
}

describe("a body", () => {
  test("is read no further than it may be long", async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(16_384).fill(32));
      },
    });
    const { send } = kit();
    const headers = { "Content-Type": "application/json" };
    const init = { method: "POST", headers, body: endless, duplex: "half" } as RequestInit;
    expect((await problem(await send("/api/v1/notes/1", init))).code).toBe("payload_too_large");
    expect(pulled).toBeLessThan(MAX_BODY_BYTES / 16_384 + 4);
  });

  test.each<[string, RequestInit, number, string]>([
    ["compressed", json({ text: "x" }, { "Content-Encoding": "gzip" }), 415, "unsupported_media_type"],
    ["of a vendor's JSON type", json({ text: "x" }, { "Content-Type": "application/vnd.x+json" }), 200, ""],
    ["of another type", json({ text: "x" }, { "Content-Type": "text/json" }), 415, "unsupported_media_type"],
    ["with a name twice", json('{"text":"a","text":"b"}'), 400, "malformed_json"],
    ["with a field nobody knows", json({ text: "x", txet: "y" }), 422, "unknown_field"],
    ["with __proto__", json('{"text":"x","__proto__":{"text":"y"}}'), 422, "unknown_field"],
    ["with an alias", json({ content: "x" }), 200, ""],
    ["with an alias beside the name", json({ content: "x", text: "y" }), 422, "unknown_field"],
  ])("%s", async (_what, init, status, code) => {
    const response = await kit().send("/api/v1/notes/1", init);
    const body = (await response.json()) as { code?: string };
    expect([response.status, body.code ?? ""]).toEqual([status, code]);
  });

  test("may be missing where nothing has to be said", async () => {
    const { send } = kit();
    const copies = "/api/v1/notes/1/copies";
    const answer = async (init: RequestInit) => (await send(copies, { method: "POST", ...init })).json();
    expect(await answer({})).toEqual({ title: "Untitled" });
    expect(await answer({ body: new Uint8Array() })).toEqual({ title: "Untitled" });
    const named = { headers: { "Content-Type": "application/json" } };
    expect(await answer(named)).toEqual({ title: "Untitled" });
    expect(await answer({ ...named, body: "" })).toEqual({ title: "Untitled" });
    const code = "unsupported_media_type";
    expect(await answer({ body: new TextEncoder().encode('{"title":"Tides"}') })).toMatchObject({ code });
    expect(await answer({ body: "", headers: { "Content-Type": "text/plain" } })).toMatchObject({ code });
    expect((await problem(await send("/api/v1/notes/1", { method: "POST" }))).code).toBe(code);
  });

  test("has its faults pointed at, also deep inside and with slashes in names", async () => {
    const { send } = kit();
    const body = { text: 1, tags: [{ name: "a" }, { name: 2, "a/b~c": 1 }] };
    const { errors } = await problem(await send("/api/v1/notes/1", json(body)));
    expect(errors?.map(({ pointer }) => pointer)).toEqual(["#/text", "#/tags/1/name"]);
  });

  test("with a thousand faults is answered with twenty", async () => {
    const { send } = kit();
    const tags = Array.from({ length: 1000 }, () => ({}));
    expect((await problem(await send("/api/v1/notes/1", json({ text: "x", tags })))).errors).toHaveLength(20);
  });
});

describe("an address", () => {
  test.each([
    ["/api/v1/notes/1?draft=a&draft=b", 422, "validation_failed"],
    ["/api/v1/notes/1?darft=a", 422, "unknown_field"],
    [`/api/v1/notes/1?draft=${SECRET}`, 400, "secret_in_query"],
    ["/api/v1/notes/1?api_key=x", 400, "secret_in_query"],
    ["/api/v1/notes/1?draft=eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.", 400, "secret_in_query"],
    ["/no/such/path?access_token=x", 400, "secret_in_query"],
    [`/no/such/path?q=rt_k97c2m4x.3.${"A".repeat(43)}`, 400, "secret_in_query"],
    ["/api/v2/notes", 404, "unknown_version"],
  ])("%s is %i %s", async (path, status, code) => {
    expect(await problem(await kit().send(path, json({ text: "x" })))).toMatchObject({ status, code });
  });

  test("may end with a slash: it is answered, never redirected", async () => {
    const response = await kit().send("/notes/7/");
    expect([response.status, await response.json()]).toEqual([200, { id: "7" }]);
  });

  test("that is said without a parameter goes before one with", async () => {
    const response = await kit().send("/notes/@me");
    expect(response.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(await response.text()).toBe("# Mine");
    expect(await (await kit().send("/notes/you")).json()).toEqual({ id: "you" });
  });

  test("tells what it takes", async () => {
    const { send } = kit();
    const options = await send("/api/v1/notes/1", { method: "OPTIONS" });
    expect([options.status, options.headers.get("allow")]).toEqual([204, "POST, DELETE, OPTIONS"]);
    const wrong = await send("/api/v1/notes/1", { method: "PUT" });
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "POST, DELETE, OPTIONS"]);
  });
});

describe("an answer", () => {
  test("carries what protects whoever reads it", async () => {
    const { headers } = await kit().send("/notes/1", { headers: { Origin: "https://elsewhere.example" } });
    expect(Object.fromEntries(headers)).toMatchObject({
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "access-control-expose-headers": expect.stringContaining("RateLimit-Policy"),
      "access-control-allow-origin": "*",
    });
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    expect(headers.get("strict-transport-security")).toBeNull();
    expect([...headers.keys()].filter((name) => /server|powered|via|trace/.test(name))).toEqual([]);
  });

  test("of nothing has no body and no type", async () => {
    const response = await kit().send("/api/v1/notes/1", { method: "DELETE" });
    expect([response.status, await response.text(), response.headers.get("content-type")]).toEqual([
      204,
      "",
      null,
    ]);
  });

  test("of a route that will go says when, and where to go instead", async () => {
    const { headers } = await kit().send("/notes/@me");
    expect(headers.get("deprecation")).toBe(`@${Date.parse("2026-11-21") / 1000}`);
    expect(headers.get("sunset")).toBe("Sun, 21 Nov 2027 00:00:00 GMT");
    expect(headers.get("link")).toBe('<http://molt.test/api/v1/notes/@me>; rel="successor-version"');
  });
});

describe("the log", () => {
  test("has one JSON line per request, with the pattern and not the path, and no secret", async () => {
    const { send } = kit();
    await send("/notes/wally?x=1", {
      headers: { "X-Request-Id": "caller-1234", Authorization: `Bearer ${SECRET}` },
    });
    await send(`/api/v1/notes/9?draft=${SECRET}`, json({ text: SECRET }));
    await send("/notes/%0a%22%7d", { headers: { "X-Request-Id": 'x"}\\n' } });
    const lines = loggedLines();
    expect(lines).toMatchObject([
      {
        level: "info",
        event: "request",
        method: "GET",
        route: "/notes/{id}",
        status: 200,
        request_id: "caller-1234",
      },
      { method: "POST", route: null, status: 400, code: "secret_in_query" },
      { method: "GET", status: 404, code: "not_found" },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/wally|s3cr3t|x=1/);
  });

  test("keeps what nobody foresaw for itself, under the request id", async () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    const response = await kit().send("/notes/broken");
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toMatch(/var|open|s3cr3t|\.ts/);
    const line = JSON.parse(String(error.mock.calls[0]![0])) as Record<string, string>;
    expect(line).toMatchObject({ level: "error", request_id: response.headers.get("x-request-id") });
    expect(line.cause).toContain("cannot open");
  });

  test("does not grow with a flood: beyond 200 lines a second it counts", async () => {
    const { send } = kit();
    for (let i = 0; i < 300; i++) await send("/notes/1");
    expect(loggedLines()).toHaveLength(200);
    vi.setSystemTime(Date.now() + 1000);
    await send("/notes/1");
    expect(loggedLines()[200]).toMatchObject({ event: "requests_not_logged", count: 100 });
  });
});
