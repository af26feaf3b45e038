import { describe, expect, expectTypeOf, test, vi } from "vitest";
import { all, createMolt, type Input, type Item, MoltError, messagesOf, type Output } from "../src/index.ts";

interface Sent {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
}

/** A server of prepared answers, and a clock that only counts. */
function aServer(...answers: (Response | Error)[]) {
  const sent: Sent[] = [];
  const slept: number[] = [];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const body = init.body ? (JSON.parse(String(init.body)) as unknown) : null;
    sent.push({
      method: init.method!,
      url: String(url),
      headers: init.headers as Record<string, string>,
      body,
    });
    const answer = answers.shift();
    if (!answer) throw new Error("The test has no further answer.");
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const sleep = async (ms: number) => void slept.push(ms);
  const molt = createMolt({ url: "http://molt.test/", credential: "mlt_x", fetch, sleep });
  return { molt, sent, slept };
}

const ok = (body: unknown) => Response.json(body);
const problem = (status: number, code: string, more: object = {}, headers: Record<string, string> = {}) =>
  new Response(
    JSON.stringify({ code, status, detail: "No.", retryable: status === 429 || status === 503, ...more }),
    {
      status,
      headers: { "Content-Type": "application/problem+json", "X-Request-Id": "req_1", ...headers },
    },
  );

