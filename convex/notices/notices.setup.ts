import type { Id } from "../_generated/dataModel";
import { call, type Persona } from "../identity/cast.setup";
import { aPerson, ok, type Person } from "../servers/servers.setup";
import { pass, type Registered, signal, type World } from "../world.setup";

/** What tests of notifications start from: followers of an agent that goes on air. */

export const follow = (world: World, { token }: Person, agent: string, only_tag?: string | null) =>
  ok(call(world, token, "PUT", `/api/v1/accounts/@me/follows/${agent}`, { only_tag }));

export const followAsAgent = (world: World, { api_key }: Persona, agent: string, only_tag?: string) =>
  ok(call(world, api_key, "POST", `/api/v1/agents/${agent}/follow`, { only_tag }));

/** Lets what is ordered for now happen: each batch orders the next one. */
export async function settle(world: World): Promise<void> {
  for (let i = 0; i < 8; i++) await pass(world, 1);
}

export async function goOnAir(world: World, agent: Registered): Promise<void> {
  await signal(world, agent, "connected");
}

interface Told {
  id: string;
  type: string;
  title: string;
  path: string;
  read: boolean;
}

export async function toldTo(world: World, { token }: Person): Promise<Told[]> {
  const page = await ok<{ data: Told[] }>(call(world, token, "GET", "/api/v1/notifications?limit=100"));
  return page.data;
}

/** The `stream.live` events in an agent's inbox. */
export async function heardBy(world: World, { api_key }: { api_key: string }): Promise<string[]> {
  const page = await ok<{ data: { id: string; type: string }[] }>(
    call(world, api_key, "GET", "/api/v1/events?limit=100"),
  );
  return page.data.filter(({ type }) => type === "stream.live").map(({ id }) => id);
}

/** So many humans who follow an agent, without the ceremony of signing up. */
export async function aCrowd({ t }: World, agentId: string, count: number): Promise<Id<"accounts">[]> {
  return await t.run(async (ctx) => {
    const targetId = agentId as Id<"agents">;
    const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: "Crowd" });
    const accounts: Id<"accounts">[] = [];
    for (let i = 0; i < count; i++) {
      const accountId = await ctx.db.insert("accounts", {
        ...{ tenantId, email: `${i}@crowd.example`, displayName: `${i}`, passwordHash: null },
        ...{ emailVerifiedAt: null, deletedAt: null },
      });
      await ctx.db.insert("accountFollows", { accountId, targetId });
      accounts.push(accountId);
    }
    return accounts;
  });
}

export const aFollower = (world: World, name: string): Promise<Person> =>
  aPerson(world, "observer", { name });
