import { vi } from "vitest";
import type { Id } from "../_generated/dataModel";
import { bringAbout, type Scenarios as ScenariosOf } from "../http/refusals.setup";
import type { ErrorCode } from "../lib/errors";
import { newSecret } from "../lib/secrets";
import { ADA_WALLET, anAgent, aWorld, pass, post, type Registered, type World } from "../world.setup";
import {
  aWallet,
  basil,
  bindingOf,
  call,
  challenge,
  cleo,
  ed25519Signer,
  type Persona,
  registerWithKey,
  type SignedIn,
  verify,
} from "./cast.setup";
import { HUMAN_PROOFS } from "./humanProofs.setup";
import { hashQuickly, mailedCode, PASSWORD } from "./humans.setup";
import { anOwner, claim, type Owner, settle } from "./owners.setup";

/** Ada hosts, Basil has an API key and a wallet, Cleo a key pair; Dov owns nobody yet. */
interface Cast {
  world: World;
  ada: Registered;
  someBasil: Persona;
  someCleo: SignedIn;
  dov: Owner;
  wallet: ReturnType<typeof aWallet>;
}

async function aCast(): Promise<Cast> {
  hashQuickly();
  const world = aWorld();
  const wallet = aWallet();
  return {
    world,
    ada: await anAgent(world),
    someBasil: await basil(world, { wallet_address: wallet.address }),
    someCleo: await cleo(world),
    dov: await anOwner(world),
    wallet,
  };
}

type Scenario = (cast: Cast) => Promise<Response>;
type Scenarios = Record<string, Partial<Record<ErrorCode, Scenario>>>;

const withoutSecret =
  (scenario: Scenario): Scenario =>
  async (cast) => {
    vi.stubEnv("MOLT_SIGNING_SECRET", "");
    return await scenario(cast);
  };
const withoutAddress =
  (scenario: Scenario): Scenario =>
  async (cast) => {
    vi.stubEnv("MOLT_PUBLIC_URL", "");
    return await scenario(cast);
  };

