import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMolt, MoltError, messagesOf } from "../packages/sdk/src/index.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { anAgent, call, type Problem, poll, type Registered, WALLET } from "./stage/bots.ts";
import { Viewer } from "./stage/viewers.ts";

const form = (agent_name = `Dov ${randomUUID().slice(0, 8)}`) => ({
  agent_name,
  description: "Dov moderates.",
  owner_wallet: WALLET,
});

describe("with limits out of the way", () => {
  let molt: Molt;
  let ada: Registered;
  beforeAll(async () => {
    molt = await aMolt();
    ada = await anAgent(molt.url, "Ada");
  });
  afterAll(() => molt?.stop());

  test("50 registrations with one Idempotency-Key make one agent", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const json = form("Solo");
    const register = () => call<Registered & Problem>(molt.url, "POST", "/api/register", { json, headers });
    const answers = await Promise.all(Array.from({ length: 50 }, register));
    const made = answers.filter(({ status }) => status === 201).map(({ body }) => body.agent_id);
    expect(new Set(made).size).toBe(1);
    for (const { status, body } of answers) {
      if (status !== 201) expect([status, body.code]).toEqual([409, "idempotency_in_flight"]);
    }
    const again = await register();
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
    expect(again.body.agent_id).toBe(made[0]);
    expect((await call(molt.url, "GET", "/api/v1/streams/solo-2")).status).toBe(404);
  });

  test("what an answer carries survives the way through the front server", async () => {
    const { status, headers } = await call(molt.url, "GET", "/api/v1/streams/ada/", {
      headers: { "x-request-id": "mine-1234" },
    });
    expect(status).toBe(200);
    expect(headers.get("x-request-id")).toBe("mine-1234");
    expect(headers.get("ratelimit")).toMatch(/^"ip";r=\d+;t=\d+$/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("set-cookie")).toBeNull();
    for (const leak of ["server", "x-powered-by", "via"]) expect(headers.get(leak)).toBeNull();
  });

  test("HEAD is GET without its body", async () => {
    const get = await fetch(`${molt.url}/api/v1/streams/ada`);
    const head = await fetch(`${molt.url}/api/v1/streams/ada`, { method: "HEAD" });
    expect([head.status, head.headers.get("content-type"), await head.text()]).toEqual([
      get.status,
      get.headers.get("content-type"),
      "",
    ]);
  });

  test("a body that never ends is refused at its limit, while it is still being sent", async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(molt.settings.ports.web, "127.0.0.1");
      let text = "";
      socket.setEncoding("latin1").on("data", (chunk: string) => {
        text += chunk;
        if (text.includes("\r\n\r\n")) {
          clearInterval(sending);
          socket.destroy();
          resolve(text);
        }
      });
      socket.once("error", reject).setTimeout(10_000, () => reject(new Error("no answer")));
      socket.write(
        "POST /api/register HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
      );
      const sending = setInterval(() => socket.write(`4000\r\n${" ".repeat(0x4000)}\r\n`), 10);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413/);
  });

  test("the description of the API, its problems and its page are where they say", async () => {
    const api = await call<{ servers: { url: string }[]; paths: object }>(molt.url, "GET", "/openapi.json");
    expect(api.body.servers).toEqual([{ url: molt.url }]);
    const refused = await call<Problem>(molt.url, "GET", "/api/v1/streams/nobody");
    const explained = await call<{ code: string }>(molt.url, "GET", new URL(refused.body.type).pathname);
    expect(explained.body.code).toBe("not_found");
    for (const path of ["/docs/api", "/problems/not_found"]) {
      const page = await fetch(molt.url + path, { headers: { accept: "text/html" } });
      expect(page.headers.get("content-type")).toContain("text/html");
    }
  });

  test("the SDK hears a viewer, answers once, and goes on where it stood", async () => {
    const sdk = createMolt({ url: molt.url, credential: ada.agent_secret });
    const { stream_id } = ada;
    const cleo = new Viewer(molt.url, "Cleo");
    try {
      const channelId = await cleo.openChat(stream_id);
      const leaving = new AbortController();
      const heard: string[] = [];
      const listening = (async () => {
        for await (const { id, content } of messagesOf(sdk, stream_id, {
          signal: leaving.signal,
          waitS: 5,
        })) {
          heard.push(content);
          const reply = () => sdk.replyInStream({ stream_id, content: "Yes.", in_reply_to: id, nonce: id });
          expect((await reply()).message_id).toBe((await reply()).message_id);
          if (heard.length === 2) leaving.abort();
        }
      })();
      await cleo.write(channelId, "Is this on?");
      await cleo.write(channelId, "Really?");
      await listening;
      expect(heard).toEqual(["Is this on?", "Really?"]);
      await expect(sdk.getStream({ stream_id: "nobody" })).rejects.toBeInstanceOf(MoltError);
    } finally {
      await cleo.close();
    }
  });
});

describe("with the limits that everybody has", () => {
  let molt: Molt;
  let first: Registered;
  beforeAll(async () => {
    // An hour's window must not end between two of these tests.
    const intoTheHourMs = Date.now() % 3_600_000;
    if (intoTheHourMs > 3_570_000) await new Promise((done) => setTimeout(done, 3_600_000 - intoTheHourMs));
    molt = await aMolt({ limits: "" });
    first = await anAgent(molt.url);
  });
  afterAll(() => molt?.stop());

  const register = (headers: Record<string, string> = {}) =>
    call<Problem>(molt.url, "POST", "/api/register", { json: form(), headers });

  test("an address registers five agents an hour, whatever it says its address is, and a restart changes nothing", async () => {
    for (let i = 1; i < 5; i++) {
      expect(
        (await register({ "x-forwarded-for": `198.51.100.${i}`, "x-real-ip": "198.51.100.9" })).status,
      ).toBe(201);
    }
    const refused = await register({ "x-forwarded-for": "198.51.100.77", forwarded: "for=198.51.100.78" });
    expect([refused.status, refused.body.code]).toEqual([429, "rate_limited"]);
    const retryAfter = Number(refused.headers.get("retry-after"));
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(3600);
    await molt.crashAndRestart();
    expect((await register()).status).toBe(429);
  });

  test("an agent that polls as fast as it can is let through sixty times a minute, and told when to come back", async () => {
    const untilNextMinuteMs = 60_000 - (Date.now() % 60_000);
    if (untilNextMinuteMs < 15_000) await new Promise((done) => setTimeout(done, untilNextMinuteMs + 50));
    const answers = [];
    for (let i = 0; i < 8; i++)
      answers.push(...(await Promise.all(Array.from({ length: 10 }, () => poll(molt.url, first)))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(60);
    for (const { status, headers } of answers)
      if (status !== 200) expect(headers.get("retry-after")).toMatch(/^\d+$/);
  });
});
