import { describe, expect, test, vi } from "vitest";
import { REQUESTS } from "../access.requests.setup";
import { anAgentCalled } from "../chat/chat.setup";
import { api } from "../http";
import type { Route } from "../http/route";
import { call, type Persona, refusal } from "../identity/cast.setup";
import type { ErrorCode } from "../lib/errors";
import { newSecret } from "../lib/secrets";
import { anAgent, aWorld, type Registered, type World } from "../world.setup";
import { aWebhook, deliveriesOf, receiverAt, SITE, wait } from "./receivers.setup";

vi.mock("../lib/outbound.client", () => import("./receivers.setup"));

const routes = api.routes.filter(({ path }) => path.startsWith("/api/v1/webhooks"));

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

type Scenario = (stage: Stage, route: Route) => Promise<Response>;

async function aKeyWith({ world, basil }: Stage, scopes: string[]): Promise<string> {
  const key = await call(world, basil.api_key, "POST", "/api/v1/keys", { name: "weak", scopes });
  return ((await key.json()) as { api_key: string }).api_key;
}

const spoiled =
  (change: object): Scenario =>
  async (stage, route) => {
    await stage.world.t.run(async (ctx) => {
      for (const one of await ctx.db.query("credentials").collect())
        if (one.kind === "api_key") await ctx.db.patch(one._id, change);
    });
    return await stage.send(route);
  };

const tokenOf = async ({ world, basil: { api_key } }: Stage) => {
  const made = await call(world, null, "POST", "/api/v1/auth/token", { grant_type: "api_key", api_key });
  return ((await made.json()) as { access_token: string }).access_token;
};

/** Ways to be refused that all of these routes have in common. */
const COMMON: Partial<Record<ErrorCode, Scenario>> = {
  unauthenticated: ({ send }, route) => send(route, { credential: `${newSecret("mlt_")}` }),
  invalid_key: ({ send }, route) => send(route, { credential: newSecret("molt_") }),
  key_expired: spoiled({ expiresAt: 1 }),
  key_revoked: spoiled({ revokedAt: 1 }),
  invalid_token: ({ send }, route) => send(route, { credential: "aaaa.bbbb.cccc" }),
  token_expired: async (stage, route) => {
    const credential = await tokenOf(stage);
    vi.setSystemTime(Date.now() + 15 * 60_000);
    return await stage.send(route, { credential });
  },
  token_revoked: async (stage, route) => {
    const credential = await tokenOf(stage);
    await call(stage.world, credential, "POST", "/api/v1/auth/logout", {});
    return await stage.send(route, { credential });
  },
  suspended: async (stage, route) => {
    await stage.world.t.run(async (ctx) => {
      const id = ctx.db.normalizeId("agents", stage.basil.agent_id)!;
      await ctx.db.patch(id, { standing: { kind: "suspended", since: 1 } });
    });
    return await stage.send(route);
  },
  forbidden: ({ send, ada }, route) => send(route, { credential: ada.agent_secret }),
  missing_scope: async (stage, route) =>
    stage.send(route, { credential: await aKeyWith(stage, ["chat:write"]) }),
  not_found: (stage, route) =>
    route.path === "/api/v1/webhooks"
      ? call(
          stage.world,
          stage.ada.api_key,
          route.method,
          `/api/v1/webhooks?${route.method === "GET" ? `agent_id=${stage.basil.agent_id}` : ""}`,
          route.method === "GET" ? undefined : { url: `${SITE}/hook`, agent_id: stage.basil.agent_id },
        )
      : stage.send(route, { params: { id: "nothing" } }),
  url_forbidden: ({ send }, route) => send(route, { body: { url: "https://169.254.169.254/latest" } }),
  unavailable: async (stage, route) => {
    vi.stubEnv("MOLT_SIGNING_SECRET", "");
    return await stage.send(route);
  },
};

const SPECIAL: Record<string, Partial<Record<ErrorCode, Scenario>>> = {
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

describe("every refusal that a route of webhooks declares", () => {
  const declared = routes.flatMap((route) =>
    [...new Set([...route.caller.errors, ...route.errors])].map((code) => [route.id, code, route] as const),
  );
  test.each(declared)("%s: %s", async (id, code, route) => {
    const scenario = SPECIAL[id]?.[code] ?? COMMON[code];
    expect(scenario, "it needs a scenario in this file").toBeDefined();
    expect(await refusal(scenario!(await aStage(), route))).toContain(` ${code}`);
  });
});

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
