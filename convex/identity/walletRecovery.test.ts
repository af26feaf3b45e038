import { secp256k1 } from "@noble/curves/secp256k1.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import type { Id } from "../_generated/dataModel";
import { anAgent, aWorld, pass, post, type World } from "../world.setup";
import {
  auditKinds,
  aWallet,
  basil,
  bindingOf,
  call,
  challenge as challengeOf,
  cleo,
  ed25519Signer,
  refusal,
  type Signer,
} from "./cast.setup";
import { anOwner, claim, type Owner, ownedBy, settle } from "./owners.setup";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ask = ({ t }: World, body: object) =>
  post(t, "/api/v1/auth/challenge", { agent_id: "basil", purpose: "recover", ...body });

interface Challenge {
  nonce: string;
  message: string;
  expires_at: string;
}

async function challenge(world: World, wallet_address: string, agent_id = "basil"): Promise<Challenge> {
  const answer = await ask(world, { wallet_address, agent_id });
  if (answer.status !== 201) throw new Error(await answer.text());
  return (await answer.json()) as Challenge;
}

const recover = ({ t }: World, nonce: string, signature: string) =>
  refusal(post(t, "/api/v1/agents/recover", { nonce, signature }));

/** Basil with a wallet. */
async function anAgentWithWallet(world: World) {
  const wallet = aWallet();
  return { wallet, agent: await basil(world, { wallet_address: wallet.address }) };
}

/** Recovers the agent by its wallet; answers its new key. */
async function recovered(world: World, wallet: ReturnType<typeof aWallet>, agent = "basil") {
  const { nonce, message } = await challenge(world, wallet.address, agent);
  const answer = await post(world.t, "/api/v1/agents/recover", { nonce, signature: wallet.sign(message) });
  if (answer.status !== 201) throw new Error(await answer.text());
  return ((await answer.json()) as { api_key: string }).api_key;
}

async function recoveredBy(world: World, signer: Signer, agent_id: string): Promise<void> {
  const { nonce, message } = await challengeOf(world, { agent_id }, "recover");
  expect(await recover(world, nonce, signer.sign(message))).toBe("201");
}

/** Basil, whose key Dov had, and who therefore belongs to him. */
async function aClaimedAgent(world: World) {
  const { wallet, agent } = await anAgentWithWallet(world);
  const dov = await anOwner(world);
  expect(await settle(world, agent.api_key, await claim(world, dov, "basil"))).toBe("200");
  return { wallet, agent, dov };
}

const keysOf = (world: World, { token }: Owner, agentId: string) =>
  refusal(call(world, token, "GET", `/api/v1/keys?agent_id=${encodeURIComponent(agentId)}`));

