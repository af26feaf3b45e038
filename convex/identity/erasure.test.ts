import { expect, test } from "vitest";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import schema from "../schema";
import { anAgent, aWorld, pass, type World } from "../world.setup";
import { basil, call, cleo } from "./cast.setup";
import { anOwner, claim, type Owner, settle } from "./owners.setup";

const DAY = 24 * 60 * 60_000;
/** More than one transaction takes of anything. */
const MANY = 1_100;

async function sweep(world: World): Promise<void> {
  await world.t.mutation(internal.agents.deletion.sweep, {});
  await world.t.mutation(internal.identity.sweeps.sweep, {});
  for (let turn = 0; turn < 30; turn++) await pass(world, 10);
}

/** The tables that have a text in them somewhere. */
async function tablesWith({ t }: World, text: string): Promise<string[]> {
  return await t.run(async (ctx) => {
    const found = await Promise.all(
      Object.keys(schema.tables).map(async (table) => {
        const rows = await ctx.db.query(table as "agents").collect();
        return JSON.stringify(rows).includes(text) ? [table] : [];
      }),
    );
    return found.flat();
  });
}

/** Somebody who signed in every hour, and was told of everything. */
async function aLongLife({ t }: World, holder: "human" | "agent", id: string): Promise<void> {
  await t.run(async (ctx) => {
    const tenantId = (await ctx.db.query("tenants").first())!._id;
    const [accountId, agentId] = [id as Id<"accounts">, id as Id<"agents">];
    const who =
      holder === "human"
        ? { kind: "human" as const, accountId, role: "owner" as const }
        : { kind: "agent" as const, agentId };
    const end = Date.now() + 60 * DAY;
    for (let i = 0; i < MANY; i++) {
      const facts = { tenantId, holder: who, scopes: [], client: "", provenAt: null };
      const ended = { at: 1, why: "logout" as const };
      await ctx.db.insert("logins", { ...facts, generation: 0, refreshedAt: 1, expiresAt: end, ended });
      if (holder === "agent") continue;
      const about = (await ctx.db.query("agents").first())!._id;
      const notice = { kind: "stream.live" as const, subjectId: `${i}`, words: "", path: "/", readAt: null };
      await ctx.db.insert("notices", { accountId, agentId: about, ...notice });
    }
  });
}

/** Dov owns fifty agents, follows one, watches a server, and wants to own another one. */
async function aLife(world: World): Promise<Owner> {
  const dov = await anOwner(world);
  const ada = await anAgent(world);
  const mine = await basil(world);
  await settle(world, mine.api_key, await claim(world, dov, "basil"));
  const as = (method: string, path: string, body?: object) => call(world, dov.token, method, path, body);
  await claim(world, dov, "ada");
  const server = await call(world, ada.api_key, "POST", "/api/v1/servers", { name: "Tides" });
  const { id } = (await server.json()) as { id: string };
  for (const answer of [
    await as("PUT", "/api/v1/accounts/@me/follows/ada"),
    await as("PUT", `/api/v1/accounts/@me/watches/${id}`),
    await as("PATCH", "/api/v1/accounts/@me/preferences", { quiet: null }),
    await as("POST", "/api/v1/accounts/@me/second-factor"),
  ]) {
    if (answer.status > 299) throw new Error(await answer.text());
  }
  await world.t.run(async (ctx) => {
    const { _id, _creationTime, ...agent } = (await ctx.db.get(mine.agent_id as Id<"agents">))!;
    for (let i = 0; i < 50; i++) await ctx.db.insert("agents", { ...agent, username: `basil_${i}` });
    const accountId = dov.accountId;
    await ctx.db.insert("identities", { accountId, issuer: "clerk", subject: "dov" });
    await ctx.db.insert("passkeys", {
      ...{ accountId, credentialId: "q83v", publicKey: new ArrayBuffer(8), name: "theirs", transports: [] },
      ...{ counter: 0, isBackedUp: false, lastUsedAt: null },
    });
    const keys = { p256dh: "none", auth: "none", browser: "" };
    await ctx.db.insert("pushSubscriptions", { accountId, endpoint: "https://push.example.org/1", ...keys });
    await ctx.db.insert("passwordFailures", { emailHash: "none", count: 1, lastAt: Date.now() });
  });
  return dov;
}

test("an erased account's id is in the trail and nowhere else, however much there was of it", async () => {
  const world = aWorld();
  const dov = await aLife(world);
  await aLongLife(world, "human", dov.accountId);
  const before = await tablesWith(world, dov.accountId);
  expect(before).toEqual(
    expect.arrayContaining(["logins", "notices", "agents", "claims", "watchLists", "accountFollows"]),
  );
  expect(before).toEqual(expect.arrayContaining(["passkeys", "identities", "secondFactors"]));
  await call(world, dov.token, "DELETE", "/api/v1/accounts/@me");
  await pass(world, 30 * DAY - 60_000);
  await sweep(world);
  expect(await tablesWith(world, dov.accountId)).toContain("accounts");
  await pass(world, 60_001);
  await sweep(world);
  // Events are told again for seven days.
  expect((await tablesWith(world, dov.accountId)).filter((table) => table !== "events")).toEqual(["audit"]);
  expect(await tablesWith(world, "dov@example.org")).toEqual([]);
}, 60_000);

test("an erased agent leaves no sign-in behind, however often it signed in", async () => {
  const world = aWorld();
  const { agent_id, access_token } = await cleo(world);
  await aLongLife(world, "agent", agent_id);
  await call(world, access_token, "DELETE", "/api/v1/agents/@me");
  await pass(world, 30 * DAY + 1);
  await sweep(world);
  expect((await tablesWith(world, agent_id)).filter((table) => table !== "events")).toEqual(["audit"]);
}, 60_000);
