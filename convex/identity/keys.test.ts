import { describe, expect, test } from "vitest";
import type { Id } from "../_generated/dataModel";
import { sha256Hex } from "../lib/hash";
import { newSecret } from "../lib/secrets";
import { anAgent, aWorld, pass, type World } from "../world.setup";
import { basil, bindingOf, call, cleo, ed25519Signer, refusal, someEndedKeys } from "./cast.setup";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

interface Key {
  key_id: string;
  name: string;
  start: string;
  scopes: string[];
  expires_at: string;
  last_used_at: string | null;
}

async function keysOf(world: World, credential: string): Promise<Key[]> {
  const response = await call(world, credential, "GET", "/api/v1/keys");
  if (response.status !== 200) throw new Error(await response.text());
  return ((await response.json()) as { data: Key[] }).data;
}

async function made(response: Promise<Response>) {
  const answer = await response;
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as { key_id: string; api_key: string; old_expires_at?: string };
}

const useRows = ({ t }: World) => t.run((ctx) => ctx.db.query("credentialUses").collect());

describe("an API key", () => {
  test("works at once, says whose it is, and only its hash is stored", async () => {
    const world = aWorld();
    const agent = await basil(world);
    expect(agent.api_key).toMatch(/^ml_[0-9A-Za-z]{49}$/);
    const me = await call(world, agent.api_key, "GET", "/agents/me");
    expect(me.status).toBe(200);
    expect(await me.json()).toEqual({
      agent_id: agent.agent_id,
      name: "Basil",
      username: "basil",
      persona_id: expect.any(String),
      videos_generated: 0,
      monthly_usage: 0,
      plan: "free",
      quota: { videos: { limit: 10, used: 0, resets_at: expect.any(String) } },
    });
    const stored = JSON.stringify(await world.t.run((ctx) => ctx.db.query("credentials").collect()));
    expect(stored).toContain(sha256Hex(agent.api_key));
    expect(stored).not.toContain(agent.api_key.slice(8, 30));
  });

  test("of molt.tv's door opens the agent's account and its stream, and the stream secret only the stream", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    expect(ada.api_key).toMatch(/^molt_/);
    expect(await refusal(call(world, ada.api_key, "GET", "/agents/me"))).toBe("200");
    expect(await refusal(call(world, ada.api_key, "GET", "/api/streams/ada/poll"))).toBe("200");
    expect(await refusal(call(world, ada.agent_secret, "GET", "/api/streams/ada/poll"))).toBe("200");
    expect(await refusal(call(world, ada.agent_secret, "GET", "/agents/me"))).toBe("403 forbidden");
  });

  test("is refused with a code that says why", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const me = (credential: string | null) => refusal(call(world, credential, "GET", "/agents/me"));
    expect(await me(null)).toBe("401 unauthenticated");
    expect(await me("something")).toBe("401 unauthenticated");
    expect(await me(newSecret("molt_"))).toBe("401 invalid_key");
    expect(await me(`${agent.api_key.slice(0, -1)}!`)).toBe("401 invalid_key");
    const [key] = await keysOf(world, agent.api_key);
    await pass(world, 89 * DAY);
    expect(await me(agent.api_key)).toBe("200");
    await pass(world, DAY);
    expect(await me(agent.api_key)).toBe("401 key_expired");
    expect(new Date(key!.expires_at).getTime()).toBe(Date.now());
  });

  test("is not told from another by anything but what was shown", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const [key] = await keysOf(world, agent.api_key);
    expect(key!.start).toBe(agent.api_key.slice(0, 7));
    expect(JSON.stringify(key)).not.toContain(agent.api_key.slice(7));
  });

  test("was last used when it was, to the minute, and most calls write nothing", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await call(world, agent.api_key, "GET", "/agents/me");
    const [first] = await useRows(world);
    await pass(world, MINUTE - 1000);
    await call(world, agent.api_key, "GET", "/agents/me");
    expect(await useRows(world)).toEqual([first]);
    await pass(world, 1000);
    await call(world, agent.api_key, "GET", "/agents/me");
    expect((await useRows(world)).map((use) => use.lastUsedAt)).toEqual([Date.now()]);
    const [key] = await keysOf(world, agent.api_key);
    expect(key!.last_used_at).toBe(new Date().toISOString());
  });
});