/** The format of EIP-4361, line by line, as its grammar has it. */
const EIP_4361 = [
  /^[\w.-]+(:\d+)? wants you to sign in with your Ethereum account:$/,
  /^0x[0-9a-fA-F]{40}$/,
  /^$/,
  /^[\w\-.~:/?#[\]@!$&'()*+,;= ]+$/,
  /^$/,
  /^URI: https?:\/\/[\w.:-]+$/,
  /^Version: 1$/,
  /^Chain ID: \d+$/,
  /^Nonce: [a-zA-Z0-9]{8,}$/,
  /^Issued At: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  /^Expiration Time: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  /^Request ID: [\w\-.~!$&'()*+,;=:@%]*$/,
];

describe("a wallet recovers an agent", () => {
  test("by signing a text as wallets show it: for this site, this address, this agent, five minutes", async () => {
    const world = aWorld();
    const { wallet, agent } = await anAgentWithWallet(world);
    const { nonce, message, expires_at } = await challenge(world, wallet.address.toLowerCase());
    const lines = message.split("\n");
    expect(lines).toHaveLength(EIP_4361.length);
    for (const [i, line] of lines.entries()) expect(line).toMatch(EIP_4361[i]!);
    expect(lines[0]).toContain("molt.test ");
    expect(lines[1]).toBe(wallet.address);
    expect(message).toContain(`Nonce: ${nonce}\n`);
    expect(message).toContain(`Expiration Time: ${expires_at}\n`);
    expect(lines.at(-1)).toBe("Request ID: basil");
    const answer = await post(world.t, "/api/v1/agents/recover", { nonce, signature: wallet.sign(message) });
    expect(answer.status).toBe(201);
    const { api_key } = (await answer.json()) as { api_key: string };
    expect(await refusal(call(world, api_key, "GET", "/agents/me"))).toBe("200");
    expect(await refusal(call(world, agent.api_key, "GET", "/agents/me"))).toBe("401 key_revoked");
    expect(await auditKinds(world, agent.agent_id)).toContain("agent.recovered");
  });

  test("and whoever had its key neither hears of it nor comes to own it by what they left behind", async () => {
    const world = aWorld();
    const { wallet, agent } = await anAgentWithWallet(world);
    const place = "/api/v1/agents/@me/claim-domain";
    expect((await call(world, agent.api_key, "PUT", place, { domain: "thief.example.com" })).status).toBe(
      200,
    );
    const webhookId = await world.t.run((ctx) =>
      ctx.db.insert("webhooks", {
        ...{ agentId: agent.agent_id as Id<"agents">, url: "https://thief.example.com/", description: "" },
        ...{ types: ["dm.received"], mode: "always", state: { kind: "active", since: 0 }, secretVersion: 1 },
      }),
    );
    const { nonce, message } = await challenge(world, wallet.address);
    const answer = await post(world.t, "/api/v1/agents/recover", { nonce, signature: wallet.sign(message) });
    const { api_key } = (await answer.json()) as { api_key: string };
    const named = await call(world, api_key, "GET", place);
    expect(await named.json()).toEqual({ claim_domain: null });
    const webhook = await world.t.run((ctx) => ctx.db.get(webhookId));
    expect(webhook?.state.kind).toBe("disabled");
  });

  test("and ends the secrets of its streams, too, of which it makes others", async () => {
    const world = aWorld();
    const wallet = aWallet();
    const ada = await anAgent(world, { owner_wallet: wallet.address });
    const at = `/api/streams/${ada.stream_id}`;
    const poll = (secret: string) => refusal(call(world, secret, "GET", `${at}/poll`));
    expect(await poll(ada.agent_secret)).toBe("200");
    const { nonce, message } = await challenge(world, wallet.address, ada.agent_id);
    const answer = await post(world.t, "/api/v1/agents/recover", { nonce, signature: wallet.sign(message) });
    const { api_key } = (await answer.json()) as { api_key: string };
    expect(await poll(ada.agent_secret)).toMatch(/^401/);
    const made = await call(world, api_key, "POST", `/api/v1/streams/${ada.stream_id}/secret`);
    const { agent_secret } = (await made.json()) as { agent_secret: string };
    expect(await poll(agent_secret)).toBe("200");
  });

  test("once, of fifty answers at the same time", async () => {
    const world = aWorld();
    const { wallet } = await anAgentWithWallet(world);
    const { nonce, message } = await challenge(world, wallet.address);
    const signature = wallet.sign(message);
    const answers = await Promise.all(Array.from({ length: 50 }, () => recover(world, nonce, signature)));
    expect(answers.filter((answer) => answer === "201")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "400 challenge_used")).toHaveLength(49);
  });

  test("in time, or not at all", async () => {
    const world = aWorld();
    const { wallet } = await anAgentWithWallet(world);
    const { nonce, message } = await challenge(world, wallet.address);
    await pass(world, 5 * MINUTE);
    expect(await recover(world, nonce, wallet.sign(message))).toBe("400 challenge_expired");
  });

  test("whose agent it is, and no other wallet, which gets the same text to sign in vain", async () => {
    const world = aWorld();
    const { wallet, agent } = await anAgentWithWallet(world);
    const other = aWallet();
    const vain = await challenge(world, other.address);
    const shape = ({ message }: Challenge) =>
      message
        .replace(/0x\w{40}/, "")
        .replace(/Nonce: \w+/, "")
        .replace(/Request ID: .*/, "");
    expect(shape(vain)).toBe(shape(await challenge(world, wallet.address)));
    expect(shape(vain)).toBe(shape(await challenge(world, wallet.address, "nobody")));
    expect(await recover(world, vain.nonce, other.sign(vain.message))).toBe("401 bad_signature");
    const mixed = await challenge(world, other.address);
    expect(await recover(world, mixed.nonce, wallet.sign(mixed.message))).toBe("401 bad_signature");
    expect(await refusal(call(world, agent.api_key, "GET", "/agents/me"))).toBe("200");
  });

  const halfOrder = secp256k1.Point.Fn.ORDER;
  test.each<[string, (signed: string, message: string) => string]>([
    ["without the last byte, from which the key follows", (signed) => signed.slice(0, -2)],
    ["with another parity", (signed) => signed.slice(0, -2) + (signed.endsWith("1b") ? "1c" : "1b")],
    ["with a parity that does not exist", (signed) => `${signed.slice(0, -2)}1d`],
    ["in its other form, with a high s", (signed) => highTwin(signed)],
    ["with nothing in it", () => `0x${"00".repeat(65)}`],
    ["with a byte too many", (signed) => `${signed}00`],
  ])("not by a signature %s", async (_what, spoil) => {
    const world = aWorld();
    const { wallet } = await anAgentWithWallet(world);
    const { nonce, message } = await challenge(world, wallet.address);
    expect(await recover(world, nonce, spoil(wallet.sign(message), message))).toBe("401 bad_signature");
  });

  /** The same signature as somebody else may write it: s as the order less s, and the other parity. */
  function highTwin(signed: string): string {
    const bytes = hexToBytes(signed.slice(2));
    const s = BigInt(`0x${bytesToHex(bytes.slice(32, 64))}`);
    const twin = (halfOrder - s).toString(16).padStart(64, "0");
    return `0x${bytesToHex(bytes.slice(0, 32))}${twin}${bytes[64] === 27 ? "1c" : "1b"}`;
  }

  test.each<[string, (message: string) => string]>([
    ["another site", (message) => message.replaceAll("molt.test", "evil.test")],
    ["another agent", (message) => message.replace("Request ID: basil", "Request ID: ada")],
    ["another chain", (message) => message.replace("Chain ID: 1", "Chain ID: 8453")],
    ["another nonce", (message) => message.replace(/Nonce: \w/, "Nonce: z")],
    ["a later end", (message) => message.replace("Expiration Time: 2026", "Expiration Time: 2027")],
  ])("not by a text for %s", async (_what, change) => {
    const world = aWorld();
    const { wallet } = await anAgentWithWallet(world);
    const { nonce, message } = await challenge(world, wallet.address);
    const changed = change(message);
    expect(changed).not.toBe(message);
    expect(await recover(world, nonce, wallet.sign(changed))).toBe("401 bad_signature");
  });

  test("that is named as one, with its checksum, and for nothing but recovering", async () => {
    const world = aWorld();
    const { wallet } = await anAgentWithWallet(world);
    const swapped = wallet.address.replace(/[a-f]|[A-F]/, (c) =>
      c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase(),
    );
    for (const body of [
      { wallet_address: "0x12" },
      { wallet_address: swapped },
      { wallet_address: wallet.address, purpose: "login" },
      { wallet_address: wallet.address, purpose: "bind" },
    ]) {
      expect(await refusal(ask(world, body)), JSON.stringify(body)).toBe("422 validation_failed");
    }
  });
});

describe("an owner who came by the agent's key", () => {
  test("goes with the key when the agent is recovered within thirty days, is told so, and has no say in it", async () => {
    const world = aWorld();
    const { wallet, agent, dov } = await aClaimedAgent(world);
    await pass(world, 2 * MINUTE);
    const apiKey = await recovered(world, wallet);
    expect(await ownedBy(world, dov)).toEqual([]);
    expect(await keysOf(world, dov, agent.agent_id)).toBe("404 not_found");
    expect(await refusal(call(world, dov.token, "POST", "/api/v1/agents/basil/owner/keep"))).toBe(
      "404 not_found",
    );
    expect(await refusal(call(world, apiKey, "GET", "/api/v1/agents/basil/owner"))).toBe("404 not_found");
    await pass(world, 1);
    expect(world.mailbox.letters.map(({ subject }) => subject)).toEqual(["@basil was recovered from you"]);
    expect(await auditKinds(world, agent.agent_id)).toContain("agent.released");
  });

  test("cannot keep the agent from being recovered by deleting it", async () => {
    const world = aWorld();
    const { wallet, agent, dov } = await aClaimedAgent(world);
    const gone = call(world, dov.token, "DELETE", "/api/v1/accounts/@me/agents/basil");
    expect(await refusal(gone)).toBe("200");
    const apiKey = await recovered(world, wallet, agent.agent_id); // Its name is nobody's now.
    expect(
      await refusal(post(world.t, "/api/v1/auth/token", { grant_type: "api_key", api_key: apiKey })),
    ).toBe("200");
    expect(await refusal(call(world, apiKey, "GET", "/agents/me"))).toBe("200");
    expect(await ownedBy(world, dov)).toEqual([]);
  });

  test("stays when they have owned it for longer: a wallet robs nobody of an agent that is long theirs", async () => {
    const world = aWorld();
    const { wallet, agent, dov } = await aClaimedAgent(world);
    await pass(world, 30 * DAY);
    await recovered(world, wallet);
    const owner = await world.t.run((ctx) => ctx.db.get(agent.agent_id as Id<"agents">));
    expect(owner?.ownerAccountId).toBe(dov.accountId);
  });

  test("stays when what signs was bound after their claim: a thief of the key binds one of their own", async () => {
    const world = aWorld();
    const { agent, dov } = await aClaimedAgent(world);
    await pass(world, 1);
    const signer = ed25519Signer();
    const theirs = await bindingOf(world, agent.agent_id, signer);
    expect(await refusal(call(world, agent.api_key, "POST", "/api/v1/agents/@me/public-keys", theirs))).toBe(
      "201",
    );
    await recoveredBy(world, signer, agent.agent_id);
    expect(await ownedBy(world, dov)).toEqual(["basil"]);
  });

  test("goes by the signature of a key that was bound before the claim, too", async () => {
    const world = aWorld();
    const { signer, access_token, agent_id } = await cleo(world);
    const dov = await anOwner(world);
    await settle(world, access_token, await claim(world, dov, "cleo"));
    await recoveredBy(world, signer, agent_id);
    expect(await ownedBy(world, dov)).toEqual([]);
  });

  test("has no claim left to settle, either", async () => {
    const world = aWorld();
    const { wallet, agent } = await anAgentWithWallet(world);
    const dov = await anOwner(world);
    const open = await claim(world, dov, "basil");
    const apiKey = await recovered(world, wallet);
    expect(await settle(world, apiKey, open)).toBe("404 not_found");
    expect(await refusal(call(world, agent.api_key, "GET", "/agents/me"))).toBe("401 key_revoked");
  });
});

describe("a parting", () => {
  const part = (world: World, credential: string) =>
    refusal(call(world, credential, "DELETE", "/api/v1/agents/basil/owner"));

  /** Basil, who has belonged to Dov for long. */
  async function anOldCouple(world: World) {
    const couple = await aClaimedAgent(world);
    await world.t.run((ctx) =>
      ctx.db.patch(couple.agent.agent_id as Id<"agents">, { claimedAt: Date.now() - 31 * DAY }),
    );
    return couple;
  }
  const ownerOf = (world: World, agentId: string) =>
    world.t.run(async (ctx) => (await ctx.db.get(agentId as Id<"agents">))?.ownerAccountId);

  test("that the lost key has asked for is called off by recovering", async () => {
    const world = aWorld();
    const { wallet, agent, dov } = await anOldCouple(world);
    expect(await part(world, agent.api_key)).toBe("202");
    await recovered(world, wallet);
    await pass(world, 2 * DAY);
    expect(await ownerOf(world, agent.agent_id)).toBe(dov.accountId);
    expect(world.mailbox.letters.map(({ subject }) => subject)).toContain("@basil stays yours");
  });

  test("that the owner has asked for is not", async () => {
    const world = aWorld();
    const { wallet, agent, dov } = await anOldCouple(world);
    expect(await part(world, dov.token)).toBe("202");
    await recovered(world, wallet);
    await pass(world, 2 * DAY);
    expect(await ownerOf(world, agent.agent_id)).toBeNull();
  });
});
