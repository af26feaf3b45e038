import { describe, expect, test } from "vitest";
import * as z from "zod";
import { anAgent, aWorld, bearer, ORIGIN, post } from "../world.setup";
import { PathTree } from "./path";
import { ApiRouter, anyone } from "./route";

describe("matching a path", () => {
  test.each<[string, string, object | null]>([
    ["/api/register", "/api/register", {}],
    ["/api/register", "/api/register/", {}],
    ["/api/register", "/api/register//", null],
    ["/api/register", "/API/register", null],
    ["/api/streams/{id}/poll", "/api/streams/ada/poll", { id: "ada" }],
    ["/api/streams/{id}/poll", "/api/streams/a%20b/poll", { id: "a b" }],
    ["/api/streams/{id}/poll", "/api/streams//poll", null],
    ["/api/streams/{id}/poll", "/api/streams/%zz/poll", null],
    ["/api/streams/{id}/poll", "/api/streams/a%00b/poll", null],
    ["/api/streams/{id}/poll", "/api/streams/ada/poll/more", null],
    ["/api/streams/{id}", "/api/streams/..%2F..%2Fetc", { id: "../../etc" }],
  ])("%s with %s", (pattern, path, params) => {
    const tree = new PathTree<string>();
    tree.add(pattern, "it");
    expect(tree.find(path)).toEqual(params === null ? [] : [{ value: "it", params }]);
  });

  test("what is said literally goes before what has a parameter, and names belong to their pattern", () => {
    const tree = new PathTree<string>();
    for (const pattern of ["/{a}/x", "/s/{b}", "/s/x", "/s/{b}/y", "/s"]) tree.add(pattern, pattern);
    expect(tree.find("/s/x")).toEqual([
      { value: "/s/x", params: {} },
      { value: "/s/{b}", params: { b: "x" } },
      { value: "/{a}/x", params: { a: "s" } },
    ]);
    expect(tree.find("/s/{b}").map(({ value }) => value)).toEqual(["/s/{b}"]);
    expect(tree.find("/__proto__/x")).toEqual([{ value: "/{a}/x", params: { a: "__proto__" } }]);
  });

  test("a route that is declared twice is a mistake", () => {
    const api = new ApiRouter();
    const declare = () =>
      api.get("/twice", {
        id: "twice",
        tag: "system",
        summary: "Twice",
        caller: anyone,
        limits: [],
        unknownFields: "refuse",
        reply: { status: 200, shape: z.object({}) },
        errors: [],
        run: async () => ({}),
      });
    declare();
    expect(declare).toThrow("GET /twice is declared twice.");
  });
});

describe("every answer", () => {
  test("a refusal is a problem that tells what, where, and under which request id", async () => {
    const { t } = aWorld();
    const response = await t.fetch("/api/nothing/here", { headers: { "X-Request-Id": "from-the-caller-1" } });
    expect(response.status).toBe(404);
    expect(response.headers.get("x-request-id")).toBe("from-the-caller-1");
    expect(await response.json()).toEqual({
      type: `${ORIGIN}/problems/not_found`,
      title: "There is nothing here",
      status: 404,
      detail: "There is nothing at this path.",
      instance: "/api/nothing/here",
      code: "not_found",
      error: "not_found",
      request_id: "from-the-caller-1",
      retryable: false,
    });
  });

  test("a request id that could confuse a log is replaced", async () => {
    const { t } = aWorld();
    const response = await t.fetch("/api/v1/streams", { headers: { "X-Request-Id": "a b: <script>" } });
    expect(response.headers.get("x-request-id")).toMatch(/^req_[0-9a-f]{32}$/);
  });

  test("a known path with another method says which it takes", async () => {
    const { t } = aWorld();
    for (const [method, path, allow] of [
      ["GET", "/api/register", "POST, OPTIONS"],
      ["DELETE", "/api/v1/streams", "GET, HEAD, POST, OPTIONS"],
      ["PATCH", "/api/streams/ada/poll", "GET, HEAD, OPTIONS"],
    ] as const) {
      const response = await t.fetch(path, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get("allow")).toBe(allow);
      expect(await response.json()).toMatchObject({ code: "method_not_allowed" });
    }
  });

  test("any page may call, and learns so from the preflight", async () => {
    const { t } = aWorld();
    const preflight = await t.fetch("/api/streams/ada/reply", { method: "OPTIONS" });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("Authorization");
    expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
    for (const path of ["/api/v1/streams", "/api/nothing"]) {
      expect((await t.fetch(path)).headers.get("access-control-allow-origin")).toBe("*");
    }
  });

  test("an unknown field is refused on v1 and ignored on literal routes", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    expect((await world.t.fetch("/api/v1/streams/ada?fields=title")).status).toBe(422);
    const poll = await world.t.fetch("/api/streams/ada/poll?lease_s=30", { headers: bearer(ada) });
    expect(poll.status).toBe(200);
  });
});

describe("bodies", () => {
  const send = (headers: Record<string, string>, body: BodyInit) =>
    aWorld().t.fetch("/api/register", { method: "POST", headers, body });

  test.each<[string, Record<string, string>, BodyInit, number]>([
    ["JSON with a charset", { "Content-Type": "Application/JSON; charset=utf-8" }, "{}", 422],
    ["no content type", {}, new Uint8Array([123, 125]), 415],
    ["a form", { "Content-Type": "application/x-www-form-urlencoded" }, "agent_name=Ada", 415],
    ["an empty body", { "Content-Type": "application/json" }, "", 400],
    ["bytes that are not UTF-8", { "Content-Type": "application/json" }, new Uint8Array([34, 255, 34]), 400],
    ["one byte too many", { "Content-Type": "application/json" }, `"${"x".repeat(64 * 1024 - 1)}"`, 413],
    [
      "as many bytes as allowed",
      { "Content-Type": "application/json" },
      `"${"x".repeat(64 * 1024 - 2)}"`,
      422,
    ],
    [
      "a length that is announced too large",
      { "Content-Type": "application/json", "Content-Length": "70000" },
      "{}",
      413,
    ],
  ])("%s", async (_what, headers, body, status) => {
    expect((await send(headers, body)).status).toBe(status);
  });

  test("every fault is pointed at", async () => {
    const { t } = aWorld();
    const response = await post(t, "/api/register", { agent_name: 1, description: [] });
    const { errors } = (await response.json()) as { errors: { pointer: string; code: string }[] };
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      "#/agent_name invalid_type",
      "#/description invalid_type",
      "#/owner_wallet required",
    ]);
  });
});