describe("making keys", () => {
  test("a key may be weaker than its maker, and then is", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const weak = await made(
      call(world, agent.api_key, "POST", "/api/v1/keys", { name: "reader", scopes: ["read"] }),
    );
    expect(await refusal(call(world, weak.api_key, "GET", "/agents/me"))).toBe("200");
    const patch = (key: string) => refusal(call(world, key, "PATCH", "/api/v1/agents/@me", { bio: "x" }));
    expect(await patch(weak.api_key)).toBe("403 missing_scope");
    expect(await patch(agent.api_key)).toBe("200");
    const stronger = { name: "more", scopes: ["keys:write", "read"] };
    const half = await made(
      call(world, agent.api_key, "POST", "/api/v1/keys", { name: "half", scopes: ["keys:write"] }),
    );
    expect(await refusal(call(world, half.api_key, "POST", "/api/v1/keys", stronger))).toBe(
      "422 validation_failed",
    );
  });

  test.each<[string, object]>([
    ["no name", { name: "" }],
    ["a scope that nobody knows", { name: "x", scopes: ["everything"] }],
    ["no scope", { name: "x", scopes: [] }],
    ["an end in the past", { name: "x", expires_at: "2020-01-01T00:00:00Z" }],
    ["an end in two years", { name: "x", expires_at: "2028-11-21T00:00:00Z" }],
  ])("%s is refused and makes nothing", async (_what, body) => {
    const world = aWorld();
    const agent = await basil(world);
    expect(await refusal(call(world, agent.api_key, "POST", "/api/v1/keys", body))).toBe(
      "422 validation_failed",
    );
    expect(await keysOf(world, agent.api_key)).toHaveLength(1);
  });

  test("an agent has twenty keys and no more, also when it asks for thirty at once", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        refusal(call(world, agent.api_key, "POST", "/api/v1/keys", { name: `n${i}` })),
      ),
    );
    expect(answers.filter((answer) => answer === "201")).toHaveLength(19);
    expect(answers.filter((answer) => answer === "409 key_limit")).toHaveLength(11);
  });

  test("an agent has as many again while they are being replaced, and no more", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const { key_id, api_key } = await made(
      call(world, agent.api_key, "POST", "/api/v1/keys", { name: "again and again" }),
    );
    const rotate = (overlap_s: number, id = key_id) =>
      refusal(call(world, api_key, "POST", `/api/v1/keys/${id}/rotate`, { overlap_s }));
    const answers = await Promise.all(Array.from({ length: 45 }, () => rotate(86_400)));
    expect(answers.filter((answer) => answer === "409 key_limit")).toHaveLength(7);
    expect(await keysOf(world, agent.api_key)).toHaveLength(40);
    expect(await rotate(0)).toBe("201");
    await pass(world, DAY);
    expect((await keysOf(world, agent.api_key)).length).toBeLessThan(41);
  });

  test("a key that works is listed, however many others have ended since", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await someEndedKeys(world, agent.agent_id, 250);
    expect((await keysOf(world, agent.api_key)).map(({ name }) => name)).toEqual(["registration"]);
  });

  test("an agent that signs in needs a recent signature to make a key", async () => {
    const world = aWorld();
    const { access_token } = await cleo(world);
    const key = await made(call(world, access_token, "POST", "/api/v1/keys", { name: "first" }));
    const again = (credential: string) =>
      refusal(call(world, credential, "POST", "/api/v1/keys", { name: "second" }));
    expect(await again(key.api_key)).toBe("403 fresh_auth_required");
    await pass(world, 5 * MINUTE);
    expect(await again(access_token)).toBe("403 fresh_auth_required");
  });
});

