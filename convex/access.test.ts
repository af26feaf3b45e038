import { makeFunctionReference } from "convex/server";
import { describe, expect, test } from "vitest";
import { internal } from "./_generated/api";
import { REQUESTS, type SampleRequest } from "./access.requests.setup";
import { type AccessStage, anAccessStage, everything, ID_NAMES, NOBODIES, OTHERS } from "./access.setup";
import { type ConvexFunction, functions } from "./functions.setup";
import { api } from "./http";
import type { Route } from "./http/route";
import { readShown } from "./identity/identity.caller";
import { asRefusal } from "./lib/errors";
import { FRESH_MS } from "./lib/policy";
import { type Caste, type Principal, SCOPES } from "./lib/principal";
import type { World } from "./world.setup";

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
  const withPolicy = functions.flatMap(({ path, fn }) =>
    fn.policy ? [{ path, fn, policy: fn.policy }] : [],
  );

  test.each(withPolicy)(
    "$path refuses nobody, the wrong kind, a missing scope and an old proof",
    async (one) => {
      const stage = await anAccessStage();
      const before = await everything(stage.world);
      const { policy } = one;
      const open = !policy.hidden || policy.open;
      const answers = async (change: object | null) => await callPast(stage, one, change);
      expect(await answers(null)).toBe(open ? "not_found" : "unauthenticated");
      if (one.fn.isPublic || open) return;
      const everyone: Caste[] = ["stream", "agent", "observer", "owner"];
      for (const caste of everyone.filter((other) => !policy.who.includes(other))) {
        expect(await answers(await principalOf(stage, caste)), caste).toBe("forbidden");
      }
      for (const caste of policy.who) {
        const principal = await principalOf(stage, caste);
        expect(await answers({ ...principal, scopes: [] }), caste).toBe("missing_scope");
        if (policy.fresh === true) {
          for (const freshAt of [null, Date.now() - FRESH_MS]) {
            expect(await answers({ ...principal, freshAt }), caste).toBe("fresh_auth_required");
          }
        }
      }
      expect(await everything(stage.world)).toBe(before);
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
      const stage = await anAccessStage();
      for (const caste of one.policy.who) {
        const principal = await principalOf(stage, caste);
        await endCredential(stage, principal);
        const before = await everything(stage.world);
        expect(await callPast(stage, one, principal), caste).toBe(ENDED[principal.kind]);
        expect(await everything(stage.world)).toBe(before);
      }
    },
  );
});

const ENDED = { stream: "unauthenticated", agent: "key_revoked", human: "token_revoked" };

async function endCredential({ world: { t } }: AccessStage, { proof }: Principal): Promise<void> {
  await t.run(async (ctx) => {
    if (proof.kind === "login") await ctx.db.patch(proof.id, { ended: { at: 1, why: "logout" } });
    else if (proof.kind === "identity") await ctx.db.delete(proof.id);
    else if ((await ctx.db.get(proof.id))?.kind === "api_key") await ctx.db.patch(proof.id, { revokedAt: 1 });
    else await ctx.db.delete(proof.id);
  });
}

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

async function principalOf(stage: AccessStage, caste: Caste): Promise<Principal> {
  const other = Object.values(OTHERS).find((one) => one.caste === caste)!;
  const { headers } = other.sent(stage);
  const shown = await readShown(new Request("http://molt.test", { headers }));
  const { principal } = await stage.world.t.query(internal.identity.admission.admit, { shown });
  return { ...principal, scopes: [...SCOPES], freshAt: Date.now() };
}

describe("what belongs to another tenant", () => {
  let stage: AccessStage;
  let absent: AccessStage["ids"];

  const naming = guarded.filter(({ id }) => {
    const ids = Object.fromEntries(ID_NAMES.map((name) => [name, name])) as AccessStage["ids"];
    return REQUESTS[id]?.(ids).names && !JSON.stringify(REQUESTS[id]?.(ids)).includes('"slug"');
  });

  test.each(naming.map((route) => [route.id, route] as const))(
    "%s answers about it as about what is not there",
    async (_id, route) => {
      stage = await anAccessStage();
      absent = await idsOfNothing(stage);
      for (const { caste, sent: sending } of Object.values(OTHERS)) {
        if (!route.caller.policy!.who.includes(caste as Caste)) continue;
        const answers = await Promise.all(
          [stage.ids, absent].map(async (ids) => {
            const response = await send(stage.world, route, REQUESTS[route.id]!(ids), sending(stage));
            const text = (await response.text()).replace(/req_[0-9a-f]+/, "REQUEST");
            // The longest first: a short one, as a message's number, may stand in a longer one.
            const bare = Object.values(ids)
              .toSorted((a, b) => b.length - a.length)
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
});

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
