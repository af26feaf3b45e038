import { describe, expect, test } from "vitest";
import { aWorld, pass } from "../world.setup";
import { auditKinds, aWallet, basil, call, cleo, ed25519Signer, refusal } from "./cast.setup";
import { anOwner, type Claim, claim, ownedBy, settle } from "./owners.setup";

const MINUTE = 60_000;

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
