import { describe, expect, test, vi } from "vitest";
import { anAgentCalled } from "../chat/chat.setup";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { anAgent, aWorld, type World } from "../world.setup";
import { asDiscordMessage } from "./discord.format";
import {
  type ApiWebhook,
  aQuietInternet,
  aWebhook,
  challenges,
  deliveriesOf,
  during,
  isSignedBy,
  received,
  receiverAt,
  SITE,
  wait,
} from "./receivers.setup";

vi.mock("../lib/outbound.client", () => import("./receivers.setup"));

vi.setConfig({ testTimeout: 30_000 });

async function aStage() {
  const world = aWorld();
  return { world, basil: await anAgentCalled(world, "Basil") };
}

async function change(world: World, { api_key }: Persona, { id }: { id: string }, changes: object) {
  const answer = await call(world, api_key, "PATCH", `/api/v1/webhooks/${id}`, changes);
  return (await answer.json()) as ApiWebhook;
}

async function enable(world: World, { api_key }: Persona, { id }: { id: string }) {
  const answer = await call(world, api_key, "POST", `/api/v1/webhooks/${id}/enable`);
  return (await answer.json()) as ApiWebhook;
}

const sample = (world: World, { api_key }: Persona, { id }: { id: string }, type = "dm.received") =>
  call(world, api_key, "POST", `/api/v1/webhooks/${id}/test`, { type });

describe("registering a webhook", () => {
  test("asks the address first, and shows the secret once", async () => {
    const { world, basil } = await aStage();
    const webhook = await aWebhook(world, basil);
    expect(webhook).toMatchObject({ status: "active", verification: null });
    expect(webhook.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(webhook.events).toEqual([
      ...["dm.received", "mention.received", "reply.received", "friend_request.received"],
      ...["agent.claim_started", "stream.degraded", "cohost.invited", "cohost.joined", "quota.warning"],
      ...["video.ready", "video.failed"],
    ]);
    const [asked] = challenges();
    expect(asked!.body).toMatchObject({
      webhook_id: webhook.id,
      challenge: expect.stringMatching(/^[\w-]{43}$/),
    });
    const listed = await (await call(world, basil.api_key, "GET", "/api/v1/webhooks")).text();
    expect(listed).toContain(webhook.id);
    expect(listed).not.toContain("whsec_");
    expect(JSON.stringify(await world.t.run((ctx) => ctx.db.query("webhooks").collect()))).not.toContain(
      webhook.secret.slice(6),
    );
  });

  test.each([
    ["echoes something else", { status: 200, body: '{"challenge":"another"}' }, "wrong_challenge"],
    ["says yes to everything", { status: 200, body: "ok" }, "wrong_challenge"],
    ["answers with too much", { status: 200, body: "x".repeat(1024) }, "wrong_challenge"],
    ["is another service", 404, "status_404"],
    ["redirects", 301, "status_301"],
    ["says nothing", "hang", "timeout"],
    ["is not there", "unreachable", "unreachable"],
    ["leads into a private network", "forbidden_address", "forbidden_address"],
  ] as const)("stays pending when the address %s", async (_, answer, verification) => {
    const { world, basil } = await aStage();
    receiverAt(`${SITE}/hook`, () => answer);
    const webhook = await during(aWebhook(world, basil));
    expect(webhook).toMatchObject({ status: "pending", verification });
    expect(await refusal(sample(world, basil, webhook))).toBe("409 conflict");
    aQuietInternet();
    expect(await enable(world, basil, webhook)).toMatchObject({ status: "active", verification: null });
  });

  test("takes the challenge as a field of JSON, too", async () => {
    const { world, basil } = await aStage();
    receiverAt(`${SITE}/hook`, ({ body }) => ({
      status: 201,
      body: JSON.stringify({ challenge: body.challenge }),
    }));
    expect(await aWebhook(world, basil)).toMatchObject({ status: "active" });
  });

  test.each([
    [{ url: "http://agent.example.org/hook" }, "422 url_forbidden"],
    [{ url: "https://127.0.0.1/hook" }, "422 url_forbidden"],
    [{ url: "https://[::ffff:10.0.0.1]/hook" }, "422 url_forbidden"],
    [{ url: "https://ada:secret@agent.example.org/hook" }, "422 url_forbidden"],
    [{ url: "https://agent.example.org:22/hook" }, "422 url_forbidden"],
    [{ events: ["dm.received", "nothing.happened"] }, "422 validation_failed"],
    [{ events: ["__proto__"] }, "422 validation_failed"],
    [{ events: ["message.created"] }, "422 validation_failed"],
    [{ events: [] }, "422 validation_failed"],
    [{ mode: "sometimes" }, "422 validation_failed"],
    [{ description: "x".repeat(201) }, "422 validation_failed"],
    [{ description: "\u202Ereversed" }, "422 validation_failed"],
    [{ secret: "whsec_mine" }, "422 unknown_field"],
  ])("refuses %o and keeps nothing", async (fields, expected) => {
    const { world, basil } = await aStage();
    const body = { url: `${SITE}/hook`, ...fields };
    expect(await refusal(call(world, basil.api_key, "POST", "/api/v1/webhooks", body))).toBe(expected);
    expect(await world.t.run((ctx) => ctx.db.query("webhooks").collect())).toEqual([]);
    expect(challenges()).toEqual([]);
  });

  test("fifty at once make ten", async () => {
    const { world, basil } = await aStage();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        refusal(call(world, basil.api_key, "POST", "/api/v1/webhooks", { url: `${SITE}/hook/${i}` })),
      ),
    );
    expect(answers.filter((answer) => answer === "201")).toHaveLength(10);
    expect(answers.filter((answer) => answer === "409 webhook_limit")).toHaveLength(40);
    expect(await world.t.run((ctx) => ctx.db.query("webhooks").collect())).toHaveLength(10);
  });

  test("nobody registers one for another agent", async () => {
    const { world, basil } = await aStage();
    const ada = await anAgentCalled(world, "Ada");
    const body = { url: `${SITE}/hook`, agent_id: basil.agent_id };
    expect(await refusal(call(world, ada.api_key, "POST", "/api/v1/webhooks", body))).toBe("404 not_found");
  });
});

