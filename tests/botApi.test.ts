import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import {
  anAgent,
  call,
  describeStream,
  type Polled,
  type Problem,
  poll,
  type Registered,
  reply,
  WALLET,
} from "./stage/bots.ts";
import { PATIENTLY } from "./stage/patience.ts";
import { Viewer } from "./stage/viewers.ts";

let molt: Molt;
let ada: Registered;
let basil: Registered;

beforeAll(async () => {
  molt = await aMolt();
  ada = await anAgent(molt.url, "Ada");
  basil = await anAgent(molt.url, "Basil");
});
afterAll(() => molt?.stop());

const form = { agent_name: "Dov", description: "Dov moderates.", owner_wallet: WALLET };

describe("registering", () => {
  test("answers with everything that is needed to go on air", () => {
    expect(ada).toMatchObject({
      stream_id: "ada",
      stream_url: `${molt.url}/ada`,
      rtmp_url: `rtmp://127.0.0.1:${molt.settings.ports.rtmp}/live`,
      endpoints: { poll: `${molt.url}/api/streams/ada/poll` },
    });
    expect(ada.agent_secret).toMatch(/^mlt_[0-9A-Za-z]{49}$/);
    expect(ada.stream_key.length).toBeGreaterThanOrEqual(43);
    expect(ada.stream_key).not.toBe(basil.stream_key);
  });

  test("shows up in the public description, offline until somebody pushes", async () => {
    expect(await describeStream(molt.url, "ada")).toMatchObject({
      stream_id: "ada",
      agent_name: "Ada",
      description: "Ada hosts.",
      status: "offline",
      viewer_count: 0,
      started_at: null,
    });
  });

  test("50 agents who want the same name at once get 50 different streams and secrets", async () => {
    const crowd = await Promise.all(Array.from({ length: 50 }, () => anAgent(molt.url, "Crowd")));
    expect(new Set(crowd.map(({ stream_id }) => stream_id)).size).toBe(50);
    expect(new Set(crowd.map(({ agent_secret }) => agent_secret)).size).toBe(50);
    expect(new Set(crowd.map(({ stream_key }) => stream_key)).size).toBe(50);
    expect(crowd.map(({ stream_id }) => stream_id)).toContain("crowd");
  });

  test.each(["api", "Health", "media", "assets", "WWW", "index", "v1", "a"])(
    "the name %j does not take the address of a route",
    async (agent_name) => {
      const { status, body } = await call<Registered>(molt.url, "POST", "/api/register", {
        json: { ...form, agent_name },
      });
      if (agent_name === "a") return expect(status).toBe(422);
      expect(status).toBe(201);
      expect(body.stream_id).toMatch(new RegExp(`^(${agent_name.toLowerCase()}|agent)-[a-z0-9]{4}$`));
      expect((await call(molt.url, "GET", "/health")).body).toEqual({ status: "ok" });
    },
  );

  test("markdown and script in a title are kept as the text they are", async () => {
    const title = "**bold** <script>alert(1)</script> [x](javascript:alert(1))";
    const json = { ...form, agent_name: "Dov Markdown", title };
    const { body } = await call<Registered>(molt.url, "POST", "/api/register", { json });
    expect((await describeStream(molt.url, body.stream_id)).title).toBe(title);
  });
});

interface Refusal {
  what: string;
  raw?: string;
  json?: unknown;
  headers?: Record<string, string>;
  status: number;
  code: string;
}

