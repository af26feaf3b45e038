import { makeFunctionReference } from "convex/server";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bearers, bearersOf, CASTES } from "./access.bearers.setup";
import { NOBODIES, OTHERS, tokensOf } from "./access.callers.setup";
import { REQUESTS, type SampleRequest } from "./access.requests.setup";
import { type AccessStage, anAccessStage, everything, ID_NAMES } from "./access.setup";
import { type ConvexFunction, functions } from "./functions.setup";
import { api } from "./http";
import type { Route } from "./http/route";
import { STREAM_SECRET_SCOPES } from "./identity/admission.model";
import { asRefusal } from "./lib/errors";
import type { Bearer, Caste } from "./lib/principal";
import { enter, type World } from "./world.setup";

const guarded = api.routes.filter(({ caller }) => caller.policy && !caller.policy.open);
/** Notes that humans keep for themselves. Of what is not there for them, nothing is kept. */
const OWN_NOTES = [
  ...["unwatchServer", "mergeWatches", "orderWatches"],
  ...["markAllNotifications", "changeMyPreferences", "changeOwnPreferences"],
];
/** Refused for what they say, not for who says it: an observer may have pushes. */
const OWN_BROWSERS = ["addPushSubscription"];
/** After these the caller is nobody any more. */
const ENDS_ITSELF = ["logOut", "deleteMyAccount", "deleteMyself", "deleteMyselfAlias"];
let sent = 0;

async function send(
  world: World,
  route: Route,
  request: SampleRequest,
  how: { headers: object; query?: string },
) {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(request.params![name]!),
  );
  const query = [new URLSearchParams(request.query).toString(), how.query].filter(Boolean).join("&");
  return await world.t.fetch(`${path}${query && `?${query}`}`, {
    method: route.method,
    headers: {
      ...how.headers,
      ...(request.body && { "Content-Type": "application/json" }),
      ...(route.idempotency === "required" && { "Idempotency-Key": `access-test-${sent++}` }),
    },
    ...(request.body && { body: JSON.stringify(request.body) }),
  });
}

describe("every route", () => {
  test("says who may call: anyone, a policy, or a secret of its own", () => {
    const undeclared = api.routes.filter(({ caller }) => {
      const open = caller.kind === "anyone" || caller.kind === "header";
      return open === (caller.policy !== undefined);
    });
    expect(undeclared.map(({ id }) => id)).toEqual([]);
  });

  test("that wants a caller has a request that these tests can make, and no other has", () => {
    expect(guarded.map(({ id }) => id).sort()).toEqual(Object.keys(REQUESTS).sort());
  });
});

describe("a caller who is nobody", () => {
  test.each(Object.keys(NOBODIES))("with %s gets nothing anywhere", async (name) => {
    const stage = await anAccessStage();
    const how = await NOBODIES[name]!(stage);
    const before = await everything(stage.world);
    for (const route of guarded) {
      const response = await send(stage.world, route, REQUESTS[route.id]!(stage.ids), how);
      const expected =
        name === "the right key in the address" ? [400] : name === "a suspended agent" ? [403] : [401];
      expect(expected, route.id).toContain(response.status);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(Object.keys((await response.json()) as object)).toEqual(
        expect.arrayContaining(["code", "detail", "request_id"]),
      );
    }
    expect(await everything(stage.world)).toBe(before);
  });
});

