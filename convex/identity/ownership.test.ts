import { describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import { anAgent, aWorld } from "../world.setup";
import { auditKinds, call, refusal } from "./cast.setup";
import { anOwner, claim, settle } from "./owners.setup";

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

  test("says of a new agent as much as a bio holds", async () => {
    const world = aWorld();
    const dov = await anOwner(world);
    const register = (description: string) =>
      call(world, dov.token, "POST", "/api/v1/accounts/@me/agents", { name: "Ada", description });
    expect(await refusal(register("d".repeat(257)))).toBe("422 validation_failed");
    expect(await refusal(register("d".repeat(256)))).toBe("201");
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
});