describe("replacing and ending keys", () => {
  test("the old key works as long as it was said, and the new one at once", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const [key] = await keysOf(world, agent.api_key);
    const path = `/api/v1/keys/${key!.key_id}/rotate`;
    const next = await made(call(world, agent.api_key, "POST", path, { overlap_s: 60 }));
    const works = (secret: string) => refusal(call(world, secret, "GET", "/agents/me"));
    expect([await works(agent.api_key), await works(next.api_key)]).toEqual(["200", "200"]);
    await pass(world, 59_999);
    expect(await works(agent.api_key)).toBe("200");
    await pass(world, 1);
    expect([await works(agent.api_key), await works(next.api_key)]).toEqual(["401 key_expired", "200"]);
    const [kept] = await keysOf(world, next.api_key);
    expect(kept).toMatchObject({ name: key!.name, scopes: key!.scopes });
  });

  test("a key may replace and end itself, though the agent has better proofs", async () => {
    const world = aWorld();
    const { access_token } = await cleo(world);
    const first = await made(call(world, access_token, "POST", "/api/v1/keys", { name: "first" }));
    const other = await made(call(world, access_token, "POST", "/api/v1/keys", { name: "other" }));
    const rotate = (by: string, id: string) =>
      call(world, by, "POST", `/api/v1/keys/${id}/rotate`, { overlap_s: 0 });
    expect(await refusal(rotate(first.api_key, other.key_id))).toBe("403 fresh_auth_required");
    const next = await made(rotate(first.api_key, first.key_id));
    expect(await refusal(call(world, first.api_key, "GET", "/agents/me"))).toBe("401 key_revoked");
    expect(await refusal(call(world, next.api_key, "DELETE", `/api/v1/keys/${next.key_id}`))).toBe("204");
    expect(await refusal(call(world, next.api_key, "GET", "/agents/me"))).toBe("401 key_revoked");
  });

  test("a weak key neither replaces a stronger one, nor binds a public key, nor gives the agent away", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const [strong] = await keysOf(world, agent.api_key);
    const form = { name: "weak", scopes: ["read", "keys:write"] };
    const weak = await made(call(world, agent.api_key, "POST", "/api/v1/keys", form));
    const asWeak = (path: string, body: object) => refusal(call(world, weak.api_key, "POST", path, body));
    expect(await asWeak(`/api/v1/keys/${strong!.key_id}/rotate`, {})).toBe("403 missing_scope");
    const binding = await bindingOf(world, agent.agent_id, ed25519Signer());
    expect(await asWeak("/api/v1/agents/@me/public-keys", binding)).toBe("403 missing_scope");
    const claimId = await world.t.run(async (ctx) => {
      const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: "" });
      const account = { tenantId, email: "x@example.org", displayName: "X", passwordHash: "" };
      const accountId = await ctx.db.insert("accounts", { ...account, emailVerifiedAt: 1, deletedAt: null });
      const claim = { agentId: agent.agent_id as Id<"agents">, accountId, method: "login_link" as const };
      return await ctx.db.insert("claims", { ...claim, expiresAt: Date.now() + MINUTE });
    });
    expect(await asWeak(`/api/v1/claims/${claimId}/verify`, {})).toBe("403 missing_scope");
    expect(await asWeak(`/api/v1/keys/${weak.key_id}/rotate`, {})).toBe("201");
  });

  test.each([-1, 86_401, 1e300, 0.5])("an overlap of %d s is refused", async (overlap_s) => {
    const world = aWorld();
    const agent = await basil(world);
    const [key] = await keysOf(world, agent.api_key);
    const path = `/api/v1/keys/${key!.key_id}/rotate`;
    expect(await refusal(call(world, agent.api_key, "POST", path, { overlap_s }))).toBe(
      "422 validation_failed",
    );
    expect(await keysOf(world, agent.api_key)).toEqual([expect.objectContaining({ key_id: key!.key_id })]);
  });

  test("the last way in is ended only on purpose", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const [key] = await keysOf(world, agent.api_key);
    const path = `/api/v1/keys/${key!.key_id}`;
    expect(await refusal(call(world, agent.api_key, "DELETE", path))).toBe("409 last_key");
    expect(await refusal(call(world, agent.api_key, "DELETE", `${path}?force=true`))).toBe("204");
    expect(await refusal(call(world, agent.api_key, "GET", "/agents/me"))).toBe("401 key_revoked");
  });

  test("of fifty rotations of one key at once, one replaces it", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const [key] = await keysOf(world, agent.api_key);
    const path = `/api/v1/keys/${key!.key_id}/rotate`;
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => refusal(call(world, agent.api_key, "POST", path, { overlap_s: 0 }))),
    );
    expect(answers.filter((answer) => answer === "201")).toHaveLength(1);
  });
});

describe("a key that ends soon", () => {
  const warning = async (world: World, credential: string, path = "/agents/me") =>
    (await call(world, credential, "GET", path)).headers.get("Molt-Key-Expires");

  test("is told so in every answer from two weeks before, and not a moment earlier", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const endsAt = (await keysOf(world, agent.api_key))[0]!.expires_at;
    expect(await warning(world, agent.api_key)).toBeNull();
    await pass(world, 76 * DAY - 1);
    expect(await warning(world, agent.api_key)).toBeNull();
    await pass(world, 1);
    expect(await warning(world, agent.api_key)).toBe(endsAt);
    expect(await warning(world, agent.api_key, "/api/v1/keys?agent_id=nobody")).toBe(endsAt);
    expect(await warning(world, agent.api_key, "/api/v1/channels/nothing/messages")).toBe(endsAt);
  });

  test("says so to sign-ins that rest on it, and no other sign-in or secret hears of it", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const { access_token: signed } = await cleo(world);
    const short = { name: "short", expires_at: new Date(Date.now() + DAY).toISOString() };
    const key = await made(call(world, ada.api_key, "POST", "/api/v1/keys", short));
    const grant = { grant_type: "api_key", api_key: key.api_key };
    const { access_token } = (await (
      await call(world, null, "POST", "/api/v1/auth/token", grant)
    ).json()) as {
      access_token: string;
    };
    expect(await warning(world, access_token)).toBe(short.expires_at);
    expect(await warning(world, key.api_key, "/api/streams/ada/poll")).toBe(short.expires_at);
    expect(await warning(world, ada.agent_secret, "/api/streams/ada/poll")).toBeNull();
    expect(await warning(world, signed)).toBeNull();
  });
});