describe("somebody else", () => {
  test.each(Object.keys(OTHERS) as (keyof typeof OTHERS)[])("%s gets nothing of Cleo's", async (name) => {
    const stage = await anAccessStage();
    const { caste, sent: sending } = OTHERS[name];
    const ids = { ...stage.ids, slug: await aForeignStream(stage) };
    const before = await cleosThings(stage);
    for (const route of guarded.filter(({ id }) => !ENDS_ITSELF.includes(id))) {
      const request = REQUESTS[route.id]!(ids);
      const response = await send(stage.world, route, request, sending(stage));
      const admitted = route.caller.policy!.who.includes(caste as Caste);
      if (!admitted) expect([403, 404], route.id).toContain(response.status);
      else if (request.names) expect([403, 404], route.id).toContain(response.status);
      else expect(response.status, route.id).toBeLessThan(500);
    }
    expect(await cleosThings(stage)).toBe(before);
  });

  test("an observer writes nothing at all that anybody else could see", async () => {
    const stage = await anAccessStage();
    const before = await everything(stage.world);
    const writing = guarded.filter(
      ({ method, id }) => method !== "GET" && id !== "logOut" && id !== "introspect",
    );
    for (const route of writing) {
      const response = await send(
        stage.world,
        route,
        REQUESTS[route.id]!(stage.ids),
        OTHERS["an observer"].sent(stage),
      );
      if (OWN_NOTES.includes(route.id)) expect(response.status, route.id).toBeLessThan(300);
      else if (OWN_BROWSERS.includes(route.id)) expect(response.status, route.id).toBeGreaterThan(399);
      else expect([403, 404], route.id).toContain(response.status);
    }
    expect(await everything(stage.world)).toBe(before);
  });
});

/** A stream that is neither Ada's, who is the other stream here, nor Basil's, who has none. */
async function aForeignStream({ world }: AccessStage): Promise<string> {
  const response = await world.t.fetch("/api/register", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      agent_name: "Dov",
      description: "",
      owner_wallet: "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    }),
  });
  return ((await response.json()) as { stream_id: string }).stream_id;
}

async function cleosThings({ world, cleo }: AccessStage): Promise<string> {
  const rows = (JSON.parse(await everything(world)) as Record<string, unknown>[][]).flat();
  const { tenantId } = rows.find(({ _id }) => _id === cleo.agent_id)!;
  return JSON.stringify(rows.filter((row) => row.tenantId === tenantId || row._id === tenantId));
}

describe("every function with a policy, called past the routes", () => {
  const stage = aSharedStage();
  const withPolicy = functions.flatMap(({ path, fn }) =>
    fn.policy ? [{ path, fn, policy: fn.policy }] : [],
  );

  test.each(withPolicy)(
    "$path refuses nobody, the wrong kind, a missing scope and an old proof",
    async (one) => {
      const { policy } = one;
      const { bearers } = stage();
      const open = !policy.hidden || policy.open;
      const answers = async (bearer: Bearer | null) => await callPast(stage(), one, bearer);
      expect(await answers(null)).toBe(open ? "not_found" : "unauthenticated");
      if (one.fn.isPublic || open) return;
      for (const caste of CASTES.filter((other) => !policy.who.includes(other))) {
        expect(await answers(bearers[caste].good), caste).toBe("forbidden");
      }
      for (const caste of policy.who) {
        const { weak, stale } = bearers[caste];
        if (weak) expect(await answers(weak), caste).toBe("missing_scope");
        else expect(STREAM_SECRET_SCOPES).toContain(policy.scope);
        if (policy.fresh !== true) continue;
        for (const bearer of stale) expect(await answers(bearer), caste).toBe("fresh_auth_required");
      }
    },
  );

  test("are there", () => {
    expect(withPolicy.length).toBeGreaterThan(10);
  });

  // Those about an open thing say first that it is not there.
  const takingPrincipals = withPolicy.filter(
    ({ fn, policy }) => !fn.isPublic && (policy.hidden || policy.open),
  );

  test.each(takingPrincipals)(
    "$path refuses a credential that has ended since the request began",
    async (one) => {
      for (const caste of one.policy.who) {
        for (const [bearer, code] of stage().bearers[caste].ended) {
          expect(await callPast(stage(), one, bearer), caste).toBe(code);
        }
      }
    },
  );

  test("and none of this has changed anything", async () => {
    expect(await everything(stage().world)).toBe(stage().before);
  });
});

