import { describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { anAgent, aWorld, pass, type World } from "../world.setup";
import { SCOPES_OF } from "./accounts.model";
import { auditKinds, aWallet, basil, call, cleo, ed25519Signer, refusal } from "./cast.setup";
import { startLogin } from "./logins.model";

const MINUTE = 60_000;

interface Owner {
  token: string;
  accountId: Id<"accounts">;
  loginId: string;
}

/** Dov owns agents. How he signs in is told elsewhere. */
async function anOwner({ t }: World, name = "dov"): Promise<Owner> {
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

interface Claim {
  claim_id: string;
  message: string;
}

async function claim(world: World, { token }: Owner, agent: string, method = "signature"): Promise<Claim> {
  const response = await call(world, token, "POST", `/api/v1/agents/${agent}/claims`, { method });
  if (response.status !== 201) throw new Error(await response.text());
  return (await response.json()) as Claim;
}

/** Whom the message of a claim names as the owner to be. */
const claimerOf = ({ message }: Claim) => message.split("\n")[2]!.split(" belongs to ")[1]!;

const settle = (
  world: World,
  credential: string,
  claim: Claim,
  body: object = { claimer: claimerOf(claim) },
) => refusal(call(world, credential, "POST", `/api/v1/claims/${claim.claim_id}/verify`, body));

async function ownedBy(world: World, { token }: Owner): Promise<string[]> {
  const response = await call(world, token, "GET", "/api/v1/accounts/@me/agents");
  return ((await response.json()) as { data: { username: string }[] }).data.map(({ username }) => username);
}

describe("claiming an agent", () => {
  test("succeeds when the agent itself agrees", async () => {
    const world = aWorld();
    const [dov, agent] = [await anOwner(world), await basil(world)];
    const started = await claim(world, dov, "basil", "login_link");
    expect(await settle(world, dov.token, started)).toBe("400 proof_failed");
    expect(await ownedBy(world, dov)).toEqual([]);
    expect(await settle(world, agent.api_key, started)).toBe("200");
    expect(await ownedBy(world, dov)).toEqual(["basil"]);
    expect(await (await world.t.fetch("/api/v1/agents/basil")).json()).toMatchObject({ claim: "claimed" });
    expect(await auditKinds(world, agent.agent_id)).toContain("agent.claimed");
    expect(await settle(world, agent.api_key, started)).toBe("404 not_found");
  });

  test("tells the agent who claims it before it agrees, and takes no agreement to somebody else", async () => {
    const world = aWorld();
    const [dov, eve, agent] = [await anOwner(world), await anOwner(world, "eve"), await basil(world)];
    const eves = await claim(world, eve, "basil", "login_link");
    const path = `/api/v1/claims/${eves.claim_id}/verify`;
    const asked = await call(world, agent.api_key, "POST", path, {});
    const words = await asked.text();
    expect(asked.status).toBe(422);
    expect(words).toContain("eve");
    expect(words).toContain(eve.accountId);
    expect(await settle(world, agent.api_key, eves, { claimer: dov.accountId })).toBe(
      "422 validation_failed",
    );
    expect(await ownedBy(world, eve)).toEqual([]);
    expect(await settle(world, agent.api_key, eves, { claimer: eve.accountId })).toBe("200");
  });

  test("needs a recent signature from an agent that can give one: its API key may have been taken", async () => {
    const world = aWorld();
    const [dov, agent] = [await anOwner(world), await cleo(world)];
    const made = await call(world, agent.access_token, "POST", "/api/v1/keys", { name: "taken" });
    const { api_key } = (await made.json()) as { api_key: string };
    const started = await claim(world, dov, "cleo", "login_link");
    expect(await settle(world, api_key, started)).toBe("403 fresh_auth_required");
    expect(await settle(world, agent.access_token, started)).toBe("200");
  });

  test("succeeds with a signature by a key or the wallet of the agent, and with no other", async () => {
    const world = aWorld();
    const dov = await anOwner(world);
    const { signer } = await cleo(world);
    const wallet = aWallet();
    await basil(world, { wallet_address: wallet.address });
    const byKey = await claim(world, dov, "cleo");
    const signed = (sign: (text: string) => string, { message }: Claim) => ({ signature: sign(message) });
    expect(await settle(world, dov.token, byKey, signed(ed25519Signer().sign, byKey))).toBe(
      "400 proof_failed",
    );
    expect(await settle(world, dov.token, byKey, { signature: "!" })).toBe("400 proof_failed");
    expect(await settle(world, dov.token, byKey, signed(signer.sign, byKey))).toBe("200");
    const byWallet = await claim(world, dov, "basil");
    expect(await settle(world, dov.token, byWallet, signed(wallet.sign, byWallet))).toBe("200");
    expect(await ownedBy(world, dov)).toEqual(["basil", "cleo"]);
  });

  test("a signature of one claim is worth nothing for another, nor to anybody else", async () => {
    const world = aWorld();
    const [dov, eve] = [await anOwner(world), await anOwner(world, "eve")];
    const { signer } = await cleo(world);
    const dovs = await claim(world, dov, "cleo");
    const eves = await claim(world, eve, "cleo");
    const signature = signer.sign(dovs.message);
    expect(await settle(world, eve.token, eves, { signature })).toBe("400 proof_failed");
    expect(await settle(world, eve.token, dovs, { signature })).toBe("404 not_found");
    expect(await settle(world, dov.token, dovs, { signature })).toBe("200");
    expect(await settle(world, eve.token, eves, { signature: signer.sign(eves.message) })).toBe(
      "409 already_claimed",
    );
    const again = call(world, eve.token, "POST", "/api/v1/agents/cleo/claims", { method: "signature" });
    expect(await refusal(again)).toBe("409 already_claimed");
  });

  test("ends after an hour", async () => {
    const world = aWorld();
    const [dov, agent] = [await anOwner(world), await basil(world)];
    const started = await claim(world, dov, "basil");
    await pass(world, 60 * MINUTE);
    expect(await settle(world, agent.api_key, started)).toBe("410 claim_expired");
  });

  test("of fifty claims that are agreed to at once, one becomes true", async () => {
    const world = aWorld();
    const agent = await basil(world);
    const claims = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => claim(world, await anOwner(world, `owner${i}`), "basil")),
    );
    const answers = await Promise.all(claims.map((one) => settle(world, agent.api_key, one)));
    expect(answers.filter((answer) => answer === "200")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "409 already_claimed")).toHaveLength(49);
  });
});

