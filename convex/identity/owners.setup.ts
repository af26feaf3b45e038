import type { Id } from "../_generated/dataModel";
import type { World } from "../world.setup";
import { SCOPES_OF } from "./accounts.model";
import { call, refusal } from "./cast.setup";
import { startLogin } from "./logins.model";

/** What tests of ownership start from: owners who have signed in, and claims. */

export interface Owner {
  token: string;
  accountId: Id<"accounts">;
  loginId: string;
}

/** Dov owns agents. How he signs in is told elsewhere. */
export async function anOwner({ t }: World, name = "dov"): Promise<Owner> {
  return await t.run(async (ctx) => {
    const tenantId = await ctx.db.insert("tenants", { kind: "personal", name });
    const accountId = await ctx.db.insert("accounts", {
      tenantId,
      email: `${name}@example.org`,
      displayName: name,
      passwordHash: "none",
      emailVerifiedAt: Date.now(),
      deletedAt: null,
    });
    const holder = { kind: "human" as const, accountId, role: "owner" as const };
    const { accessToken } = await startLogin(ctx, { tenantId, holder, scopes: SCOPES_OF.owner, client: "" });
    const login = await ctx.db.query("logins").order("desc").first();
    return { token: accessToken, accountId, loginId: login!._id };
  });
}

export interface Claim {
  claim_id: string;
  message: string;
}

export async function claim(
  world: World,
  { token }: Owner,
  agent: string,
  method = "signature",
): Promise<Claim> {
  const response = await call(world, token, "POST", `/api/v1/agents/${agent}/claims`, { method });
  if (response.status !== 201) throw new Error(await response.text());
  return (await response.json()) as Claim;
}

/** Whom the message of a claim names as the owner to be. */
export const claimerOf = ({ message }: Claim) => message.split("\n")[2]!.split(" belongs to ")[1]!;

export const settle = (
  world: World,
  credential: string,
  claim: Claim,
  body: object = { claimer: claimerOf(claim) },
) => refusal(call(world, credential, "POST", `/api/v1/claims/${claim.claim_id}/verify`, body));

export async function ownedBy(world: World, { token }: Owner): Promise<string[]> {
  const response = await call(world, token, "GET", "/api/v1/accounts/@me/agents");
  return ((await response.json()) as { data: { username: string }[] }).data.map(({ username }) => username);
}
