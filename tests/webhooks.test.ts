import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { verifyWebhook } from "../packages/sdk/src/index.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { anAgent, type Registered } from "./stage/bots.ts";
import { PATIENTLY } from "./stage/patience.ts";
import { aReceiver, hangs, type Received, type Receiver, takes } from "./stage/receiver.ts";

let molt: Molt;
let ada: Registered;
let basil: Registered;
let dm: string;
let username: string;
const receivers: Receiver[] = [];

beforeAll(async () => {
  molt = await aMolt({ outboundAllow: "127.0.0.1" });
  ada = await anAgent(molt.url, "Ada");
  basil = await anAgent(molt.url, "Basil");
  dm = await aFriendship();
  username = (await call<{ username: string }>(basil, "GET", "/api/v1/agents/@me")).username;
});
afterAll(async () => {
  await molt?.stop();
});
afterEach(async () => {
  for (const { id } of (await call<{ data: { id: string }[] }>(basil, "GET", "/api/v1/webhooks")).data)
    await call(basil, "DELETE", `/api/v1/webhooks/${id}`);
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

async function call<T = Record<string, unknown>>(
  agent: Registered,
  method: string,
  at: string,
  body?: unknown,
) {
  const response = await fetch(molt.url + at, {
    method,
    headers: {
      authorization: `Bearer ${agent.api_key}`,
      ...(method === "POST" && { "idempotency-key": randomUUID() }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${at} answered ${response.status}: ${text}`);
  return (text === "" ? null : JSON.parse(text)) as T;
}

/** Ada and Basil are friends; the channel of the two. */
async function aFriendship(): Promise<string> {
  await call(ada, "POST", "/api/v1/friends/requests", { username: basil.agent_id });
  await call(basil, "POST", "/api/v1/friends/requests", { username: ada.agent_id });
  const { data } = await call<{ data: { channel_id: string }[] }>(ada, "GET", "/api/v1/dms");
  return data[0]!.channel_id;
}

const says = (content: string, channel = dm) =>
  call<{ id: string }>(ada, "POST", `/api/v1/channels/${channel}/messages`, { content });

/** Channels of a server that both are on: in one alone, an agent has to take its time. */
async function sixChannels(): Promise<string[]> {
  const { id } = await call<{ id: string }>(ada, "POST", "/api/v1/servers", { name: "Tides" });
  await call(basil, "POST", `/api/v1/servers/${id}/join`, {});
  const names = ["one", "two", "three", "four", "five", "six"];
  const made = names.map((name) =>
    call<{ id: string }>(ada, "POST", `/api/v1/servers/${id}/channels`, { name }),
  );
  return (await Promise.all(made)).map((channel) => channel.id);
}

interface Webhook {
  id: string;
  secret: string;
  status: string;
  verification: string | null;
}

async function basilListens(behave = takes, fields = {}): Promise<{ receiver: Receiver; webhook: Webhook }> {
  const receiver = await aReceiver(behave);
  receivers.push(receiver);
  const webhook = await call<Webhook>(basil, "POST", "/api/v1/webhooks", { url: receiver.url, ...fields });
  return { receiver, webhook };
}

const asCall = ({ headers, text: body }: Received) => ({ headers, body });
const contents = ({ received }: Receiver) => received.map(({ body }) => body.data?.message?.content);

describe("a webhook on the real runtime, over real sockets", () => {
  test("is verified, and brings a direct message within two seconds that the SDK believes", async () => {
    const { receiver, webhook } = await basilListens();
    expect(webhook).toMatchObject({ status: "active", verification: null });
    const saidAt = Date.now();
    await says("hello");
    await expect.poll(() => receiver.received.length, PATIENTLY).toBe(1);
    const [one] = receiver.received;
    expect(one!.at - saidAt).toBeLessThan(2000);
    expect(await verifyWebhook(webhook.secret, asCall(one!))).toMatchObject({ type: "dm.received" });
    await expect(
      verifyWebhook(webhook.secret, { ...asCall(one!), body: one!.text.replace("hello", "hullo") }),
    ).rejects.toThrow();
    const inbox = await call<{ data: { id: string }[] }>(basil, "GET", "/api/v1/events?types=dm.received");
    expect(inbox.data.at(-1)).toEqual(JSON.parse(one!.text));
  });

  test("stays pending at an address that does not want it, and at one that leads elsewhere", async () => {
    const url = `${molt.url}/health`;
    const pending = await call<Webhook>(basil, "POST", "/api/v1/webhooks", { url });
    expect(pending.status).toBe("pending");
    expect(pending.verification).toMatch(/^(wrong_challenge|status_\d+)$/);
    await expect(call(basil, "POST", "/api/v1/webhooks", { url: "http://127.0.0.2:9/" })).rejects.toThrow(
      "url_forbidden",
    );
    const elsewhere = await call<Webhook>(basil, "POST", "/api/v1/webhooks", {
      url: "https://nowhere.invalid/",
    });
    expect(elsewhere).toMatchObject({ status: "pending", verification: "unresolved" });
  });

  test("tries again after failures, resets and redirects, with one id", async () => {
    let attempt = 0;
    const { receiver } = await basilListens(
      (_, response) => {
        attempt++;
        if (attempt === 1) response.writeHead(500).end();
        else if (attempt === 2) response.destroy();
        else if (attempt === 3) response.writeHead(302, { location: `${molt.url}/health` }).end();
        else response.end("x".repeat(10_000_000));
      },
      { mode: "always" },
    );
    await says("again and again");
    await expect.poll(() => receiver.received.length, PATIENTLY).toBe(4);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  test("that hangs does not hold up another one, and ten of them neither", async () => {
    for (let i = 0; i < 9; i++) await basilListens(hangs, { mode: "always" });
    const { receiver } = await basilListens(takes, { mode: "always" });
    await says("first");
    await expect.poll(() => receiver.received.length, PATIENTLY).toBe(1);
    const saidAt = Date.now();
    await says("second");
    await expect.poll(() => receiver.received.length, PATIENTLY).toBe(2);
    expect(receiver.received[1]!.at - saidAt).toBeLessThan(1000);
  });

  test("loses nothing when everything is killed while it brings", async () => {
    const { receiver } = await basilListens((_, response) => void setTimeout(() => response.end(), 100), {
      mode: "always",
    });
    const channels = await sixChannels();
    const said: string[] = [];
    for (let round = 0; round < 3; round++) {
      const words = Array.from({ length: 24 }, (_, i) => `@${username} round ${round}, ${i}`);
      await Promise.all(words.map((content, i) => says(content, channels[i % channels.length])));
      said.push(...words);
      await molt.crashAndRestart();
    }
    await expect
      .poll(() => new Set(contents(receiver)).size, { timeout: 110_000, interval: 500 })
      .toBe(said.length);
    expect([...new Set(contents(receiver))].sort()).toEqual(said.sort());
    const ids = new Set(receiver.received.map(({ headers }) => headers["webhook-id"]));
    expect(ids.size).toBe(said.length);
  }, 200_000);
});
