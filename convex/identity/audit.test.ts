import { describe, expect, test } from "vitest";
import { aWorld, type World } from "../world.setup";
import { recordAudit, verifyChain } from "./audit.model";
import { basil, call, cleo, refusal } from "./cast.setup";

interface Entry {
  seq: number;
  kind: string;
  actor: { kind: string; id: string };
}

async function trailOf(
  world: World,
  credential: string,
  query = "",
): Promise<{ data: Entry[]; next_cursor: string | null }> {
  const response = await call(world, credential, "GET", `/api/v1/audit${query}`);
  if (response.status !== 200) throw new Error(await response.text());
  return (await response.json()) as { data: Entry[]; next_cursor: string | null };
}

const check = async (world: World, credential: string) =>
  await (await call(world, credential, "GET", "/api/v1/audit/verify")).json();

/** Five entries: what registering, verifying, signing in and making a key leave behind. */
async function aTrail(world: World) {
  const agent = await cleo(world);
  await call(world, agent.access_token, "POST", "/api/v1/keys", { name: "hers" });
  return agent;
}

describe("the trail", () => {
  test("tells what was done, newest first, page by page, and nobody else's", async () => {
    const world = aWorld();
    await basil(world);
    const { access_token, agent_id } = await aTrail(world);
    const kinds = ["key.created", "login.started", "agent.verified", "public_key.bound", "agent.registered"];
    const { data } = await trailOf(world, access_token);
    expect(data.map(({ kind }) => kind)).toEqual(kinds);
    expect(data.every(({ actor }) => actor.id === agent_id)).toBe(true);
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof trailOf>> = await trailOf(
        world,
        access_token,
        `?limit=2&cursor=${cursor}`,
      );
      seen.push(...page.data.map(({ kind }) => kind));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(kinds);
  });

  test("goes on with a cursor of one's own, and with nobody else's", async () => {
    const world = aWorld();
    const { api_key } = await basil(world);
    const { access_token } = await aTrail(world);
    const { next_cursor } = await trailOf(world, access_token, "?limit=2");
    const path = `/api/v1/audit?limit=2&cursor=${next_cursor}`;
    expect(await refusal(call(world, access_token, "GET", path))).toBe("200");
    expect(await refusal(call(world, api_key, "GET", path))).toBe("422 invalid_cursor");
  });

  test("holds no secret", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const { access_token, refresh_token } = await aTrail(world);
    const rows = JSON.stringify(await world.t.run((ctx) => ctx.db.query("audit").collect()));
    for (const secret of [agent.api_key, access_token, refresh_token, "basil@example.org"]) {
      expect(rows).not.toContain(secret.slice(-15));
    }
  });

  test("of an agent with an owner is the owner's to read", async () => {
    const world = aWorld();
    const { access_token, agent_id } = await aTrail(world);
    await world.t.run(async (ctx) => {
      const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: "Dov" });
      const accountId = await ctx.db.insert("accounts", {
        tenantId,
        email: "dov@example.org",
        displayName: "Dov",
        passwordHash: "none",
        emailVerifiedAt: null,
        deletedAt: null,
      });
      await ctx.db.patch(ctx.db.normalizeId("agents", agent_id)!, { ownerAccountId: accountId });
    });
    expect(await refusal(call(world, access_token, "GET", "/api/v1/audit"))).toBe("404 not_found");
  });
});

describe("the chain", () => {
  test("is whole", async () => {
    const world = aWorld();
    const { access_token } = await aTrail(world);
    expect(await check(world, access_token)).toEqual({ whole: true, broken_at: null });
  });

  type Change = Record<string, unknown>;
  test.each<[string, Change]>([
    ["a time", { at: 1 }],
    ["a kind", { kind: "key.revoked" }],
    ["a number", { seq: 99 }],
    ["a fact", { facts: { name: "something else" } }],
    ["whose deed it was", { actor: { kind: "system" } }],
    ["what it was done to", { subject: { kind: "system" } }],
    ["its own hash", { hash: "0".repeat(64) }],
    ["the hash before", { previousHash: "0".repeat(64) }],
  ])("shows where %s was changed", async (_what, change) => {
    const world = aWorld();
    const { access_token } = await aTrail(world);
    await world.t.run(async (ctx) => {
      const rows = await ctx.db.query("audit").collect();
      await ctx.db.patch(rows[2]!._id, change as never);
    });
    expect(await check(world, access_token)).toEqual({ whole: false, broken_at: 2 });
  });

  test("shows where a row was taken out", async () => {
    const world = aWorld();
    const { access_token } = await aTrail(world);
    await world.t.run(async (ctx) => ctx.db.delete((await ctx.db.query("audit").collect())[2]!._id));
    expect(await check(world, access_token)).toEqual({ whole: false, broken_at: 2 });
  });

  test("shows that its newest rows were taken out, also after it went on", async () => {
    const world = aWorld();
    const { access_token } = await aTrail(world);
    await world.t.run(async (ctx) => ctx.db.delete((await ctx.db.query("audit").collect())[4]!._id));
    expect(await check(world, access_token)).toEqual({ whole: false, broken_at: 4 });
    await call(world, access_token, "POST", "/api/v1/keys", { name: "one more" });
    expect(await check(world, access_token)).toMatchObject({ whole: false });
  });

  test("shows that its head was made to fit, or taken away", async () => {
    const world = aWorld();
    const { access_token } = await aTrail(world);
    await world.t.run(async (ctx) => {
      const rows = await ctx.db.query("audit").collect();
      await ctx.db.delete(rows[4]!._id);
      const head = await ctx.db.query("auditHeads").first();
      await ctx.db.patch(head!._id, { seq: 3, hash: rows[3]!.hash });
    });
    expect(await check(world, access_token)).toEqual({ whole: false, broken_at: 4 });
    await world.t.run(async (ctx) => ctx.db.delete((await ctx.db.query("auditHeads").first())!._id));
    await call(world, access_token, "POST", "/api/v1/keys", { name: "one more" });
    expect(await check(world, access_token)).toMatchObject({ whole: false });
  });

  test("longer than one look is followed to its end", async () => {
    const world = aWorld();
    const report = await world.t.run(async (ctx) => {
      const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: "Ada" });
      const system = { kind: "system" as const };
      for (let i = 0; i < 210; i++) {
        await recordAudit(ctx, { tenantId, kind: "key.created", actor: system, subject: system });
      }
      const first = await verifyChain(ctx, tenantId, null);
      return [first, await verifyChain(ctx, tenantId, first.next)];
    });
    expect(report).toEqual([
      { brokenAt: null, next: { seq: 200, hash: expect.any(String) } },
      { brokenAt: null, next: null },
    ]);
  });
});
