import { createECDH, randomBytes } from "node:crypto";
import ece from "http_ece";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Id } from "../_generated/dataModel";
import { call, refusal } from "../identity/cast.setup";
import type { OutboundCall, OutboundResult } from "../lib/outbound.client";
import { ok, type Person } from "../servers/servers.setup";
import { anAgent, aWorld, pass, type World } from "../world.setup";
import { notify } from "./notices.model";
import { aFollower, follow, goOnAir, settle } from "./notices.setup";

/** The push services of these tests, in the place of sockets. */
const services = vi.hoisted(() => ({
  calls: [] as OutboundCall[],
  answer: (_call: OutboundCall): number => 201,
}));
vi.mock("../lib/outbound.client", () => ({
  callOutside: async (call: OutboundCall): Promise<OutboundResult> => {
    services.calls.push(call);
    const status = services.answer(call);
    const nothing = {
      contentType: null,
      retryAfter: null,
      body: "",
      bytes: new Uint8Array(),
      isWhole: true,
      durationMs: 1,
    };
    return status === 0
      ? { kind: "failed", fault: "unreachable", durationMs: 1 }
      : { kind: "answered", status, ...nothing };
  },
}));

beforeEach(async () => {
  services.calls = [];
  services.answer = () => 201;
  await import("./pushSending"); // Loading takes real time, for which the clock of a test does not wait.
});

/** A browser with keys of its own. */
function aBrowser(name: string) {
  const key = createECDH("prime256v1");
  const keys = { p256dh: key.generateKeys("base64url"), auth: randomBytes(16).toString("base64url") };
  const endpoint = `https://push.example.com/${name}`;
  const received = () =>
    services.calls
      .filter(({ url }) => url === endpoint)
      .map(({ body }) => {
        const how = { version: "aes128gcm", privateKey: key, authSecret: keys.auth };
        return JSON.parse(ece.decrypt(body as Buffer, how).toString()) as Record<string, string>;
      });
  return { endpoint, keys, received };
}

const PATH = "/api/v1/push-subscriptions";
const subscribe = (world: World, { token }: Person, { endpoint, keys }: ReturnType<typeof aBrowser>) =>
  ok<{ id: string }>(call(world, token, "POST", PATH, { endpoint, keys, browser: "Test" }));

async function aStage() {
  const world = aWorld();
  const pair = createECDH("prime256v1");
  vi.stubEnv("VAPID_PUBLIC_KEY", pair.generateKeys("base64url"));
  vi.stubEnv("VAPID_PRIVATE_KEY", pair.getPrivateKey("base64url"));
  vi.stubEnv("VAPID_SUBJECT", "mailto:molt@example.org");
  const ada = await anAgent(world);
  const cleo = await aFollower(world, "cleo");
  const tell = (words: string) =>
    world.t.run((ctx) =>
      notify(ctx as never, {
        ...{ to: cleo.accountId, kind: "clip.ready", subjectId: words, words, path: "/clips/1" },
        agentId: ada.agent_id as Id<"agents">,
      }),
    );
  const left = () => world.t.run(async (ctx) => (await ctx.db.query("pushes").collect()).length);
  return { world, ada, cleo, tell, left };
}