/** Calls a function with arguments that fit its validators and whichever principal, and answers the refusal's code. */
async function callPast(
  { world: { t } }: AccessStage,
  { path, fn }: { path: string; fn: ConvexFunction },
  principal: object | null,
): Promise<string> {
  const { value: fields } = JSON.parse(fn.exportArgs()) as { value: Record<string, { fieldType: Shape }> };
  const args = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, fitting(field.fieldType)]),
  );
  if ("principal" in args) args.principal = principal;
  const called = fn.isQuery
    ? t.query(makeFunctionReference<"query">(path), args)
    : t.mutation(makeFunctionReference<"mutation">(path), args);
  return await called.then(
    () => "done",
    (error: unknown) => asRefusal(error)?.code ?? String(error),
  );
}

type Shape =
  | { type: "object"; value: Record<string, { fieldType: Shape; optional: boolean }> }
  | { type: "union"; value: Shape[] }
  | { type: "literal"; value: unknown }
  | { type: "string" | "number" | "boolean" | "null" | "array" };

function fitting(shape: Shape): unknown {
  switch (shape.type) {
    case "object": {
      const fields = Object.entries(shape.value).filter(([, { optional }]) => !optional);
      return Object.fromEntries(fields.map(([name, { fieldType }]) => [name, fitting(fieldType)]));
    }
    case "union":
      return fitting(shape.value[0]!);
    case "literal":
      return shape.value;
    default:
      return {
        string: "something",
        number: 1,
        boolean: true,
        null: null,
        array: [],
        bytes: new ArrayBuffer(0),
      }[shape.type];
  }
}

describe("what belongs to another tenant", () => {
  const stage = aSharedStage();

  const naming = guarded.filter(({ id }) => {
    const ids = Object.fromEntries(ID_NAMES.map((name) => [name, name])) as AccessStage["ids"];
    return REQUESTS[id]?.(ids).names && !JSON.stringify(REQUESTS[id]?.(ids)).includes('"slug"');
  });

  test.each(naming.map((route) => [route.id, route] as const))(
    "%s answers about it as about what is not there",
    async (_id, route) => {
      const { world, ids, absent } = stage();
      for (const { caste, sent: sending } of Object.values(OTHERS)) {
        if (!route.caller.policy!.who.includes(caste as Caste)) continue;
        const answers = await Promise.all(
          [ids, absent].map(async (about) => {
            const response = await send(world, route, REQUESTS[route.id]!(about), sending(stage()));
            const text = (await response.text()).replace(/req_[0-9a-f]+/, "REQUEST");
            // The longest first: a short one, as a message's number, may stand in a longer one.
            const bare = Object.values(about)
              .sort((a, b) => b.length - a.length)
              .reduce((left, id) => left.replaceAll(encodeURIComponent(id), "ID"), text);
            const headers = [...response.headers].filter(
              ([name]) => !/^(x-request-id|ratelimit|x-ratelimit)/.test(name),
            );
            return [response.status, bare, headers];
          }),
        );
        expect(answers[0]).toEqual(answers[1]);
        expect(answers[0]![0]).toBe(404);
      }
    },
  );

  test("and none of this has changed anything", async () => {
    expect(await everything(stage().world)).toBe(stage().before);
  });
});

describe("a caller whom the process remembers", () => {
  const reading = api.routes.filter(({ method, caller }) => method === "GET" && caller.policy);

  test.each(["a key", "a token"])("is refused with the very next request once %s has ended", async (kind) => {
    const stage = await anAccessStage();
    const { credential, end } = await aCredential(stage, kind === "a key");
    const ask = async (route: Route) => {
      const params = Object.fromEntries(
        route.path
          .split(/[{}]/)
          .filter((_, i) => i % 2)
          .map((name) => [name, "nothing"]),
      );
      const request = REQUESTS[route.id]?.(stage.ids) ?? { params, query: NEEDED[route.id] };
      const headers = { Authorization: `Bearer ${credential}` };
      const response = await send(stage.world, route, request, { headers });
      return response.status < 400
        ? `${response.status}`
        : ((await response.json()) as { code: string }).code;
    };
    const before = await Promise.all(reading.map(ask));
    expect(before.filter((answer) => answer === "200").length).toBeGreaterThan(15);
    await end();
    const after = await Promise.all(reading.map(ask));
    const expected = kind === "a key" ? "key_revoked" : "token_revoked";
    expect(
      reading.flatMap(({ id }, i) => (after[i] === expected ? [] : [[id, before[i], after[i]]])),
    ).toEqual([]);
  });
});

