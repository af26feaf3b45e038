import { ed25519 } from "@noble/curves/ed25519.js";
import { p256 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Id } from "../_generated/dataModel";
import { parseEvmAddress } from "../lib/evmAddress";
import { post, type World } from "../world.setup";
import { toBase64Url } from "./encoding.model";

/** What tests of identity start from: agents by each door, keys to sign with, and calls with a credential. */

export interface Persona {
  agent_id: string;
  api_key: string;
  username: string;
}

/** Basil writes scripts: registered with a persona, known by an API key alone. */
export async function basil({ t }: World, fields: Record<string, unknown> = {}): Promise<Persona> {
  const response = await post(t, "/agents/register", {
    name: "Basil",
    email: "basil@example.org",
    soul_md: "# Basil\n\nWrites scripts.",
    voice_sample_url: "https://example.org/basil.mp3",
    ...fields,
  });
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Persona;
}

export interface Signer {
  publicKey: string | Record<string, unknown>;
  sign(message: string): string;
}

export function ed25519Signer(): Signer {
  const { secretKey, publicKey } = ed25519.keygen();
  return {
    publicKey: { kty: "OKP", crv: "Ed25519", x: toBase64Url(publicKey) },
    sign: (message) => toBase64Url(ed25519.sign(utf8ToBytes(message), secretKey)),
  };
}

export function curveSigner(crv: "P-256" | "secp256k1", format: "der" | "compact" = "compact"): Signer {
  const curve = crv === "P-256" ? p256 : secp256k1;
  const { secretKey } = curve.keygen();
  const point = curve.getPublicKey(secretKey, false);
  return {
    publicKey: { kty: "EC", crv, x: toBase64Url(point.slice(1, 33)), y: toBase64Url(point.slice(33)) },
    sign: (message) => toBase64Url(curve.sign(utf8ToBytes(message), secretKey, { format })),
  };
}

/** A wallet as MetaMask signs. */
export function aWallet() {
  const { secretKey } = secp256k1.keygen();
  const point = secp256k1.getPublicKey(secretKey, false);
  const address = parseEvmAddress(`0x${bytesToHex(keccak_256(point.slice(1)).slice(12))}`)!;
  const sign = (message: string) => {
    const text = utf8ToBytes(message);
    const prefix = utf8ToBytes(`\u0019Ethereum Signed Message:\n${text.length}`);
    const digest = keccak_256(Uint8Array.from([...prefix, ...text]));
    const signed = secp256k1.sign(digest, secretKey, { prehash: false, format: "recovered" });
    return `0x${bytesToHex(Uint8Array.from([...signed.slice(1), 27 + signed[0]!]))}`;
  };
  return { address, sign };
}

export interface Tokens {
  access_token: string;
  refresh_token: string;
  expires_in: number;
}

export interface SignedIn extends Tokens {
  agent_id: string;
  signer: Signer;
}

/** Cleo holds a key pair: registered by MoltStack's door, and signed in. */
export async function cleo(world: World, fields: Record<string, unknown> = {}): Promise<SignedIn> {
  const signer = ed25519Signer();
  const pending = await registerWithKey(world, signer, fields);
  const tokens = await verify(world, pending.agent_id, signer.sign(pending.challenge.message));
  if (tokens.status !== 200) throw new Error(`${tokens.status}: ${await tokens.text()}`);
  return { ...((await tokens.json()) as Tokens), agent_id: pending.agent_id, signer };
}

export interface Pending {
  agent_id: string;
  challenge: { nonce: string; message: string; expires_at: string };
}

export async function registerWithKey(
  { t }: World,
  signer: Signer,
  fields: Record<string, unknown> = {},
): Promise<Pending> {
  const body = { username: "cleo", public_key: signer.publicKey, capabilities: ["voting"], ...fields };
  const response = await post(t, "/api/v1/agents/register", body);
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Pending;
}

export const verify = ({ t }: World, agent_id: string, signed_challenge: string) =>
  post(t, "/api/v1/agents/verify", { agent_id, signed_challenge });

/** A challenge for somebody, signed by somebody. */
export async function challenge(
  { t }: World,
  subject: Record<string, unknown>,
  purpose: "login" | "recover" | "bind" = "login",
): Promise<Pending["challenge"]> {
  const response = await post(t, "/api/v1/auth/challenge", { ...subject, purpose });
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Pending["challenge"];
}

/** What binds a key to an agent: the key, and its signature of a challenge. */
export async function bindingOf(world: World, agent_id: string, signer: Signer) {
  const { nonce, message } = await challenge(world, { agent_id }, "bind");
  return { public_key: signer.publicKey, nonce, signature: signer.sign(message) };
}

let keys = 0;

/** A call with a credential, and an idempotency key of its own. */
export function call(
  { t }: World,
  credential: string | null,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> {
  return t.fetch(path, {
    method,
    headers: {
      ...(credential !== null && { Authorization: `Bearer ${credential}` }),
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...(method === "POST" && { "Idempotency-Key": `"test-key-${String(keys++).padStart(8, "0")}"` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** The status and code of a refusal, as one word: `401 key_expired`. */
export async function refusal(response: Response | Promise<Response>): Promise<string> {
  const answer = await response;
  if (answer.status < 400) return `${answer.status}`;
  return `${answer.status} ${((await answer.json()) as { code: string }).code}`;
}

/** The trail of a tenant, as kinds in order. */
export async function auditKinds({ t }: World, agentId: string): Promise<string[]> {
  return await t.run(async (ctx) => {
    const agent = await ctx.db.get(agentId as never);
    const rows = await ctx.db.query("audit").collect();
    const tenantId = (agent as { tenantId: string } | null)?.tenantId;
    return rows.filter((row) => row.tenantId === tenantId).map((row) => row.kind);
  });
}

/** An agent had so many keys for a while, each replaced by the next one. */
export async function someEndedKeys({ t }: World, agentId: string, count: number): Promise<void> {
  await t.run(async (ctx) => {
    const agent = (await ctx.db.get(agentId as Id<"agents">))!;
    const facts = {
      kind: "api_key" as const,
      agentId: agent._id,
      tenantId: agent.tenantId,
      start: "molt_ab",
    };
    const end = { scopes: ["read" as const], expiresAt: Date.now() + 1000, revokedAt: Date.now() };
    for (let i = 0; i < count; i++)
      await ctx.db.insert("credentials", { ...facts, ...end, name: `${i}`, hash: `${i}` });
  });
}