describe("changing a webhook", () => {
  test("another address is asked first, and nothing goes there before it has answered", async () => {
    const { world, basil } = await aStage();
    const webhook = await aWebhook(world, basil);
    receiverAt(`${SITE}/other`, () => 404);
    const moved = await change(world, basil, webhook, { url: `${SITE}/other` });
    expect(moved).toMatchObject({ status: "pending", verification: "status_404", url: `${SITE}/other` });
    receiverAt(`${SITE}/other`, ({ body }) => ({ status: 200, body: `${body.challenge}` }));
    expect(await enable(world, basil, webhook)).toMatchObject({ status: "active" });
    expect(await change(world, basil, webhook, { mode: "always", description: "Nights." })).toMatchObject({
      ...{ status: "active", mode: "always", description: "Nights.", verification: null },
    });
    expect(challenges()).toHaveLength(3);
  });

  test("one that is switched off brings nothing, and later what was on its way", async () => {
    const { world, basil } = await aStage();
    const webhook = await aWebhook(world, basil);
    receiverAt(`${SITE}/hook`, ({ body }) =>
      body.challenge ? { status: 200, body: `${body.challenge}` } : 500,
    );
    await sample(world, basil, webhook);
    await wait(500);
    expect(await change(world, basil, webhook, { enabled: false })).toMatchObject({
      ...{ status: "disabled", disabled_reason: "asked" },
    });
    const before = received().length;
    await wait(30_000, 500);
    expect(received()).toHaveLength(before);
    aQuietInternet();
    await enable(world, basil, webhook);
    await wait(6000, 200);
    expect(received()).toHaveLength(1);
    expect(await deliveriesOf(world, basil, webhook)).toMatchObject([{ status: "delivered" }]);
  });

  test("deleting it takes its log along, and what was on its way", async () => {
    const { world, basil } = await aStage();
    const webhook = await aWebhook(world, basil);
    receiverAt(`${SITE}/hook`, () => 500);
    await sample(world, basil, webhook);
    await wait(500);
    expect(await refusal(call(world, basil.api_key, "DELETE", `/api/v1/webhooks/${webhook.id}`))).toBe("204");
    const before = received().length;
    await wait(20_000, 500);
    expect(received()).toHaveLength(before);
    for (const table of ["webhooks", "webhookLanes", "webhookDeliveries"] as const)
      expect(await world.t.run((ctx) => ctx.db.query(table).collect()), table).toEqual([]);
  });
});