const REFUSALS: Refusal[] = [
  { what: "a body that is not JSON", raw: '{"agent_name": "Dov"', status: 400, code: "malformed_json" },
  { what: "an empty body", raw: "", status: 400, code: "malformed_json" },
  { what: "half a surrogate pair", raw: '{"agent_name":"Dov\\ud800"}', status: 400, code: "malformed_json" },
  {
    what: "100,000 nested arrays",
    raw: "[".repeat(30_000) + "]".repeat(30_000),
    status: 400,
    code: "malformed_json",
  },
  {
    what: "a form instead of JSON",
    raw: "agent_name=Dov",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    status: 415,
    code: "unsupported_media_type",
  },
  {
    what: "JSON declared as text",
    raw: JSON.stringify(form),
    headers: { "content-type": "text/plain" },
    status: 415,
    code: "unsupported_media_type",
  },
  {
    what: "a body of 2 MB",
    raw: JSON.stringify({ ...form, description: "x".repeat(2_000_000) }),
    status: 413,
    code: "payload_too_large",
  },
  { what: "an array", json: [form], status: 422, code: "validation_failed" },
  { what: "null", json: null, status: 422, code: "validation_failed" },
  { what: "no fields at all", json: {}, status: 422, code: "validation_failed" },
  {
    what: "a missing name",
    json: { ...form, agent_name: undefined },
    status: 422,
    code: "validation_failed",
  },
  { what: "a number for a name", json: { ...form, agent_name: 7 }, status: 422, code: "validation_failed" },
  { what: "an empty name", json: { ...form, agent_name: "" }, status: 422, code: "validation_failed" },
  {
    what: "a name of 51 letters",
    json: { ...form, agent_name: "d".repeat(51) },
    status: 422,
    code: "validation_failed",
  },
  {
    what: "a name of punctuation",
    json: { ...form, agent_name: "?!" },
    status: 422,
    code: "validation_failed",
  },
  {
    what: "a name that turns the reading direction",
    json: { ...form, agent_name: "Dov\u202Etxt.exe" },
    status: 422,
    code: "validation_failed",
  },
  {
    what: "a name with a zero-width space",
    json: { ...form, agent_name: "D\u200Bov" },
    status: 422,
    code: "validation_failed",
  },
  {
    what: "a name of two lines",
    json: { ...form, agent_name: "Dov\nDov" },
    status: 422,
    code: "validation_failed",
  },
  {
    what: "a missing wallet",
    json: { ...form, owner_wallet: undefined },
    status: 422,
    code: "validation_failed",
  },
  {
    what: "a wallet with a wrong checksum",
    json: { ...form, owner_wallet: "0x000000000000000000000000000000000000deAD" },
    status: 422,
    code: "validation_failed",
  },
  {
    what: "a title of 121 letters",
    json: { ...form, title: "t".repeat(121) },
    status: 422,
    code: "validation_failed",
  },
];

describe("registering with a bad body", () => {
  test.each(REFUSALS)(
    "$what is answered with $status $code",
    async ({ raw, json, headers, status, code }) => {
      const answer = await call<Problem>(molt.url, "POST", "/api/register", { raw, json, headers });
      expectProblem(answer, status, code);
    },
  );

  test("leaves no trace: the name is still free afterwards", async () => {
    expect((await anAgent(molt.url, "Dov Unspoilt")).stream_id).toBe("dov-unspoilt");
    expect((await call(molt.url, "GET", "/api/v1/streams/dov")).status).toBe(404);
  });

  test("unknown fields are ignored, as this path promises", async () => {
    const { status } = await call(molt.url, "POST", "/api/register", {
      json: { ...form, agent_name: "Dov Extra", shoe_size: 43, __proto__: { admin: true } },
    });
    expect(status).toBe(201);
  });
});

describe("the chat of a stream", () => {
  test("a message waits for the poll, comes once per cursor, and is not polled again once acknowledged", async () => {
    const cleo = new Viewer(molt.url, "Cleo");
    try {
      const channelId = await cleo.openChat("ada");
      const start = (await poll(molt.url, ada)).body;
      const waiting = poll(molt.url, ada, `?wait=20&cursor=${start.cursor}`);
      const id = await cleo.write(channelId, "Is this thing on?");
      const heard = (await waiting).body;
      expect(heard.messages).toMatchObject([
        {
          id,
          type: "chat",
          sender: { name: "Cleo", kind: "guest" },
          content: "Is this thing on?",
          in_reply_to: null,
        },
      ]);
      const answered = await reply(molt.url, ada, "It is, Cleo.", { in_reply_to: id });
      expect(answered).toMatchObject({ status: 200, body: { success: true } });
      await expect
        .poll(() => cleo.tail, PATIENTLY)
        .toMatchObject([
          { content: "Is this thing on?", author: { kind: "guest", name: "Cleo" } },
          {
            content: "It is, Cleo.",
            author: { kind: "agent", name: "Ada" },
            replyTo: { messageId: id, authorName: "Cleo" },
          },
        ]);
      expect((await poll(molt.url, ada, `?cursor=${heard.cursor}`)).body.messages).toEqual([]);
      expect((await poll(molt.url, ada)).body.messages.map((message) => message.id)).toEqual([id]);
      const ack = await call(molt.url, "POST", "/api/streams/ada/ack", {
        secret: ada.agent_secret,
        json: { cursor: heard.cursor },
      });
      expect(ack).toMatchObject({ status: 200, body: { success: true } });
      expect((await poll(molt.url, ada)).body.messages).toEqual([]);
    } finally {
      await cleo.close();
    }
  });

  test("more than a page is polled page by page, each message once", async () => {
    const host = await anAgent(molt.url);
    const cast = ["Cleo", "Dovid", "Evan"].map((name) => new Viewer(molt.url, name));
    try {
      const channelId = await cast[0]!.openChat(host.stream_id);
      for (const guest of cast) for (const n of [1, 2, 3]) await guest.write(channelId, `${guest.name} ${n}`);
      const seen: string[] = [];
      let page: Polled | null = null;
      do {
        page = (await poll(molt.url, host, `?limit=4${page === null ? "" : `&cursor=${page.cursor}`}`)).body;
        expect(page.messages.length).toBeLessThanOrEqual(4);
        seen.push(...page.messages.map(({ content }) => content));
      } while (page.has_more);
      expect(seen).toEqual(cast.flatMap(({ name }) => [1, 2, 3].map((n) => `${name} ${n}`)));
    } finally {
      await Promise.all(cast.map((guest) => guest.close()));
    }
  });

  test("the same nonce posts once, however often it is sent", async () => {
    const nonce = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => reply(molt.url, ada, "Once.", { nonce })),
    );
    expect(new Set(answers.map(({ body }) => body.message_id)).size).toBe(1);
  });

  test("a poll that nobody answers comes back empty when its time is over", async () => {
    const startedAt = Date.now();
    const { status, body } = await poll(molt.url, basil, "?wait=1");
    expect({ status, messages: body.messages, has_more: body.has_more }).toEqual({
      status: 200,
      messages: [],
      has_more: false,
    });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(900);
  });
});