const KEY = { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
const weak = { kty: "OKP", crv: "Ed25519", x: "AAAA" };
const persona = { name: "Dov", email: "dov@example.org", soul_md: "# Dov" };

/** The ways in which a challenge is answered badly, at the route that takes the answer. */
const answering = (
  purpose: "login" | "recover",
  send: (cast: Cast, answer: { nonce: string; signature: string }) => Promise<Response>,
): Partial<Record<ErrorCode, Scenario>> => {
  const ask = ({ world, someCleo }: Cast) => challenge(world, { agent_id: someCleo.agent_id }, purpose);
  const right = async (cast: Cast) => {
    const { nonce, message } = await ask(cast);
    return { nonce, signature: cast.someCleo.signer.sign(message) };
  };
  return {
    invalid_grant: (cast) => send(cast, { nonce: "never-given-out", signature: "AAAA" }),
    challenge_expired: async (cast) => {
      const answer = await right(cast);
      await pass(cast.world, 5 * 60_000);
      return await send(cast, answer);
    },
    challenge_used: async (cast) => {
      const answer = await right(cast);
      await send(cast, answer);
      return await send(cast, answer);
    },
    bad_signature: async (cast) => send(cast, { ...(await ask(cast)), signature: "AAAA" }),
    gone: async (cast) => {
      const { world, dov, someCleo } = cast;
      const answer = await right(cast);
      await settle(world, someCleo.access_token, await claim(world, dov, "cleo"));
      // Long ago: a recent claim, and what its owner deletes, ends with recovering.
      await world.t.run((ctx) => ctx.db.patch(someCleo.agent_id as Id<"agents">, { claimedAt: 0 }));
      await call(world, dov.token, "DELETE", "/api/v1/accounts/@me/agents/cleo");
      return await send(cast, answer);
    },
  };
};

/** Two agents name one key; the one that signs first has it. */
const keyInUse =
  (
    send: (
      cast: Cast,
      facts: { nonce: string; message: string; agent_id: string; sign: Sign },
    ) => Promise<Response>,
  ): Scenario =>
  async (cast) => {
    const { world } = cast;
    const signer = ed25519Signer();
    const [one, two] = [
      await registerWithKey(world, signer, { username: "first_one" }),
      await registerWithKey(world, signer, { username: "second_one" }),
    ];
    await verify(world, one.agent_id, signer.sign(one.challenge.message));
    return await send(cast, { ...two.challenge, agent_id: two.agent_id, sign: signer.sign });
  };
type Sign = (message: string) => string;

const token = ({ world }: Cast, body: object) => post(world.t, "/api/v1/auth/token", body);
const byChallenge = (cast: Cast, answer: { nonce: string; signature: string }) =>
  token(cast, { grant_type: "challenge", nonce: answer.nonce, signature: answer.signature });
const byKey = (cast: Cast) => token(cast, { grant_type: "api_key", api_key: cast.someBasil.api_key });
const recover = ({ world }: Cast, { nonce, signature }: { nonce: string; signature: string }) =>
  post(world.t, "/api/v1/agents/recover", { nonce, signature });

const bind = ({ world, someCleo }: Cast, body: object) =>
  call(world, someCleo.access_token, "POST", "/api/v1/agents/@me/public-keys", body);
const asCleo = ({ world, someCleo }: Cast, method: string, path: string, body?: object) =>
  call(world, someCleo.access_token, method, path, body);
const asDov = ({ world, dov }: Cast, method: string, path: string, body?: object) =>
  call(world, dov.token, method, path, body);

const signUp = (over: object = {}) => ({ email: "new@example.org", password: PASSWORD, ...over });
/** What is spoken on demand, with a day's characters used up, and without a provider. */
const spokenNot = (path: string, body: object): Partial<Record<ErrorCode, Scenario>> => {
  const without = (name: string, value: string) => (cast: Cast) => {
    vi.stubEnv(name, value);
    return asCleo(cast, "POST", path, body);
  };
  return {
    quota_exceeded: without("MOLT_SPEECH_CHARACTERS", "1"),
    unavailable: without("SPEECH_API_KEY", ""),
  };
};
const withoutMail =
  (path: string, body: object): Scenario =>
  async ({ world }) => {
    vi.stubEnv("RESEND_API_KEY", "");
    return await post(world.t, path, body);
  };
/** Somebody who has registered, and the code they were mailed. */
async function aCode({ world }: Cast): Promise<string> {
  await post(world.t, "/api/v1/accounts/register", signUp());
  return await mailedCode(world);
}
const human = (noun: "accounts" | "observers", Role: "Owner" | "Observer") => ({
  [`register${Role}`]: { unavailable: withoutMail(`/api/v1/${noun}/register`, signUp()) },
  [`logIn${Role}`]: {
    bad_credentials: ({ world }: Cast) => post(world.t, `/api/v1/${noun}/login`, signUp()),
    unavailable: async (cast: Cast) => {
      const code = await aCode(cast);
      await post(cast.world.t, "/api/v1/accounts/verify-email", signUp({ code }));
      vi.stubEnv("MOLT_SIGNING_SECRET", "");
      return await post(cast.world.t, `/api/v1/${noun}/login`, signUp());
    },
  },
});

/** Cleo does something with one key of hers to another one, which takes more than a key. */
async function aboutAnotherKey(cast: Cast, method: string, rest = ""): Promise<Response> {
  const make = async (name: string) => {
    const made = await asCleo(cast, "POST", "/api/v1/keys", { name });
    return (await made.json()) as { key_id: string; api_key: string };
  };
  const [one, other] = [await make("one"), await make("other")];
  const body = method === "POST" ? { overlap_s: 0 } : undefined;
  return await call(cast.world, one.api_key, method, `/api/v1/keys/${other.key_id}${rest}`, body);
}

/** A way to bring about each refusal that an operation declares for itself. */
const SCENARIOS: Scenarios = {
  register: {
    unavailable: async ({ world }) => {
      world.provider.down = true;
      return await post(world.t, "/api/register", {
        ...{ agent_name: "Dov", description: "", owner_wallet: ADA_WALLET },
      });
    },
  },
  registerWithPersona: {
    weak_key: ({ world }) => post(world.t, "/agents/register", { ...persona, public_key: weak }),
    key_in_use: ({ world, someCleo }) =>
      post(world.t, "/agents/register", { ...persona, public_key: someCleo.signer.publicKey }),
  },
  registerWithPublicKey: {
    username_taken: ({ world }) =>
      post(world.t, "/api/v1/agents/register", { username: "cleo", public_key: KEY }),
    weak_key: ({ world }) => post(world.t, "/api/v1/agents/register", { username: "dov", public_key: weak }),
    key_in_use: ({ world, someCleo }) =>
      post(world.t, "/api/v1/agents/register", { username: "dov", public_key: someCleo.signer.publicKey }),
    unavailable: withoutAddress(({ world }) =>
      post(world.t, "/api/v1/agents/register", { username: "dov", public_key: KEY }),
    ),
  },
  findAgents: { invalid_cursor: ({ world }) => world.t.fetch("/api/v1/agents?q=cleo&cursor=AAAA.AAAA") },
  openAvatarUpload: {
    not_found: (cast) => asDov(cast, "POST", "/api/v1/agents/@me/avatar/uploads?agent_id=nobody"),
  },
  setMyAvatar: {
    not_found: (cast) =>
      asDov(cast, "PUT", "/api/v1/agents/@me/avatar", { storage_id: "nothing", agent_id: "nobody" }),
  },
  removeMyAvatar: {
    not_found: (cast) => asDov(cast, "DELETE", "/api/v1/agents/@me/avatar?agent_id=nobody"),
  },
  getUsage: { not_found: (cast) => asDov(cast, "GET", "/api/v1/usage?agent_id=nobody") },
  listVideoUsage: {
    not_found: (cast) => asDov(cast, "GET", "/api/v1/usage/videos?agent_id=nobody"),
    invalid_cursor: (cast) => asCleo(cast, "GET", "/api/v1/usage/videos?cursor=AAAA.AAAA"),
  },
  makeSpeech: spokenNot("/api/v1/speech", { text: "Hello." }),
  previewVoice: spokenNot("/api/v1/voices/preview", { voice: "alloy" }),
  listSimilarAgents: { not_found: ({ world }) => world.t.fetch("/api/v1/agents/nobody/similar") },
  getAgent: { not_found: ({ world }) => world.t.fetch("/api/v1/agents/nobody") },
  verifyAgent: {
    ...answering("login", ({ world, someCleo }, { signature }) =>
      verify(world, someCleo.agent_id, signature),
    ),
    invalid_grant: ({ world, someBasil }) => verify(world, someBasil.agent_id, "AAAA"),
    key_in_use: keyInUse(({ world }, { agent_id, message, sign }) => verify(world, agent_id, sign(message))),
    unavailable: async ({ world, someCleo }) => {
      const { message } = await challenge(world, { agent_id: "cleo" });
      vi.stubEnv("MOLT_SIGNING_SECRET", "");
      return await verify(world, someCleo.agent_id, someCleo.signer.sign(message));
    },
  },
  openChallenge: {
    weak_key: ({ world }) => post(world.t, "/api/v1/auth/challenge", { public_key: weak, purpose: "login" }),
    unavailable: withoutAddress(({ world }) =>
      post(world.t, "/api/v1/auth/challenge", { agent_id: "cleo", purpose: "login" }),
    ),
  },
  getToken: {
    ...answering("login", byChallenge),
    key_in_use: keyInUse((cast, { nonce, message, sign }) =>
      byChallenge(cast, { nonce, signature: sign(message) }),
    ),
    unavailable: withoutSecret(byKey),
    invalid_key: (cast) => token(cast, { grant_type: "api_key", api_key: newSecret("molt_") }),
    key_expired: async (cast) => {
      await pass(cast.world, 90 * 24 * 60 * 60_000);
      return await byKey(cast);
    },
    key_revoked: async (cast) => {
      const keys = await call(cast.world, cast.someBasil.api_key, "GET", "/api/v1/keys");
      const [key] = ((await keys.json()) as { data: { key_id: string }[] }).data;
      const path = `/api/v1/keys/${key!.key_id}?force=true`;
      await call(cast.world, cast.someBasil.api_key, "DELETE", path);
      return await byKey(cast);
    },
  },
  refreshToken: {
    refresh_expired: ({ world }) => post(world.t, "/api/v1/auth/refresh", { refresh_token: "rt_x" }),
    refresh_reused: async ({ world, someCleo: { refresh_token } }) => {
      const refresh = () => post(world.t, "/api/v1/auth/refresh", { refresh_token });
      await refresh();
      await pass(world, 10_000);
      return await refresh();
    },
    unavailable: withoutSecret(({ world, someCleo: { refresh_token } }) =>
      post(world.t, "/api/v1/auth/refresh", { refresh_token }),
    ),
  },
  endLogin: { not_found: (cast) => asCleo(cast, "DELETE", "/api/v1/auth/logins/nothing") },
  recoverAgent: {
    ...answering("recover", recover),
    no_recovery_method: async (cast) => {
      const { agent_id } = await basil(cast.world, { name: "Dov", email: "dov@example.org" });
      const { nonce } = await challenge(cast.world, { agent_id }, "recover");
      return await recover(cast, { nonce, signature: "AAAA" });
    },
  },
  listKeys: { not_found: (cast) => asDov(cast, "GET", "/api/v1/keys?agent_id=nobody") },
  createKey: {
    not_found: (cast) => asDov(cast, "POST", "/api/v1/keys", { name: "one", agent_id: "nobody" }),
    key_limit: async (cast) => {
      const make = (name: string) => asCleo(cast, "POST", "/api/v1/keys", { name });
      for (let i = 0; i < 20; i++) await make(`${i}`);
      return await make("one too many");
    },
  },
  changeOwnerLimits: {
    owner_only: async (cast) => {
      await settle(cast.world, cast.someCleo.access_token, await claim(cast.world, cast.dov, "cleo"));
      const limit = (max_outbound_per_hour: number) =>
        asCleo(cast, "PATCH", "/api/v1/agents/@me/limits", { max_outbound_per_hour });
      await limit(5);
      return await limit(6);
    },
  },
  rotateKey: {
    fresh_auth_required: (cast) => aboutAnotherKey(cast, "POST", "/rotate"),
    not_found: (cast) => asCleo(cast, "POST", "/api/v1/keys/nothing/rotate", { overlap_s: 0 }),
    key_limit: async (cast) => {
      const made = await asCleo(cast, "POST", "/api/v1/keys", { name: "again and again" });
      const { key_id } = (await made.json()) as { key_id: string };
      const rotate = () => asCleo(cast, "POST", `/api/v1/keys/${key_id}/rotate`, { overlap_s: 60 });
      for (let i = 0; i < 39; i++) await rotate();
      return await rotate();
    },
  },
  revokeKey: {
    fresh_auth_required: (cast) => aboutAnotherKey(cast, "DELETE"),
    not_found: (cast) => asCleo(cast, "DELETE", "/api/v1/keys/nothing"),
    last_key: async ({ world, someBasil }) => {
      const keys = await call(world, someBasil.api_key, "GET", "/api/v1/keys");
      const [key] = ((await keys.json()) as { data: { key_id: string }[] }).data;
      return await call(world, someBasil.api_key, "DELETE", `/api/v1/keys/${key!.key_id}`);
    },
  },
  replaceStreamSecret: { not_found: (cast) => asCleo(cast, "POST", "/api/v1/streams/nobody/secret") },
  listPublicKeys: {
    not_found: (cast) => asDov(cast, "GET", "/api/v1/agents/@me/public-keys?agent_id=nobody"),
  },
  bindPublicKey: {
    not_found: (cast) =>
      call(cast.world, cast.dov.token, "POST", "/api/v1/agents/@me/public-keys", {
        ...{ public_key: KEY, nonce: "x", signature: "AAAA", agent_id: "nobody" },
      }),
    weak_key: (cast) => bind(cast, { public_key: weak, nonce: "x", signature: "AAAA" }),
    key_in_use: async (cast) => {
      const signer = ed25519Signer();
      const other = await registerWithKey(cast.world, signer, { username: "somebody" });
      await verify(cast.world, other.agent_id, signer.sign(other.challenge.message));
      return await bind(cast, await bindingOf(cast.world, cast.someCleo.agent_id, signer));
    },
    invalid_grant: (cast) => bind(cast, { public_key: KEY, nonce: "never-given-out", signature: "AAAA" }),
    challenge_expired: async (cast) => {
      const binding = await bindingOf(cast.world, cast.someBasil.agent_id, ed25519Signer());
      await pass(cast.world, 5 * 60_000);
      const path = "/api/v1/agents/@me/public-keys";
      return await call(cast.world, cast.someBasil.api_key, "POST", path, binding);
    },
    challenge_used: async (cast) => {
      const binding = await bindingOf(cast.world, cast.someCleo.agent_id, ed25519Signer());
      await bind(cast, binding);
      return await bind(cast, binding);
    },
    bad_signature: async (cast) => {
      const binding = await bindingOf(cast.world, cast.someCleo.agent_id, ed25519Signer());
      return await bind(cast, { ...binding, signature: "AAAA" });
    },
  },
  unbindPublicKey: {
    not_found: (cast) => asCleo(cast, "DELETE", "/api/v1/agents/@me/public-keys/nothing"),
    last_key: async (cast) => {
      const keys = await asCleo(cast, "GET", "/api/v1/agents/@me/public-keys");
      const [key] = ((await keys.json()) as { data: { kid: string }[] }).data;
      return await asCleo(cast, "DELETE", `/api/v1/agents/@me/public-keys/${key!.kid}`);
    },
  },
  ...human("accounts", "Owner"),
  ...human("observers", "Observer"),
  verifyEmail: {
    bad_credentials: async (cast) => {
      const code = await aCode(cast);
      const body = signUp({ code, password: "another sentence altogether" });
      return await post(cast.world.t, "/api/v1/accounts/verify-email", body);
    },
    invalid_grant: async (cast) => {
      await aCode(cast);
      return await post(cast.world.t, "/api/v1/accounts/verify-email", signUp({ code: "0000-0000-0000" }));
    },
    unavailable: async (cast) => {
      const code = await aCode(cast);
      vi.stubEnv("MOLT_SIGNING_SECRET", "");
      return await post(cast.world.t, "/api/v1/accounts/verify-email", signUp({ code }));
    },
  },
  forgotPassword: { unavailable: withoutMail("/api/v1/accounts/forgot", { email: "dov@example.org" }) },
  resetPassword: {
    invalid_grant: ({ world }) => post(world.t, "/api/v1/accounts/reset", signUp({ code: "0000-0000-0000" })),
  },
  changePassword: {
    fresh_auth_required: async (cast) => {
      await cast.world.t.run((ctx) => ctx.db.patch(cast.dov.accountId, { passwordHash: null }));
      await pass(cast.world, 5 * 60_000);
      return await asDov(cast, "POST", "/api/v1/accounts/@me/password", { password: PASSWORD });
    },
    bad_credentials: async (cast) => {
      const code = await aCode(cast);
      const signedIn = await post(cast.world.t, "/api/v1/accounts/verify-email", signUp({ code }));
      const { access_token } = (await signedIn.json()) as { access_token: string };
      const body = { old_password: "not the one", password: "another sentence altogether" };
      return await call(cast.world, access_token, "POST", "/api/v1/accounts/@me/password", body);
    },
  },
  exportMyAccount: {
    invalid_cursor: (cast) => asDov(cast, "GET", "/api/v1/accounts/@me/export?cursor=AAAA.AAAA"),
  },
  exportMyself: {
    invalid_cursor: (cast) => asCleo(cast, "GET", "/api/v1/agents/@me/export?cursor=AAAA.AAAA"),
  },
  exportMyselfAlias: {
    invalid_cursor: (cast) => asCleo(cast, "GET", "/api/v1/agents/me/export?cursor=AAAA.AAAA"),
  },
  deleteMyAgent: { not_found: (cast) => asDov(cast, "DELETE", "/api/v1/accounts/@me/agents/cleo") },
  restoreMyAgent: { not_found: (cast) => asDov(cast, "POST", "/api/v1/accounts/@me/agents/cleo/restore") },
  getOwner: { not_found: (cast) => asCleo(cast, "GET", "/api/v1/agents/cleo/owner") },
  releaseAgent: { not_found: (cast) => asCleo(cast, "DELETE", "/api/v1/agents/cleo/owner") },
  keepOwner: { not_found: (cast) => asCleo(cast, "POST", "/api/v1/agents/cleo/owner/keep") },
  claimAgent: {
    not_found: (cast) => asDov(cast, "POST", "/api/v1/agents/nobody/claims", { method: "signature" }),
    already_claimed: async (cast) => {
      await settle(cast.world, cast.someCleo.access_token, await claim(cast.world, cast.dov, "cleo"));
      return await asDov(cast, "POST", "/api/v1/agents/cleo/claims", { method: "signature" });
    },
    conflict: (cast) => asDov(cast, "POST", "/api/v1/agents/cleo/claims", { method: "dns" }),
  },
  verifyClaim: {
    fresh_auth_required: async (cast) => {
      const { claim_id } = await claim(cast.world, cast.dov, "cleo");
      await pass(cast.world, 5 * 60_000);
      return await asCleo(cast, "POST", `/api/v1/claims/${claim_id}/verify`, { claimer: "Dov" });
    },
    not_found: (cast) => asDov(cast, "POST", "/api/v1/claims/nothing/verify", {}),
    proof_failed: async (cast) => {
      const { claim_id } = await claim(cast.world, cast.dov, "cleo");
      return await asDov(cast, "POST", `/api/v1/claims/${claim_id}/verify`, { signature: "AAAA" });
    },
    claim_expired: async (cast) => {
      const { claim_id } = await claim(cast.world, cast.dov, "basil");
      await pass(cast.world, 60 * 60_000);
      const path = `/api/v1/claims/${claim_id}/verify`;
      return await call(cast.world, cast.someBasil.api_key, "POST", path, {});
    },
    already_claimed: async (cast) => {
      const eve = await anOwner(cast.world, "eve");
      const [dovs, eves] = [await claim(cast.world, cast.dov, "cleo"), await claim(cast.world, eve, "cleo")];
      await settle(cast.world, cast.someCleo.access_token, eves);
      return await asCleo(cast, "POST", `/api/v1/claims/${dovs.claim_id}/verify`, {
        claimer: cast.dov.accountId,
      });
    },
    conflict: async (cast) => {
      await asCleo(cast, "PUT", "/api/v1/agents/@me/claim-domain", { domain: "agents.example.com" });
      const { claim_id } = await claim(cast.world, cast.dov, "cleo", "dns");
      await asCleo(cast, "DELETE", "/api/v1/agents/@me/claim-domain");
      return await asDov(cast, "POST", `/api/v1/claims/${claim_id}/verify`, {});
    },
    unavailable: async (cast) => {
      const { claim_id } = await claim(cast.world, cast.dov, "basil");
      vi.stubEnv("MOLT_PUBLIC_URL", "");
      const path = `/api/v1/claims/${claim_id}/verify`;
      return await call(cast.world, cast.someBasil.api_key, "POST", path, { signature: "AAAA" });
    },
  },
  listAudit: {
    not_found: (cast) => asDov(cast, "GET", "/api/v1/audit?agent_id=nobody"),
    invalid_cursor: (cast) => asCleo(cast, "GET", "/api/v1/audit?cursor=AAAA.AAAA"),
  },
  verifyAudit: { not_found: (cast) => asDov(cast, "GET", "/api/v1/audit/verify?agent_id=nobody") },
};

/** What is told here, and of the same operation elsewhere. */
const all: ScenariosOf<Cast> = { ...HUMAN_PROOFS, ...SCENARIOS };
for (const [id, codes] of Object.entries(HUMAN_PROOFS)) all[id] = { ...codes, ...SCENARIOS[id] };

bringAbout("identity", aCast, all);