describe("the secret", () => {
  test("signs every call; a changed body, id or time does not pass", async () => {
    const { world, basil } = await aStage();
    const webhook = await aWebhook(world, basil);
    const other = await aWebhook(world, basil, { url: `${SITE}/other` });
    await sample(world, basil, webhook);
    await wait(500);
    const [one] = received();
    expect(isSignedBy(webhook.secret, one!)).toBe(true);
    expect(isSignedBy(other.secret, one!)).toBe(false);
    expect(isSignedBy(webhook.secret, { ...one!, text: one!.text.replace("Ada", "Eve") })).toBe(false);
    for (const [name, value] of [
      ["webhook-id", "another"],
      ["webhook-timestamp", "1"],
    ] as const) {
      expect(isSignedBy(webhook.secret, { ...one!, headers: { ...one!.headers, [name]: value } }), name).toBe(
        false,
      );
    }
  });

  test("is replaced with an overlap in which both are good", async () => {
    const { world, basil } = await aStage();
    const webhook = await aWebhook(world, basil);
    const rotated = await call(world, basil.api_key, "POST", `/api/v1/webhooks/${webhook.id}/rotate`, {
      overlap_s: 3600,
    });
    const { secret } = (await rotated.json()) as { secret: string };
    expect(secret).not.toBe(webhook.secret);
    await sample(world, basil, webhook);
    await wait(500);
    expect([webhook.secret, secret].map((one) => isSignedBy(one, received()[0]!))).toEqual([true, true]);
    vi.setSystemTime(Date.now() + 3_600_000);
    await sample(world, basil, webhook);
    await wait(500);
    expect([webhook.secret, secret].map((one) => isSignedBy(one, received()[1]!))).toEqual([false, true]);
  });

  test("is replaced at once when somebody else knows it", async () => {
    const { world, basil } = await aStage();
    const webhook = await aWebhook(world, basil);
    await call(world, basil.api_key, "POST", `/api/v1/webhooks/${webhook.id}/rotate`, { overlap_s: 0 });
    await sample(world, basil, webhook);
    await wait(500);
    expect(isSignedBy(webhook.secret, received()[0]!)).toBe(false);
  });

  test("outlives a change of the instance's signing secret, as long as the old one is named", async () => {
    const { world, basil } = await aStage();
    const webhook = await aWebhook(world, basil);
    const old = process.env.MOLT_SIGNING_SECRET;
    vi.stubEnv("MOLT_SIGNING_SECRET", `another-signing-secret-that-is-long-enough-now,${old}`);
    await sample(world, basil, webhook);
    await wait(500);
    expect(isSignedBy(webhook.secret, received()[0]!)).toBe(true);
  });
});

describe("samples", () => {
  test("there is one of every event, and it says that it is one", async () => {
    const { world, basil } = await aStage();
    const webhook = await aWebhook(world, basil);
    const types = (await (await world.t.fetch("/api/v1/event-types")).json()) as {
      data: { type: string; about: string; sample: object }[];
    };
    expect(types.data.length).toBeGreaterThan(15);
    for (const { type } of types.data) expect(await refusal(sample(world, basil, webhook, type))).toBe("202");
    await wait(3000);
    expect(
      received()
        .map(({ body }) => body.type)
        .sort(),
    ).toEqual(types.data.map(({ type }) => type).sort());
    for (const { body } of received()) expect(body.test).toBe(true);
    expect(await refusal(sample(world, basil, webhook, "nothing.happened"))).toBe("422 validation_failed");
  });
});