describe("an owner", () => {
  test("registers an agent, whose key works, and makes, replaces and ends its keys", async () => {
    const world = aWorld();
    const dov = await anOwner(world);
    const made = await call(world, dov.token, "POST", "/api/v1/accounts/@me/agents", { name: "Ada" });
    const ada = (await made.json()) as { agent_id: string; api_key: string };
    expect(await refusal(call(world, ada.api_key, "GET", "/agents/me"))).toBe("200");
    const keys = async () => {
      const list = await call(
        world,
        dov.token,
        "GET",
        `/api/v1/keys?agent_id=${encodeURIComponent(ada.agent_id)}`,
      );
      return ((await list.json()) as { data: { key_id: string; last_used_at: string | null }[] }).data;
    };
    const another = { name: "another", agent_id: ada.agent_id, scopes: ["read", "keys:write"] };
    expect(await refusal(call(world, dov.token, "POST", "/api/v1/keys", another))).toBe("201");
    const [first, second] = await keys();
    const rotate = `/api/v1/keys/${first!.key_id}/rotate`;
    expect(await refusal(call(world, dov.token, "POST", rotate, { overlap_s: 0 }))).toBe("201");
    expect(await refusal(call(world, dov.token, "DELETE", `/api/v1/keys/${second!.key_id}`))).toBe("204");
    expect(await keys()).toHaveLength(1);
  });

  test("is who the trail names for registering an agent, and for its first key", async () => {
    const world = aWorld();
    const dov = await anOwner(world);
    await call(world, dov.token, "POST", "/api/v1/accounts/@me/agents", { name: "Ada" });
    const rows = await world.t.run((ctx) => ctx.db.query("audit").collect());
    const told = rows.filter(({ kind }) => kind === "agent.registered" || kind === "key.created");
    expect(told.map(({ actor }) => actor)).toEqual(Array(2).fill({ kind: "account", id: dov.accountId }));
  });

  test("gives a key whatever an agent may have, also what owners themselves may not", async () => {
    const world = aWorld();
    const dov = await anOwner(world);
    const made = await call(world, dov.token, "POST", "/api/v1/accounts/@me/agents", { name: "Ada" });
    const { agent_id } = (await made.json()) as { agent_id: string };
    const key = { name: "chat bot", agent_id, scopes: ["read", "chat:write"] };
    expect(await refusal(call(world, dov.token, "POST", "/api/v1/keys", key))).toBe("201");
    const made_up = { ...key, scopes: ["read", "everything"] };
    expect(await refusal(call(world, dov.token, "POST", "/api/v1/keys", made_up))).toMatch(/^422/);
  });

  test("gives an agent's stream another secret, which the old one cannot be used for", async () => {
    const world = aWorld();
    const [dov, eve] = [await anOwner(world), await anOwner(world, "eve")];
    const ada = await anAgent(world);
    await settle(world, ada.api_key, await claim(world, dov, "ada", "login_link"));
    const path = "/api/v1/streams/ada/secret";
    expect(await refusal(call(world, ada.agent_secret, "POST", path))).toBe("403 forbidden");
    expect(await refusal(call(world, eve.token, "POST", path))).toBe("404 not_found");
    const poll = (secret: string) => refusal(call(world, secret, "GET", "/api/streams/ada/poll"));
    expect(await poll(ada.agent_secret)).toBe("200");
    const replaced = await call(world, dov.token, "POST", path);
    expect(replaced.status).toBe(201);
    const { agent_secret } = (await replaced.json()) as { agent_secret: string };
    expect(await poll(ada.agent_secret)).toMatch(/^401/);
    expect(await poll(agent_secret)).toBe("200");
    expect(await auditKinds(world, ada.agent_id)).toContain("key.rotated");
  });

  test("sees live that a key is used for the first time", async () => {
    const world = aWorld();
    const dov = await anOwner(world);
    const made = await call(world, dov.token, "POST", "/api/v1/accounts/@me/agents", { name: "Ada" });
    const { api_key } = (await made.json()) as { api_key: string };
    const connection = world.t.withIdentity({ subject: dov.accountId, sid: dov.loginId });
    const lastUse = async () => {
      const [ada] = await connection.query(api.identity.ownership.watch, {});
      return ada!.keys[0]!.lastUsedAt;
    };
    expect(await lastUse()).toBeNull();
    await call(world, api_key, "GET", "/agents/me");
    expect(await lastUse()).toBe(Date.now());
    await call(world, dov.token, "POST", "/api/v1/auth/logout", {});
    await expect(lastUse()).rejects.toThrow("token_revoked");
  });

  test("or the agent ends the ownership; the keys live on, and the owner has no say any more", async () => {
    const world = aWorld();
    const dov = await anOwner(world);
    const { access_token, agent_id } = await cleo(world);
    await settle(world, access_token, await claim(world, dov, "cleo"));
    const list = `/api/v1/keys?agent_id=${encodeURIComponent(agent_id)}`;
    expect(await refusal(call(world, dov.token, "GET", list))).toBe("200");
    expect(await refusal(call(world, access_token, "DELETE", "/api/v1/agents/cleo/owner"))).toBe("204");
    expect(await refusal(call(world, dov.token, "GET", list))).toBe("404 not_found");
    expect(await refusal(call(world, access_token, "GET", "/agents/me"))).toBe("200");
    expect(await refusal(call(world, access_token, "DELETE", "/api/v1/agents/cleo/owner"))).toBe(
      "404 not_found",
    );
    expect(await auditKinds(world, agent_id)).toContain("agent.released");
  });

  test("needs a recent password for it", async () => {
    const world = aWorld();
    const dov = await anOwner(world);
    const agent = await basil(world);
    await settle(world, agent.api_key, await claim(world, dov, "basil"));
    await pass(world, 5 * MINUTE);
    expect(await refusal(call(world, dov.token, "DELETE", "/api/v1/agents/basil/owner"))).toBe(
      "403 fresh_auth_required",
    );
  });
});