describe("a push", () => {
  test("says in every browser of a follower who is on air, and in no one else's", async () => {
    const { world, ada, cleo, left } = await aStage();
    const dov = await aFollower(world, "dov");
    const [phone, desk, other] = ["phone", "desk", "other"].map(aBrowser);
    for (const browser of [phone!, desk!]) await subscribe(world, cleo, browser);
    await subscribe(world, dov, other!);
    await follow(world, cleo, "ada");
    await goOnAir(world, ada);
    await settle(world);
    const message = { title: "Ada is on air", body: "Ada", path: "/ada", tag: expect.any(String) };
    expect([phone!.received(), desk!.received(), other!.received()]).toEqual([[message], [message], []]);
    expect(services.calls[0]!.headers).toMatchObject({
      Authorization: expect.stringMatching(/^vapid t=/),
      "Content-Encoding": "aes128gcm",
      TTL: "14400",
    });
    expect(await left()).toBe(0);
  });

  test("is sent no more to a browser that its service does not know", async () => {
    const { world, cleo, tell } = await aStage();
    const [gone, here] = [aBrowser("gone"), aBrowser("here")];
    for (const browser of [gone, here]) await subscribe(world, cleo, browser);
    services.answer = ({ url }) => (url === gone.endpoint ? 410 : 201);
    await tell("one");
    await settle(world);
    await tell("two");
    await settle(world);
    expect(services.calls.map(({ url }) => url)).toEqual([gone.endpoint, here.endpoint, here.endpoint]);
    const { data } = await ok<{ data: object[] }>(call(world, cleo.token, "GET", PATH));
    expect(data).toHaveLength(1);
  });

  test("is tried again when a service is away, and given up at last", async () => {
    const { world, cleo, tell, left } = await aStage();
    const browser = aBrowser("away");
    await subscribe(world, cleo, browser);
    services.answer = () => 0;
    await tell("one");
    await settle(world);
    services.answer = () => 503;
    await pass(world, 10_000);
    services.answer = () => 201;
    await pass(world, 60_000);
    expect(browser.received()).toHaveLength(3);
    expect(await left()).toBe(0);
    services.answer = () => 500;
    await tell("two");
    for (const ms of [1, 10_000, 60_000, 600_000, 600_000]) await pass(world, ms);
    expect(browser.received()).toHaveLength(7);
    expect(await left()).toBe(0);
  });

  test("waits through quiet hours, and then names all there was in one", async () => {
    const { world, cleo, tell } = await aStage(); // It is noon.
    const browser = aBrowser("quiet");
    await subscribe(world, cleo, browser);
    const quiet = { from: "11:00", until: "13:00" };
    await ok(call(world, cleo.token, "PATCH", "/api/v1/accounts/@me/preferences", { quiet }));
    for (const words of ["one", "two"]) {
      await tell(words);
      await settle(world);
    }
    await pass(world, 59 * 60_000);
    expect(browser.received()).toEqual([]);
    await pass(world, 60_000);
    expect(browser.received()).toEqual([
      { title: "2 things while you were away", body: "Ada", path: "/notifications", tag: "digest" },
    ]);
  });

  test("that a killed process has left is sent by the next one", async () => {
    const { world, cleo, left } = await aStage();
    const browser = aBrowser("left");
    await subscribe(world, cleo, browser);
    await world.t.run(async (ctx) => {
      const agentId = (await ctx.db.query("agents").first())!._id;
      const noticeId = await ctx.db.insert("notices", {
        ...{ accountId: cleo.accountId, kind: "clip.ready", subjectId: "x", agentId, words: "x" },
        ...{ path: "/x", readAt: null },
      });
      const dueAt = Date.now() - 10 * 60_000;
      await ctx.db.insert("pushes", { accountId: cleo.accountId, noticeIds: [noticeId], dueAt, tries: 0 });
    });
    const { internal } = await import("../_generated/api");
    await world.t.mutation(internal.notices.push.rise, {});
    await settle(world);
    expect(browser.received()).toHaveLength(1);
    expect(await left()).toBe(0);
  });
});

describe("a subscription", () => {
  test("belongs to whoever is signed in on its browser now, and goes when they say so", async () => {
    const { world, cleo } = await aStage();
    const dov = await aFollower(world, "dov");
    const browser = aBrowser("shared");
    const first = await subscribe(world, cleo, browser);
    expect(await subscribe(world, dov, browser)).toEqual(first);
    expect(await refusal(call(world, cleo.token, "DELETE", `${PATH}/${first.id}`))).toBe("404 not_found");
    expect(await refusal(call(world, dov.token, "DELETE", `${PATH}/${first.id}`))).toBe("204");
  });

  test("makes room among ten, also when its browser was somebody else's before", async () => {
    const { world, cleo } = await aStage();
    const dov = await aFollower(world, "dov");
    const browsers = (of: string) => Array.from({ length: 10 }, (_, i) => aBrowser(`${of}${i}`));
    const cleos = browsers("cleo");
    for (const browser of cleos) await subscribe(world, cleo, browser);
    for (const browser of [...browsers("dov"), ...cleos]) await subscribe(world, dov, browser);
    const kept = await world.t.run((ctx) => ctx.db.query("pushSubscriptions").collect());
    expect(kept.map(({ accountId }) => accountId)).toEqual(Array(10).fill(dov.accountId));
  });

  test("is refused for an address of a private network, and for keys that are none", async () => {
    const { world, cleo } = await aStage();
    const { endpoint, keys } = aBrowser("x");
    const add = (body: object) => refusal(call(world, cleo.token, "POST", PATH, body));
    for (const bad of ["http://push.example.com/1", "https://127.0.0.1/1", "https://push.example.com:25/1"])
      expect(await add({ endpoint: bad, keys })).toBe("422 url_forbidden");
    expect(await add({ endpoint, keys: { ...keys, auth: "short" } })).toBe("422 validation_failed");
    expect(await add({ endpoint, keys: { ...keys, p256dh: keys.auth } })).toBe("422 validation_failed");
  });
});