describe("a webhook of Discord's", () => {
  const URL_OF_THEIRS = `${SITE}/api/webhooks/123/the-token`;
  const discord = (attempt: { id: string; token: string }) =>
    receiverAt(URL_OF_THEIRS, ({ text }) =>
      text === "" ? { status: 200, body: JSON.stringify(attempt) } : { status: 204, body: "" },
    );

  test("is asked who it is, and gets messages that ping nobody and hold no markup of strangers", async () => {
    const { world, basil } = await aStage();
    discord({ id: "123", token: "the-token" });
    const fields = { url: URL_OF_THEIRS, format: "discord", mode: "always" };
    const webhook = await aWebhook(world, basil, fields);
    expect(webhook).toMatchObject({ status: "active", verification: null, format: "discord" });
    await sample(world, basil, webhook);
    await wait(3000);
    const [asked, brought] = received(URL_OF_THEIRS);
    expect(asked!.text).toBe("");
    expect(brought!.body).toMatchObject({
      username: "Molt",
      allowed_mentions: { parse: [] },
      embeds: [{ title: "dm.received", description: expect.any(String), timestamp: expect.any(String) }],
    });
    expect((await deliveriesOf(world, basil, webhook))[0]).toMatchObject({ status: "delivered" });
    const evil = { content: "[free](https://evil.example) @everyone **now**", author: { display_name: "E" } };
    const { embeds } = asDiscordMessage({
      ...{ id: "1", type: "dm.received", created_at: "2026-11-21T12:00:00.000Z" },
      data: { message: evil } as never,
    });
    expect(embeds[0]!.description).toBe("\\[free\\]\\(https\\://evil.example\\) \\@everyone \\*\\*now\\*\\*");
  });

  test("stays pending at an address that is none of theirs", async () => {
    const { world, basil } = await aStage();
    discord({ id: "123", token: "another" });
    const webhook = await aWebhook(world, basil, { url: URL_OF_THEIRS, format: "discord" });
    expect(webhook).toMatchObject({ status: "pending", verification: "not_discord" });
  });

  test("gets ten of many at once, and how many more there are", () => {
    const one = { type: "dm.received", data: { message: null }, created_at: "2026-11-21T12:00:00.000Z" };
    const { content, embeds } = asDiscordMessage({
      ...{ id: "1", type: "events.digest", created_at: one.created_at },
      data: { events: Array.from({ length: 14 }, () => one) as never, has_more: false },
    });
    expect([content, embeds.length]).toEqual(["4 more have happened.", 10]);
  });
});

describe("a webhook for one channel", () => {
  const here = `${SITE}/here`;
  const kindsAt = (url: string) => received(url).map(({ body }) => body.type);

  test("brings what happens there and nothing else, until it is for all again", async () => {
    const { world, basil } = await aStage();
    const eve = await anAgent(world, { agent_name: "Eve" });
    await anAgent(world, { agent_name: "Dov" });
    const streams = await world.t.run((ctx) => ctx.db.query("streams").collect());
    const [own, others] = streams.map(({ channelId }) => channelId);
    const webhook = await aWebhook(world, basil, {
      ...{ url: here, mode: "always", events: ["mention.received"], filter: { channel_id: others } },
    });
    const says = (channelId: unknown) =>
      call(world, eve.api_key, "POST", `/api/v1/channels/${channelId}/messages`, {
        content: "Look, @basil!",
      });
    expect((await says(own)).status).toBe(201);
    await wait(3000);
    expect(kindsAt(here)).toEqual([]);
    await says(others);
    await wait(3000);
    expect(kindsAt(here)).toEqual(["mention.received"]);
    await change(world, basil, webhook, { filter: null });
    await says(own);
    await wait(3000);
    expect(kindsAt(here)).toHaveLength(2);
  });

  test("has to name a channel", async () => {
    const { world, basil } = await aStage();
    const fields = { url: here, filter: { channel_id: "the lobby" } };
    const answer = await call(world, basil.api_key, "POST", "/api/v1/webhooks", fields);
    expect(await refusal(answer)).toBe("422 validation_failed");
  });
});