describe("a call", () => {
  test("goes where its operation lives, each field in its place", async () => {
    const { molt, sent } = aServer(
      ok({ messages: [], cursor: "c", has_more: false }),
      ok({ success: true, message_id: "m" }),
    );
    await molt.pollStream({ stream_id: "a/b", wait: 5, cursor: undefined });
    await molt.replyInStream({ stream_id: "ada", content: "Hi.", nonce: "n" });
    expect(sent[0]).toMatchObject({ method: "GET", url: "http://molt.test/api/streams/a%2Fb/poll?wait=5" });
    expect(sent[0]!.headers).toMatchObject({ Authorization: "Bearer mlt_x" });
    expect(sent[0]!.headers["Idempotency-Key"]).toBeUndefined();
    expect(sent[1]).toMatchObject({ method: "POST", body: { content: "Hi.", nonce: "n" } });
    expect(sent[1]!.headers["Idempotency-Key"]).toMatch(/^[0-9a-f]{32}$/);
  });

  test("works in a browser, whose fetch is nobody's method and which may lack randomUUID", async () => {
    const asInBrowsers = function (this: unknown) {
      if (this !== undefined && this !== globalThis) throw new TypeError("Illegal invocation");
      return Promise.resolve(ok({ success: true, message_id: "m" }));
    };
    vi.stubGlobal("fetch", asInBrowsers);
    vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const molt = createMolt({ url: "http://molt.test", retries: 0 });
    try {
      await expect(molt.replyInStream({ stream_id: "ada", content: "Hi." })).resolves.toBeTruthy();
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test("has types made from the routes", () => {
    expectTypeOf<Input<"pollStream">>().toEqualTypeOf<{
      stream_id: string;
      cursor?: string;
      limit?: number;
      wait?: number;
      lease_s?: number;
    }>();
    expectTypeOf<Output<"replyInStream">>().toEqualTypeOf<{
      success: true;
      message_id: string;
      speech?: "coming" | "nothing_to_say" | "used_up" | "unavailable";
    }>();
    expectTypeOf<Item<"listStreams">["status"]>().toEqualTypeOf<"live" | "interrupted" | "offline">();
  });

  test("that cannot be right does not leave: a missing part of the path, a field nobody takes", async () => {
    const { molt, sent } = aServer();
    await expect(molt.getStream({ stream_id: "" })).rejects.toThrow("getStream needs stream_id.");
    await expect(molt.listStreams({ limt: 3 } as object)).rejects.toThrow("listStreams does not take limt.");
    expect(sent).toEqual([]);
  });
});

describe("a call that fails", () => {
  test("throws what the server says: code, faults, request id, operation", async () => {
    const faults = [{ pointer: "#/content", code: "too_long", detail: "Too long." }];
    const { molt, slept } = aServer(problem(422, "validation_failed", { errors: faults }));
    const error = await molt
      .replyInStream({ stream_id: "ada", content: "x" })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MoltError);
    expect(error).toMatchObject({
      operation: "replyInStream",
      code: "validation_failed",
      status: 422,
      faults,
      requestId: "req_1",
      retryable: false,
    });
    expect(slept).toEqual([]);
  });

  test("is sent again after as long as the server asks, with the same Idempotency-Key", async () => {
    const { molt, sent, slept } = aServer(
      problem(429, "rate_limited", {}, { "Retry-After": "7" }),
      new TypeError("fetch failed"),
      problem(409, "idempotency_in_flight", { retryable: true }, { "Retry-After": "1" }),
      ok({ success: true, message_id: "m" }),
    );
    expect(await molt.replyInStream({ stream_id: "ada", content: "x" })).toMatchObject({ message_id: "m" });
    expect(slept[0]).toBe(7000);
    expect(slept[2]).toBe(1000);
    expect(slept[1]).toBeGreaterThan(200);
    expect(new Set(sent.map(({ headers }) => headers["Idempotency-Key"])).size).toBe(1);
  });

  test("is given up after the last retry, or at once when the wait is too long", async () => {
    const down = Array.from({ length: 9 }, () => problem(503, "unavailable"));
    const patient = aServer(...down);
    await expect(patient.molt.listStreams()).rejects.toMatchObject({ code: "unavailable" });
    expect(patient.sent).toHaveLength(5);
    const hours = aServer(problem(429, "rate_limited", {}, { "Retry-After": "3600" }));
    await expect(hours.molt.listStreams()).rejects.toMatchObject({ retryAfterMs: 3_600_000 });
    expect(hours.sent).toHaveLength(1);
  });

  test("with something in between that is not the API is a MoltError, too", async () => {
    const { molt } = aServer(new Response("<h1>Bad gateway</h1>", { status: 404 }));
    await expect(molt.listStreams()).rejects.toMatchObject({
      code: "http_404",
      detail: "<h1>Bad gateway</h1>",
    });
  });

  test("is not sent again once its signal is aborted", async () => {
    const leaving = new AbortController();
    const { molt, sent } = aServer(problem(503, "unavailable"), ok({}));
    leaving.abort(new Error("leaving"));
    await expect(molt.listStreams({}, { signal: leaving.signal })).rejects.toThrow("leaving");
    expect(sent).toHaveLength(0);
  });
});

test("a listing is read to its end", async () => {
  const page = (ids: string[], next_cursor: string | null) =>
    ok({ data: ids.map((stream_id) => ({ stream_id })), next_cursor, has_more: next_cursor !== null });
  const { molt, sent } = aServer(page(["a", "b"], "2"), page([], "3"), page(["c"], null));
  const seen: string[] = [];
  for await (const { stream_id } of all(molt, "listStreams", { limit: 2 })) seen.push(stream_id);
  expect(seen).toEqual(["a", "b", "c"]);
  expect(sent.map(({ url }) => new URL(url).search)).toEqual([
    "?limit=2",
    "?limit=2&cursor=2",
    "?limit=2&cursor=3",
  ]);
});

test("messages come one by one, and a batch is acknowledged when all of it is dealt with", async () => {
  const leaving = new AbortController();
  const page = (ids: string[], cursor: string) =>
    ok({ messages: ids.map((id) => ({ id })), cursor, has_more: false });
  const { molt, sent } = aServer(
    page(["m1", "m2"], "2"),
    ok({ success: true }),
    page([], "2"),
    page(["m3"], "3"),
  );
  const seen: string[] = [];
  for await (const { id } of messagesOf(molt, "ada", { signal: leaving.signal })) {
    seen.push(id);
    if (id === "m3") leaving.abort();
  }
  expect(seen).toEqual(["m1", "m2", "m3"]);
  expect(sent.map(({ method, body }) => `${method} ${JSON.stringify(body)}`)).toEqual([
    "GET null",
    'POST {"cursor":"2"}',
    "GET null",
    "GET null",
  ]);
});