/** The three paths of a stream's agent; each must refuse in the same way. */
const AGENT_PATHS = [
  { method: "GET", path: "poll", json: undefined },
  { method: "POST", path: "reply", json: { content: "I should not be here." } },
  { method: "POST", path: "ack", json: { cursor: "AAAA" } },
];

describe.each(AGENT_PATHS)("$method $path", ({ method, path, json }) => {
  const at = (slug: string) => `/api/streams/${slug}/${path}`;

  test("without a secret is 401", async () => {
    expectProblem(await call<Problem>(molt.url, method, at("ada"), { json }), 401, "unauthenticated");
  });

  test("with a tampered, cut or foreign-shaped secret is 401, with one in the address 400", async () => {
    const { agent_secret } = ada;
    const flipped = agent_secret.replace(/.$/, (last) => (last === "a" ? "b" : "a"));
    const swapped = `mlt_${[...agent_secret.slice(4)].reverse().join("")}`;
    for (const secret of [flipped, swapped, agent_secret.slice(0, -1), `${agent_secret}0`, "x", "Bearer"]) {
      expectProblem(
        await call<Problem>(molt.url, method, at("ada"), { json, secret }),
        401,
        "unauthenticated",
      );
    }
    const inQuery = `${at("ada")}?secret=${agent_secret}&agent_secret=${agent_secret}`;
    expectProblem(await call<Problem>(molt.url, method, inQuery, { json }), 400, "secret_in_query");
    const basic = { authorization: `Basic ${Buffer.from(agent_secret).toString("base64")}` };
    expectProblem(
      await call<Problem>(molt.url, method, at("ada"), { json, headers: basic }),
      401,
      "unauthenticated",
    );
  });

  test("with another stream's secret is 403", async () => {
    const answer = await call<Problem>(molt.url, method, at("ada"), { json, secret: basil.agent_secret });
    expectProblem(answer, 403, "forbidden");
  });

  test("of an unknown stream is 404, whoever asks", async () => {
    const answer = await call<Problem>(molt.url, method, at("nobody-here"), {
      json,
      secret: ada.agent_secret,
    });
    expectProblem(answer, 404, "not_found");
  });

  test("with another method is 405 and says which ones there are", async () => {
    const other = method === "GET" ? "POST" : "GET";
    const answer = await call<Problem>(molt.url, other, at("ada"), { secret: ada.agent_secret });
    expectProblem(answer, 405, "method_not_allowed");
    expect(answer.headers.get("allow")).toContain(method);
  });
});

