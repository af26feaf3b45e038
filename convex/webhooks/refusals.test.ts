import { expect, test, vi } from "vitest";
import { REQUESTS } from "../access.requests.setup";
import { anAgentCalled } from "../chat/chat.setup";
import { bringAbout, type Scenario, type Scenarios } from "../http/refusals.setup";
import type { Route } from "../http/route";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { anAgent, aWorld, post, type Registered, type World } from "../world.setup";
import { aWebhook, deliveriesOf, receiverAt, SITE, wait } from "./receivers.setup";

vi.mock("../lib/outbound.client", () => import("./receivers.setup"));

interface Stage {
  world: World;
  basil: Persona;
  ada: Registered;
  webhook: { id: string };
  send: (
    route: Route,
    over?: { credential?: string; params?: Record<string, string>; body?: object },
  ) => Promise<Response>;
}

/** Basil has a webhook to which one sample has been brought. */
async function aStage(): Promise<Stage> {
  const world = aWorld();
  const ada = await anAgent(world);
  const basil = await anAgentCalled(world, "Basil");
  const webhook = await aWebhook(world, basil);
  await call(world, basil.api_key, "POST", `/api/v1/webhooks/${webhook.id}/test`, {});
  await wait(300);
  const [delivery] = await deliveriesOf(world, basil, webhook);
  const ids = { agent: basil.agent_id, webhook: webhook.id, delivery: delivery!.id };
  const send: Stage["send"] = (route, { credential = basil.api_key, params = {}, body = {} } = {}) => {
    const request = REQUESTS[route.id]!(ids as never);
    const all = { ...request.params, ...params };
    const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => all[name]!);
    const sent = request.body && { ...request.body, ...body };
    return call(world, credential, route.method, `${path}?${new URLSearchParams(request.query)}`, sent);
  };
  return { world, ada, basil, webhook, send };
}

async function aKeyWith({ world, basil }: Stage, scopes: string[]): Promise<string> {
  const key = await call(world, basil.api_key, "POST", "/api/v1/keys", { name: "weak", scopes });
  return ((await key.json()) as { api_key: string }).api_key;
}

/** Ways to be refused that many of these routes have in common. */
const OF_MANY: Partial<Record<"url_forbidden" | "unavailable", Scenario<Stage>>> = {
  url_forbidden: ({ send }, route) => send(route, { body: { url: "https://169.254.169.254/latest" } }),
  unavailable: async (stage, route) => {
    vi.stubEnv("MOLT_SIGNING_SECRET", "");
    return await stage.send(route);
  },
};

const SCENARIOS: Scenarios<Stage> = {
  receiveCloudflareStream: {
    unauthenticated: ({ world: { t } }) => post(t, "/webhooks/cloudflare-stream", {}),
  },
  receiveCloudflareVideo: {
    unauthenticated: ({ world: { t } }) => post(t, "/webhooks/cloudflare-video", {}),
  },
  listDeliveries: {
    invalid_cursor: ({ world, basil, webhook }) =>
      call(world, basil.api_key, "GET", `/api/v1/webhooks/${webhook.id}/deliveries?cursor=AAAA.AAAA`),
  },
  createWebhook: {
    webhook_limit: async ({ world, basil, send }, route) => {
      for (let i = 1; i < 10; i++) await aWebhook(world, basil);
      return await send(route);
    },
  },
  testWebhook: {
    conflict: async ({ world, basil, webhook, send }, route) => {
      await call(world, basil.api_key, "PATCH", `/api/v1/webhooks/${webhook.id}`, { enabled: false });
      return await send(route);
    },
  },
  redeliver: {
    conflict: async ({ send }, route) => {
      receiverAt(`${SITE}/hook`, () => "hang");
      await send(route);
      return await send(route);
    },
    gone: async ({ world, send }, route) => {
      await world.t.run(async (ctx) => {
        const eventId = (await ctx.db.query("events").first())!._id;
        const [delivery] = await ctx.db.query("webhookDeliveries").collect();
        const parcel = { kind: "event" as const, eventId, seq: 0, type: "dm.received" as const };
        await ctx.db.patch(delivery!._id, { parcel });
        await ctx.db.delete(eventId);
      });
      return await send(route);
    },
  },
};

bringAbout("webhooks", aStage, SCENARIOS, OF_MANY);

test("a key that may not read has nothing brought to it either", async () => {
  const stage = await aStage();
  const { world, webhook } = stage;
  const key = await aKeyWith(stage, ["webhooks:write"]);
  const url = "https://elsewhere.example.org/hook";
  expect(await refusal(call(world, key, "POST", "/api/v1/webhooks", { url }))).toBe("403 missing_scope");
  const at = `/api/v1/webhooks/${webhook.id}`;
  expect(await refusal(call(world, key, "PATCH", at, { url }))).toBe("403 missing_scope");
  expect(await refusal(call(world, key, "DELETE", at))).toBe("204");
});
