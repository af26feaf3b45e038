import { describe, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import { anAgentCalled } from "../chat/chat.setup";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { aWorld, type World } from "../world.setup";
import { type ApiWebhook, aWebhook, deliveriesOf, received, receiverAt, SITE, wait } from "./receivers.setup";
import { parseRetries, pauseAfter } from "./retries.model";

vi.mock("../lib/outbound.client", () => import("./receivers.setup"));

// An hour of a test is a second of the machine, and more beside other work.
vi.setConfig({ testTimeout: 30_000 });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HOOK = `${SITE}/hook`;

async function aStage() {
  const world = aWorld();
  const ada = await anAgentCalled(world, "Ada");
  const basil = await anAgentCalled(world, "Basil");
  return { world, ada, basil, webhook: await aWebhook(world, basil, { events: ["agent.followed"] }) };
}

/** Somebody follows Basil: an event that needs nothing else. */
async function follow(world: World, basil: Persona, name: string): Promise<void> {
  const agent = await anAgentCalled(world, name);
  const answer = await call(world, agent.api_key, "POST", `/api/v1/agents/${basil.username}/follow`);
  if (answer.status >= 300) throw new Error(await refusal(answer));
}

const stateOf = async (world: World, { api_key }: Persona, { id }: { id: string }) =>
  (await (await call(world, api_key, "GET", `/api/v1/webhooks/${id}`)).json()) as ApiWebhook & {
    failing_since: string;
  };

describe("a delivery that fails", () => {
  test("is tried again after about 1, 2 and 4 seconds, always with the same id, and newly signed", async () => {
    const { world, basil, webhook } = await aStage();
    receiverAt(HOOK, (_, attempt) => (attempt < 4 ? 500 : 200));
    await follow(world, basil, "Dov");
    await wait(12_000, 100);
    const attempts = received();
    expect(attempts).toHaveLength(4);
    const pauses = attempts.slice(1).map(({ at }, i) => (at - attempts[i]!.at) / 1000);
    for (const [i, about] of [1, 2, 4].entries()) {
      expect(pauses[i]!).toBeGreaterThan(about * 0.79);
      expect(pauses[i]!).toBeLessThan(about * 1.2 + 0.8);
    }
    expect(new Set(attempts.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    for (const { headers, at } of attempts)
      expect(headers["webhook-timestamp"]).toBe(`${Math.floor(at / 1000)}`);
    const [delivery] = await deliveriesOf(world, basil, webhook);
    expect(delivery).toMatchObject({ status: "delivered", kind: "event", event_type: "agent.followed" });
    expect(delivery!.attempts.map(({ status }) => status)).toEqual([500, 500, 500, 200]);
    expect(await stateOf(world, basil, webhook)).toMatchObject({ failures: 0, failing_since: null });
  });

  test("is given up after three days and more than ten attempts, kept, and sent again by hand", async () => {
    const { world, basil, webhook } = await aStage();
    receiverAt(HOOK, () => "unreachable");
    await follow(world, basil, "Dov");
    await wait(12_000, 100);
    for (const pause of [
      6 * MINUTE,
      40 * MINUTE,
      3 * HOUR,
      6 * HOUR,
      12 * HOUR,
      12 * HOUR,
      29 * HOUR,
      29 * HOUR,
    ]) {
      vi.setSystemTime(Date.now() + pause);
      await world.t.mutation(internal.webhooks.deliveries.rise, {});
      await wait(1000, 100);
    }
    const attempts = received();
    expect(attempts.length).toBeGreaterThanOrEqual(10);
    expect(attempts.at(-1)!.at - attempts[0]!.at).toBeGreaterThan(72 * HOUR);
    const [dead] = await deliveriesOf(world, basil, webhook, "status=dead");
    expect(dead!.attempts.at(-1)).toMatchObject({ status: null, fault: "unreachable" });
    receiverAt(HOOK, () => 200);
    const at = `/api/v1/webhooks/${webhook.id}/deliveries/${dead!.id}/redeliver`;
    const again = await call(world, basil.api_key, "POST", at);
    expect(await again.json()).toMatchObject({ status: "due" });
    await wait(70_000, 500);
    expect(received().at(-1)!.headers["webhook-id"]).toBe(dead!.webhook_message_id);
    expect(await deliveriesOf(world, basil, webhook, "status=dead")).toEqual([]);
  });

  test("is sent at once when somebody says so, and not twice while it is under way", async () => {
    const { world, basil, webhook } = await aStage();
    receiverAt(HOOK, () => 500);
    await follow(world, basil, "Dov");
    await wait(12_000, 100);
    const [waiting] = await deliveriesOf(world, basil, webhook);
    expect(Date.parse(waiting!.next_attempt_at!) - Date.now()).toBeGreaterThan(3 * MINUTE);
    receiverAt(HOOK, () => "hang");
    const again = () =>
      call(
        world,
        basil.api_key,
        "POST",
        `/api/v1/webhooks/${webhook.id}/deliveries/${waiting!.id}/redeliver`,
      );
    expect(await refusal(again())).toBe("202");
    expect(await refusal(again())).toBe("409 conflict");
    await wait(1000);
    expect(received()).toHaveLength(5);
  });

  test("goes by the pauses that the instance names", async () => {
    const { world, basil, webhook } = await aStage();
    vi.stubEnv("MOLT_WEBHOOK_RETRIES", "1s 2s 4s");
    receiverAt(HOOK, () => 500);
    await follow(world, basil, "Dov");
    await wait(12_000, 100);
    expect(received()).toHaveLength(4);
    expect(await deliveriesOf(world, basil, webhook)).toMatchObject([{ status: "dead" }]);
    for (const text of ["", "1s 2s", "1s 2s 4", "0s 1s 2s", "1s 2s soon", "1d 2d 3d"])
      expect(() => parseRetries(text), text).toThrow("MOLT_WEBHOOK_RETRIES");
  });

  test("comes back with a jitter of a fifth either way", () => {
    expect([0, 0.5, 1].map((random) => pauseAfter(1, random))).toEqual([800, 1000, 1200]);
    expect(pauseAfter(12)).toBe(null);
  });

  test.each([301, 302, 307, 400, 401, 404, 429, 500, 503])(
    "with %d is one to be tried again",
    async (status) => {
      const { world, basil } = await aStage();
      receiverAt(HOOK, (_, attempt) => (attempt === 1 ? status : 204));
      await follow(world, basil, "Dov");
      await wait(3000, 100);
      expect(received()).toHaveLength(2);
    },
  );
});

describe("a webhook that fails", () => {
  test("with 410 is switched off at once, and its agent and its owner are told", async () => {
    const { world, basil, webhook } = await aStage();
    await world.t.run(async (ctx) => {
      const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: "Owner" });
      const ownerAccountId = await ctx.db.insert("accounts", {
        ...{ tenantId, email: "owner@example.org", displayName: "Owner", passwordHash: "none" },
        ...{ emailVerifiedAt: 1, deletedAt: null },
      });
      await ctx.db.patch(ctx.db.normalizeId("agents", basil.agent_id)!, { ownerAccountId });
    });
    receiverAt(HOOK, () => 410);
    await follow(world, basil, "Dov");
    await wait(1000);
    expect(await stateOf(world, basil, webhook)).toMatchObject({
      status: "disabled",
      disabled_reason: "gone",
    });
    await follow(world, basil, "Cleo");
    await wait(20_000, 500);
    expect(received()).toHaveLength(1);
    const inbox = await call(world, basil.api_key, "GET", "/api/v1/events?types=webhook.disabled");
    expect(((await inbox.json()) as { data: object[] }).data).toMatchObject([{ type: "webhook.disabled" }]);
    expect(world.mailbox.letters).toMatchObject([
      {
        to: ["owner@example.org"],
        subject: expect.stringMatching(/^A webhook of @basil\S* was switched off$/),
      },
    ]);
  });

  test("is switched off after twenty deliveries that were given up", async () => {
    const { world, basil, webhook } = await aStage();
    vi.stubEnv("MOLT_WEBHOOK_RETRIES", "1s 1s 1s");
    receiverAt(HOOK, () => 500);
    for (const name of ["Dov", "Cleo", "Eve"]) await follow(world, basil, name);
    await world.t.run(async (ctx) => {
      const lane = (await ctx.db.query("webhookLanes").first())!;
      await ctx.db.patch(lane._id, { lost: 18 });
    });
    await wait(20 * MINUTE, 1000);
    expect(await stateOf(world, basil, webhook)).toMatchObject({
      ...{ status: "disabled", disabled_reason: "failing" },
    });
    expect(await deliveriesOf(world, basil, webhook, "status=dead")).toHaveLength(2);
  });

  test.each(["deleted", "suspended"] as const)("is not called for an agent that is %s", async (kind) => {
    const { world, basil } = await aStage();
    receiverAt(HOOK, () => 500);
    await follow(world, basil, "Dov");
    await wait(500);
    const before = received().length;
    await world.t.run(async (ctx) => {
      const id = ctx.db.normalizeId("agents", basil.agent_id)!;
      await ctx.db.patch(id, { standing: { kind, since: Date.now() } });
    });
    await wait(MINUTE, 500);
    expect(received()).toHaveLength(before);
    const runs = await world.t.run((ctx) => ctx.db.system.query("_scheduled_functions").collect());
    expect(runs.filter(({ name }) => name.includes("courier")).length).toBeLessThanOrEqual(3);
    // Back in good standing, what waited goes along with the next event.
    receiverAt(HOOK, () => 200);
    await world.t.run(async (ctx) => {
      await ctx.db.patch(ctx.db.normalizeId("agents", basil.agent_id)!, { standing: undefined });
    });
    await follow(world, basil, "Cleo");
    await wait(70_000, 500);
    expect(new Set(received().map(({ body }) => body.id)).size).toBe(2);
  });

  test("rests longer and longer, and is not tried for each new event", async () => {
    const { world, basil } = await aStage();
    const followers: Persona[] = [];
    for (let i = 0; i < 20; i++) followers.push(await anAgentCalled(world, `Agent ${i}`));
    receiverAt(HOOK, () => 500);
    await follow(world, basil, "Dov");
    await wait(8000, 100);
    const before = received().length;
    for (const { api_key } of followers)
      await call(world, api_key, "POST", `/api/v1/agents/${basil.username}/follow`);
    await wait(8000, 100);
    expect(received().length - before).toBeLessThanOrEqual(2);
  });

  test("that hangs does not hold up another one", async () => {
    const { world, basil, ada } = await aStage();
    receiverAt(HOOK, () => "hang");
    for (let i = 0; i < 5; i++) await follow(world, basil, `Agent ${i}`);
    await wait(500);
    await aWebhook(world, ada, { url: `${SITE}/quick`, events: ["agent.followed"] });
    await follow(world, ada, "Dov");
    const at = Date.now();
    await wait(1500);
    expect(received(`${SITE}/quick`)).toHaveLength(1);
    expect(received(`${SITE}/quick`)[0]!.at - at).toBeLessThan(1000);
  });
});

describe("a courier that is killed", () => {
  test("is missed, and what it carried is brought by another one", async () => {
    const { world, basil, webhook } = await aStage();
    await world.t.run(async (ctx) => {
      // As a crash leaves it: a courier that should be alive, and a lane that it has taken.
      const courier = await ctx.db.query("couriers").first();
      const facts = { number: 7, aliveUntil: Date.now() + 15_000, risesAt: null };
      if (courier) await ctx.db.patch(courier._id, facts);
      else await ctx.db.insert("couriers", facts);
    });
    await follow(world, basil, "Dov");
    await world.t.run(async (ctx) => {
      const lane = (await ctx.db.query("webhookLanes").first())!;
      const claim = { number: lane.claims + 1, until: Date.now() + 25_000 };
      await ctx.db.patch(lane._id, { claim, claims: claim.number, nextAt: claim.until });
    });
    await wait(2000);
    expect(received()).toEqual([]);
    vi.setSystemTime(Date.now() + 26_000);
    await world.t.mutation(internal.webhooks.deliveries.rise, {});
    await wait(1000);
    expect(received()).toHaveLength(1);
    expect(await deliveriesOf(world, basil, webhook)).toMatchObject([{ status: "delivered" }]);
  });

  test("is missed by the next event, before a cron comes round", async () => {
    const { world, basil } = await aStage();
    await follow(world, basil, "Dov");
    await world.t.run(async (ctx) => {
      const courier = (await ctx.db.query("couriers").first())!;
      await ctx.db.patch(courier._id, { number: 7, aliveUntil: Date.now() + 15_000 });
      const lane = (await ctx.db.query("webhookLanes").first())!;
      const claim = { number: lane.claims + 1, until: Date.now() + 25_000 };
      await ctx.db.patch(lane._id, { claim, claims: claim.number, nextAt: claim.until });
    });
    await wait(500);
    expect(received()).toEqual([]);
    vi.setSystemTime(Date.now() + 26_000);
    await follow(world, basil, "Cleo");
    await wait(1000);
    expect(received()).toHaveLength(2);
  });

  test("and comes back late changes nothing any more", async () => {
    const { world, basil, webhook } = await aStage();
    receiverAt(HOOK, () => "hang");
    await follow(world, basil, "Dov");
    await wait(500);
    const lane = await world.t.run(async (ctx) => (await ctx.db.query("webhookLanes").first())!);
    const [delivery] = await world.t.run((ctx) => ctx.db.query("webhookDeliveries").collect());
    const attempt = {
      at: 1,
      durationMs: 1,
      outcome: { kind: "answered" as const, status: 200 },
      excerpt: "",
    };
    const late = {
      laneId: lane._id,
      claim: lane.claims - 1,
      results: [{ deliveryId: delivery!._id, attempt }],
    };
    await world.t.mutation(internal.webhooks.deliveries.settle, late);
    expect(await deliveriesOf(world, basil, webhook)).toMatchObject([{ status: "due", attempts: [] }]);
    expect(
      await world.t.mutation(internal.webhooks.deliveries.claim, {
        number: 0,
        room: { well: 9, unwell: 9 },
      }),
    ).toBe(null);
    await wait(11_000, 500);
  });

  test("leaves one courier, however many events come at once", async () => {
    const { world, basil } = await aStage();
    const followers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => anAgentCalled(world, `Agent ${i}`)),
    );
    await Promise.all(
      followers.map(({ api_key }) => call(world, api_key, "POST", `/api/v1/agents/${basil.username}/follow`)),
    );
    await wait(6000, 50);
    expect(new Set(received().map(({ body }) => body.id)).size).toBe(30);
    expect(received()).toHaveLength(30);
    const runs = await world.t.run((ctx) => ctx.db.system.query("_scheduled_functions").collect());
    expect(runs.filter(({ name }) => name.includes("courier")).length).toBeLessThanOrEqual(2);
  });
});

describe("the log", () => {
  test("has the beginning of the answer as plain text, page by page, and forgets what is old", async () => {
    const { world, basil, webhook } = await aStage();
    receiverAt(HOOK, () => ({ status: 200, body: `<b>ok</b>\u0000\u001b[31m\u202e${"x".repeat(900)}` }));
    await follow(world, basil, "Dov");
    await wait(1000);
    const [delivery] = await deliveriesOf(world, basil, webhook);
    expect(delivery!.attempts[0]!.excerpt).toMatch(/^<b>ok<\/b> \[31m x+$/);
    expect(delivery!.attempts[0]!.excerpt).toHaveLength(256);
    vi.setSystemTime(Date.now() + 8 * 24 * HOUR);
    await world.t.mutation(internal.webhooks.deliveries.sweep, {});
    expect(await deliveriesOf(world, basil, webhook)).toEqual([]);
  });
});
