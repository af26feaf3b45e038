import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { aWorld, pass, post, type World } from "../world.setup";
import { codeOf } from "./accounts.model";
import { refusal } from "./cast.setup";
import { ada, as, ISSUER, type Person } from "./clerk.setup";
import { inGroups } from "./codes.model";
import { aHuman, hashQuickly, logIn, mailed, mailedCode, trail } from "./humans.setup";

/**
 * What becomes of an identity that Convex has checked. That it does check tokens of the issuer, and by which keys, is
 * shown against an issuer in `tests/clerk.test.ts`.
 */

const DAY = 24 * 60 * 60_000;

beforeEach(() => {
  hashQuickly();
  vi.stubEnv("CLERK_JWT_ISSUER_DOMAIN", ISSUER);
});

const me = async (world: World, person: Person) =>
  (await (await as(world, person).call("GET", "/api/v1/accounts/@me")).json()) as {
    id: string;
    email: string | null;
    display_name: string;
    has_password: boolean;
  };
const accounts = ({ t }: World) => t.run((ctx) => ctx.db.query("accounts").collect());

describe("somebody whom Clerk has signed in", () => {
  test("has an account from the first call on, and the same one ever after", async () => {
    const world = aWorld();
    const first = await me(world, ada);
    expect(first).toMatchObject({ email: "ada@example.org", display_name: "Ada", has_password: false });
    expect((await me(world, { ...ada, name: "Ada L." })).id).toBe(first.id);
    expect(await accounts(world)).toHaveLength(1);
    expect(await trail(world)).toEqual(["account.registered", "account.linked"]);
  });

  test("has one account, however many first calls come at once", async () => {
    const world = aWorld();
    const answers = await Promise.all(Array.from({ length: 50 }, () => me(world, ada)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await accounts(world)).toHaveLength(1);
    expect(await world.t.run((ctx) => ctx.db.query("identities").collect())).toHaveLength(1);
  });

  test("is known on live connections once they have an account", async () => {
    const world = aWorld();
    const { them } = as(world, ada);
    await expect(them.query(api.identity.me.get, {})).rejects.toThrow("invalid_token");
    const { id } = await me(world, ada);
    expect(await them.query(api.identity.me.get, {})).toMatchObject({ kind: "owner", id });
  });

  test("changes what needs a fresh proof for as long as Clerk has one, and no longer", async () => {
    const world = aWorld();
    const begin = (person: Person) =>
      refusal(as(world, person).call("POST", "/api/v1/accounts/@me/passkeys/options"));
    expect(await begin(ada)).toBe("201");
    expect(await begin({ ...ada, age: 3 })).toBe("201");
    expect(await begin({ ...ada, age: 4 })).toBe("403 fresh_auth_required");
    expect(await begin({ ...ada, age: -1 })).toBe("403 fresh_auth_required");
  });

  test("has no second step to set up while there is no password, and chooses one while Clerk's proof is fresh", async () => {
    const world = aWorld();
    await me(world, ada);
    const { call } = as(world, ada);
    expect(await refusal(call("POST", "/api/v1/accounts/@me/second-factor"))).toBe("409 conflict");
    const password = "a long new password";
    const choose = (person: Person, over: object = {}) =>
      refusal(as(world, person).call("POST", "/api/v1/accounts/@me/password", { password, ...over }));
    expect(await choose(ada, { old_password: "" })).toBe("401 bad_credentials");
    expect(await choose({ ...ada, age: 4 })).toBe("403 fresh_auth_required");
    expect(await refusal(logIn(world, "ada@example.org", { password }))).toBe("401 bad_credentials");
    expect(await choose(ada)).toBe("204");
    expect(await refusal(logIn(world, "ada@example.org", { password }))).toBe("200");
    expect((await me(world, ada)).has_password).toBe(true);
    // From now on it takes the one before.
    expect(await choose(ada)).toBe("401 bad_credentials");
  });

  test("gets no first password by mail: a mailbox is less than what Clerk may have asked for", async () => {
    const world = aWorld();
    await me(world, ada);
    const email = "ada@example.org";
    await post(world.t, "/api/v1/accounts/forgot", { email });
    expect(await mailed(world)).toEqual([`${email}: Your account has no password`]);
    const [row] = await world.t.run((ctx) => ctx.db.query("emailCodes").collect());
    const code = codeOf(row!._id);
    expect(world.mailbox.letters.map(({ text }) => text).join()).not.toContain(inGroups(code));
    const reset = { email, code, password: "a long new password" };
    expect(await refusal(post(world.t, "/api/v1/accounts/reset", reset))).toBe("400 invalid_grant");
    expect((await me(world, ada)).has_password).toBe(false);
  });
});

describe("who came by Clerk, when the instance has switched it off", () => {
  const email = "ada@example.org";

  async function afterClerk() {
    const world = aWorld();
    const { id } = await me(world, ada);
    vi.stubEnv("CLERK_JWT_ISSUER_DOMAIN", "");
    return { world, id };
  }

  const resetBy = async (world: World) => {
    await post(world.t, "/api/v1/accounts/forgot", { email });
    const code = await mailedCode(world);
    return await refusal(
      post(world.t, "/api/v1/accounts/reset", { email, code, password: "a long new password" }),
    );
  };

  test("gets in by a code that is mailed to the address they have", async () => {
    const { world, id } = await afterClerk();
    expect(await refusal(as(world, ada).call("GET", "/api/v1/accounts/@me"))).toBe("401 invalid_token");
    expect(await resetBy(world)).toBe("204");
    const signedIn = await logIn(world, email, { password: "a long new password" });
    const { access_token } = (await signedIn.json()) as { access_token: string };
    const account = await world.t.fetch("/api/v1/accounts/@me", {
      headers: { Authorization: `Bearer ${access_token}` },
    });
    expect(await account.json()).toMatchObject({ id, has_password: true });
  });

  test("but not by mail alone when they have a passkey, which lets them in", async () => {
    const { world, id } = await afterClerk();
    await world.t.run((ctx) =>
      ctx.db.insert("passkeys", {
        accountId: ctx.db.normalizeId("accounts", id)!,
        ...{ credentialId: "q83vEjRWeJA", publicKey: new ArrayBuffer(8), name: "phone", transports: [] },
        ...{ counter: 0, isBackedUp: false, lastUsedAt: null },
      }),
    );
    await post(world.t, "/api/v1/accounts/forgot", { email });
    expect(await mailed(world)).toEqual([`${email}: Your account has no password`]);
    const [row] = await world.t.run((ctx) => ctx.db.query("emailCodes").collect());
    const reset = { email, code: codeOf(row!._id), password: "a long new password" };
    expect(await refusal(post(world.t, "/api/v1/accounts/reset", reset))).toBe("400 invalid_grant");
  });
});

describe("an address", () => {
  test("is taken from Clerk only when it is verified there", async () => {
    const world = aWorld();
    expect((await me(world, { ...ada, emailVerified: false })).email).toBeNull();
    const { emailVerified: _, ...silent } = ada;
    expect((await me(world, { ...silent, subject: "user_other" })).email).toBeNull();
  });

  test("that an account here has is not taken over, and nothing is merged", async () => {
    const world = aWorld();
    const dov = await aHuman(world);
    const stranger = { subject: "user_dov", email: dov.email, emailVerified: true, name: "Dov" };
    const theirs = await me(world, stranger);
    expect(theirs.email).toBeNull();
    const { id } = (await (
      await world.t.fetch("/api/v1/accounts/@me", {
        headers: { Authorization: `Bearer ${dov.access_token}` },
      })
    ).json()) as { id: string };
    expect(id).toEqual(expect.any(String));
    expect(theirs.id).not.toBe(id);
    expect(await refusal(logIn(world, dov.email))).toBe("200");
    // Nor is the other one's export, or mail, about both.
    const exported = await as(world, stranger).call("GET", "/api/v1/accounts/@me/export");
    expect(await exported.text()).not.toContain(dov.email);
    const other = await me(world, { ...stranger, subject: "user_third" });
    const text = await (await as(world, stranger).call("GET", "/api/v1/accounts/@me/export")).text();
    expect(text).toContain(theirs.id);
    expect(text).not.toContain(other.id);
  });

  test("that somebody only began to register is free, and their code makes nothing of it", async () => {
    const world = aWorld();
    const facts = { email: "ada@example.org", password: "the password of a stranger" };
    await post(world.t, "/api/v1/accounts/register", facts);
    const code = await mailedCode(world);
    expect((await me(world, ada)).email).toBe("ada@example.org");
    const finish = post(world.t, "/api/v1/accounts/verify-email", { ...facts, code });
    expect(await refusal(finish)).toBe("401 bad_credentials");
    expect(await accounts(world)).toHaveLength(1);
    // Registering it now tells its owner, and nobody else.
    await post(world.t, "/api/v1/accounts/register", facts);
    expect((await mailed(world)).at(-1)).toBe("ada@example.org: You have an account already");
  });
});

describe("a token", () => {
  test("of Clerk's is nobody's on an instance without Clerk", async () => {
    const world = aWorld();
    await me(world, ada);
    vi.stubEnv("CLERK_JWT_ISSUER_DOMAIN", "");
    const { call, them } = as(world, ada);
    expect(await refusal(call("GET", "/api/v1/accounts/@me"))).toBe("401 invalid_token");
    await expect(them.query(api.identity.me.get, {})).rejects.toThrow(/token/);
  });

  test("that Convex does not find good makes no account", async () => {
    const world = aWorld();
    const { token } = as(world, ada);
    const answer = world.t.fetch("/api/v1/accounts/@me", { headers: { Authorization: `Bearer ${token}` } });
    expect(await refusal(answer)).toBe("401 invalid_token");
    expect(await accounts(world)).toEqual([]);
  });

  test("of another issuer is not Clerk's", async () => {
    const world = aWorld();
    const { call } = as(world, { ...ada, issuer: "https://evil.test" });
    expect(await refusal(call("GET", "/api/v1/accounts/@me"))).toBe("401 invalid_token");
    expect(await accounts(world)).toEqual([]);
  });
});

test("a deleted account is taken back by a sign-in after that, and not by the one before; in the end it is erased", async () => {
  const world = aWorld();
  const { id } = await me(world, ada);
  const { call } = as(world, ada);
  expect(await refusal(call("DELETE", "/api/v1/accounts/@me"))).toBe("200");
  const read = (age: number) => refusal(as(world, { ...ada, age }).call("GET", "/api/v1/accounts/@me"));
  expect(await read(0)).toBe("401 token_revoked");
  await pass(world, 10 * 60_000);
  expect(await read(10)).toBe("401 token_revoked");
  expect(await read(0)).toBe("200");
  expect((await me(world, ada)).id).toBe(id);
  await as(world, ada).call("DELETE", "/api/v1/accounts/@me");
  await pass(world, 30 * DAY + 1);
  await world.t.mutation(internal.identity.sweeps.sweep, {});
  expect(await accounts(world)).toEqual([]);
  expect(await world.t.run((ctx) => ctx.db.query("identities").collect())).toEqual([]);
});