describe("bad parameters", () => {
  test.each([
    "limit=0",
    "limit=101",
    "limit=abc",
    "limit=-1",
    "limit=1e9",
    "wait=26",
    "wait=-1",
    "cursor=%00",
    "cursor=AAAA",
  ])("poll?%s is 422", async (query) => {
    const { status, body } = await call<Problem>(molt.url, "GET", `/api/streams/ada/poll?${query}`, {
      secret: ada.agent_secret,
    });
    expect(status).toBe(422);
    expect(body.status).toBe(422);
  });

  test("the cursor of another stream is refused", async () => {
    const { cursor } = (await poll(molt.url, basil)).body;
    const answer = await call<Problem>(molt.url, "GET", `/api/streams/ada/poll?cursor=${cursor}`, {
      secret: ada.agent_secret,
    });
    expectProblem(answer, 422, "invalid_cursor");
  });

  test.each([
    { what: "empty", content: "" },
    { what: "only invisible characters", content: "\u200B\u202E" },
    { what: "4,001 characters", content: "x".repeat(4_001) },
    { what: "no text", content: null },
  ])("a reply with $what is 422", async ({ content }) => {
    const answer = await call<Problem>(molt.url, "POST", "/api/streams/ada/reply", {
      secret: ada.agent_secret,
      json: { content },
    });
    expectProblem(answer, 422, "validation_failed");
  });

  test("a reply to a message of another chat is refused", async () => {
    const elsewhere = (await reply(molt.url, basil, "Basil was here.")).body.message_id;
    const answer = await reply(molt.url, ada, "And I answer.", { in_reply_to: elsewhere });
    expect(answer.status).toBe(422);
  });

  test("a message of exactly 4,000 characters comes back as it was sent, script and all", async () => {
    const content = `<img src=x onerror=alert(1)> **not bold** ${"ü".repeat(3_958)}`;
    expect([...content].length).toBe(4_000);
    expect((await reply(molt.url, ada, content)).status).toBe(200);
    const viewer = new Viewer(molt.url);
    await viewer.openChat("ada");
    await expect.poll(() => viewer.tail.at(-1)?.content, PATIENTLY).toBe(content);
    await viewer.close();
  });
});

describe("paths", () => {
  test.each([
    "/api",
    "/api/nothing",
    "/api/v2/streams",
    "/api/streams",
    "/api/streams/ada/poll/more",
    "/webhooks",
  ])("%s is a 404 problem, not a page", async (path) => {
    const answer = await call<Problem>(molt.url, "GET", path);
    // /webhooks is not below /api, so the web client may answer there; it must not be the backend.
    if (path === "/webhooks") return expect(answer.status).not.toBe(500);
    expectProblem(answer, 404, path.startsWith("/api/v2") ? "unknown_version" : "not_found");
  });

  test("a stream is described by its exact id only", async () => {
    for (const id of ["ADA", "ada%00", "..%2fada", "%2e%2e", "ada.json"]) {
      expect((await call(molt.url, "GET", `/api/v1/streams/${id}`)).status).toBe(404);
    }
  });

  test("every origin may call, and none gets credentials", async () => {
    const { headers } = await call(molt.url, "OPTIONS", "/api/register", {
      headers: { origin: "https://elsewhere.example", "access-control-request-method": "POST" },
    });
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-allow-credentials")).toBeNull();
  });

  test.each([
    "/media/../secrets.json",
    "/media/..%2f..%2fsecrets.json",
    "/media/%2e%2e/%2e%2e/secrets.json",
    "/media/....//....//secrets.json",
    "/media/..\\..\\secrets.json",
    "/media/%252e%252e%252fsecrets.json",
    "/media/\0secrets.json",
    "/media//etc/passwd",
    "/media/{uid}/../../secrets.json",
    "/media/{uid}/segments/..%2f..%2f..%2fsecrets.json",
    "/media/{uid}/thumbnails/../../live-inputs.json",
    "/assets/../../../secrets.json",
    "/assets/..%2f..%2f..%2fsecrets.json",
    "/..%2f..%2fsecrets.json",
    "/%c0%ae%c0%ae/secrets.json",
  ])("%j reads nothing outside its folder", async (path) => {
    const uid = /\/media\/([0-9a-f]+)\//.exec(ada.playback_url)?.[1] ?? "";
    const answer = await sendRaw(molt.settings.ports.web, path.replace("{uid}", uid));
    expect(answer).toMatch(/^HTTP\/1\.1 (200|400|404)/);
    expect(answer).not.toMatch(/apiToken|webhookSecret|streamKey|root:/);
  });
});

/** One raw request, because fetch tidies up "..", "\" and NUL before they leave. */
function sendRaw(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.setEncoding("latin1").setTimeout(5_000, () => socket.destroy(new Error("no answer")));
    socket.on("data", (chunk: string) => {
      text += chunk;
    });
    socket.once("close", () => resolve(text)).once("error", reject);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`, "latin1");
  });
}

function expectProblem(
  answer: { status: number; headers: Headers; body: Problem },
  status: number,
  code: string,
): void {
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect(answer.body).toMatchObject({ status, request_id: expect.any(String), title: expect.any(String) });
  // Nothing of our insides: no stack, no path, no function's name.
  expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts\b|\bat \w+ \(|ConvexError|SQLITE/);
}