test("a kept answer is not given again to a credential that has ended", async () => {
  const stage = await anAccessStage();
  const { credential, end } = await aCredential(stage, true);
  const again = async () => {
    const response = await stage.world.t.fetch("/api/v1/servers", {
      method: "POST",
      headers: {
        Authorization: `Bearer ${credential}`,
        "Content-Type": "application/json",
        "Idempotency-Key": "the-same-each-time",
      },
      body: JSON.stringify({ name: "Basil's own" }),
    });
    return [response.status, response.headers.get("idempotency-replayed")];
  };
  expect(await again()).toEqual([201, null]);
  expect(await again()).toEqual([201, "true"]);
  await end();
  expect(await again()).toEqual([401, null]);
});

/** What open routes cannot do without. */
const NEEDED: Record<string, Record<string, string>> = {
  getContext: { channel_id: "nothing" },
  searchMessages: { q: "tides" },
};

/** A credential of Basil's, and its end past every door, so that nobody hears of it. */
async function aCredential({ world: { t }, basil }: AccessStage, isKey: boolean) {
  if (!isKey) {
    const { access_token: credential } = await tokensOf(t, basil.api_key);
    const end = () =>
      t.run(async (ctx) => {
        for (const { _id } of await ctx.db.query("logins").collect())
          await ctx.db.patch(_id, { ended: { at: 1, why: "logout" } });
      });
    return { credential, end };
  }
  const end = () =>
    t.run(async (ctx) => {
      for (const one of await ctx.db.query("credentials").collect())
        if (one.kind === "api_key") await ctx.db.patch(one._id, { revokedAt: 1 });
    });
  return { credential: basil.api_key, end };
}

/** A stage for tests that change nothing: built once for all of them, as it takes longer than any of them. */
function aSharedStage(): () => SharedStage {
  let shared: SharedStage;
  beforeAll(async () => {
    const stage = await anAccessStage();
    const absent = await idsOfNothing(stage);
    const bearers = await bearersOf(stage);
    shared = { ...stage, absent, bearers, before: await everything(stage.world) };
  }, 60_000);
  beforeEach(() => enter(shared.world));
  return () => shared;
}

interface SharedStage extends AccessStage {
  absent: AccessStage["ids"];
  bearers: Bearers;
  /** Everything in the database, before any test. */
  before: string;
}

/** Ids as good as Cleo's, of rows that were there and are no longer. */
async function idsOfNothing({ world, ids }: AccessStage): Promise<AccessStage["ids"]> {
  return await world.t.run(async (ctx) => {
    const twin = async (
      table:
        | "agents"
        | "credentials"
        | "logins"
        | "claims"
        | "servers"
        | "channels"
        | "messages"
        | "friendRequests"
        | "passkeys"
        | "broadcasts"
        | "recordings"
        | "clips",
      id: string,
    ) => {
      const { _id, _creationTime, ...row } = (await ctx.db.get(ctx.db.normalizeId(table, id)!))!;
      const twinId = await ctx.db.insert(table, row as never);
      await ctx.db.delete(twinId);
      return twinId as string;
    };
    return {
      ...ids,
      stream: "cleo-absent",
      broadcast: await twin("broadcasts", ids.broadcast),
      recording: await twin("recordings", ids.recording),
      clip: await twin("clips", ids.clip),
      request: await twin("friendRequests", ids.request),
      server: await twin("servers", ids.server),
      channel: await twin("channels", ids.channel),
      invite: "B".repeat(12),
      agent: await twin("agents", ids.agent),
      key: await twin("credentials", ids.key),
      login: await twin("logins", ids.login),
      claim: await twin("claims", ids.claim),
      passkey: await twin("passkeys", ids.passkey),
      dm: await twin("channels", ids.dm),
      message: await twin("messages", ids.message),
      kid: "A".repeat(43),
      slug: "nobody",
    };
  });
}
