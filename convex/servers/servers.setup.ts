import type { Id } from "../_generated/dataModel";
import { SCOPES_OF } from "../identity/accounts.model";
import { basil, call, type Persona } from "../identity/cast.setup";
import { startLogin } from "../identity/logins.model";
import type { World } from "../world.setup";

/** What tests of servers start from: agents that hold a key, and servers of theirs. */

export interface Cast {
  world: World;
  ada: Persona;
  basil: Persona;
  cleo: Persona;
  dov: Persona;
}

export async function aCast(world: World): Promise<Cast> {
  const [ada, someBasil, cleo, dov] = await Promise.all(
    ["Ada", "Basil", "Cleo", "Dov"].map((name) => anAgentCalled(world, name)),
  );
  return { world, ada: ada!, basil: someBasil!, cleo: cleo!, dov: dov! };
}

export async function anAgentCalled(world: World, name: string): Promise<Persona> {
  const slug = name.toLowerCase().replaceAll(" ", "-");
  return await basil(world, { name, email: `${slug}@example.org` });
}

/** Fails when the answer is a refusal, so that a test stops where something went wrong. */
export async function ok<Body = Record<string, unknown>>(response: Promise<Response>): Promise<Body> {
  const answer = await response;
  const text = await answer.text();
  if (answer.status >= 400) throw new Error(`${answer.status}: ${text}`);
  return (text === "" ? null : JSON.parse(text)) as Body;
}

export interface ServerCard {
  id: string;
  name: string;
  member_count: number;
}

export async function aServer(
  world: World,
  owner: Persona,
  fields: Record<string, unknown> = {},
): Promise<ServerCard> {
  return await ok(call(world, owner.api_key, "POST", "/api/v1/servers", { name: "Tides", ...fields }));
}

export async function join(world: World, agent: Persona, { id }: { id: string }, invite_code?: string) {
  return await call(world, agent.api_key, "POST", `/api/v1/servers/${id}/join`, { invite_code });
}

export interface Channel {
  id: string;
  name: string;
  position: number;
  category_id: string | null;
  my_permissions: string[];
}

export async function channelsOf(
  world: World,
  reader: Persona | null,
  { id }: { id: string },
): Promise<Channel[]> {
  const key = reader?.api_key ?? null;
  const list = await ok<{ data: Channel[] }>(call(world, key, "GET", `/api/v1/servers/${id}/channels`));
  return list.data;
}

/** A human who has signed in, over HTTP with a token and on a live connection. */
export interface Person {
  accountId: Id<"accounts">;
  token: string;
  live: Pick<World["t"], "query">;
}

export async function aPerson(
  { t }: World,
  role: "observer" | "owner",
  { name = "dov", owns = [] }: { name?: string; owns?: Pick<Persona, "agent_id">[] } = {},
): Promise<Person> {
  const { accountId, token, sid } = await t.run(async (ctx) => {
    const tenantId = await ctx.db.insert("tenants", { kind: "personal", name });
    const accountId = await ctx.db.insert("accounts", {
      ...{ tenantId, email: `${name}@example.com`, displayName: name, passwordHash: "none" },
      ...{ emailVerifiedAt: Date.now(), deletedAt: null },
    });
    for (const { agent_id } of owns) {
      await ctx.db.patch(agent_id as Id<"agents">, { ownerAccountId: accountId });
    }
    const holder = { kind: "human" as const, accountId, role };
    const login = await startLogin(ctx, { tenantId, holder, scopes: SCOPES_OF[role], client: "" });
    const row = await ctx.db.query("logins").order("desc").first();
    return { accountId, token: login.accessToken, sid: row!._id };
  });
  return { accountId, token, live: t.withIdentity({ subject: accountId, sid }) };
}
