import { beforeEach, describe, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import { aWorld, pass, type World } from "../world.setup";
import { call, refusal, type Tokens } from "./cast.setup";
import { aHuman, hashQuickly, logIn, mailed, trail } from "./humans.setup";
import {
  Authenticator,
  addPasskey,
  askForPasskey,
  beginPasskey,
  type Lies,
  logInWith,
  sendPasskey,
} from "./passkeys.setup";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

beforeEach(hashQuickly);

const list = async (world: World, token: string) =>
  (
    (await (await call(world, token, "GET", "/api/v1/accounts/@me/passkeys")).json()) as {
      data: { id: string; name: string; last_used_at: string | null }[];
    }
  ).data;
const rows = ({ t }: World) => t.run((ctx) => ctx.db.query("passkeys").collect());
const remove = (world: World, token: string, id: string) =>
  refusal(call(world, token, "DELETE", `/api/v1/accounts/@me/passkeys/${id}`));

/** Dov with a passkey on his phone. */
async function dovWithPasskey(world: World, isCounting = false) {
  const dov = await aHuman(world);
  const phone = new Authenticator(isCounting);
  const id = await addPasskey(world, dov.access_token, phone);
  return { ...dov, phone, id };
}

describe("a passkey", () => {
  test("is added, signs in without a name or a password, and is shown with its last use", async () => {
    const world = aWorld();
    const { access_token, phone, id } = await dovWithPasskey(world);
    expect(await list(world, access_token)).toEqual([
      { id, name: "My phone", backed_up: false, created_at: expect.any(String), last_used_at: null },
    ]);
    await pass(world, 2 * MINUTE);
    const answer = await logInWith(world, phone.get(await askForPasskey(world)));
    expect(answer.status).toBe(200);
    const tokens = (await answer.json()) as Tokens & { scope: string };
    expect(tokens.scope).toContain("profile:write");
    expect(await list(world, tokens.access_token)).toMatchObject([
      { last_used_at: "2026-11-21T12:02:00.000Z" },
    ]);
  });

  test("signs in to read as well, with no more than that", async () => {
    const world = aWorld();
    const { phone } = await dovWithPasskey(world);
    const answer = await logInWith(world, phone.get(await askForPasskey(world)), { role: "observer" });
    expect(await answer.json()).toMatchObject({ scope: "read" });
  });

  test("counts as a fresh proof, and adding one needs one", async () => {
    const world = aWorld();
    const { access_token, phone } = await dovWithPasskey(world);
    await pass(world, 5 * MINUTE);
    const options = "/api/v1/accounts/@me/passkeys/options";
    expect(await refusal(call(world, access_token, "POST", options))).toBe("403 fresh_auth_required");
    const fresh = (await (await logInWith(world, phone.get(await askForPasskey(world)))).json()) as Tokens;
    expect(await refusal(call(world, fresh.access_token, "POST", options))).toBe("201");
  });

  test("is renamed at any time, and removed with a fresh proof; then it signs in nobody", async () => {
    const world = aWorld();
    const { access_token, phone, id } = await dovWithPasskey(world);
    const at = `/api/v1/accounts/@me/passkeys/${id}`;
    expect(await refusal(call(world, access_token, "PATCH", at, { name: "  The  old one " }))).toBe("200");
    expect(await list(world, access_token)).toMatchObject([{ name: "The old one" }]);
    expect(await refusal(call(world, access_token, "PATCH", at, { name: " " }))).toBe(
      "422 validation_failed",
    );
    expect(await remove(world, access_token, id)).toBe("204");
    expect(await remove(world, access_token, id)).toBe("404 not_found");
    expect(await refusal(logInWith(world, phone.get(await askForPasskey(world))))).toBe("401 bad_signature");
  });

  test("is told about by mail and in the trail when it is added and removed", async () => {
    const world = aWorld();
    const { access_token, id, email } = await dovWithPasskey(world);
    await remove(world, access_token, id);
    expect(await mailed(world)).toEqual(
      expect.arrayContaining([`${email}: A passkey was added`, `${email}: A passkey was removed`]),
    );
    expect(await trail(world)).toEqual(expect.arrayContaining(["passkey.added", "passkey.removed"]));
  });

  test("is asked for in the same words whoever asks, and the browser is told which ones there are only by their owner", async () => {
    const world = aWorld();
    const { access_token, phone } = await dovWithPasskey(world);
    const asked = await askForPasskey(world);
    expect(asked).toEqual({
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      rpId: "molt.test",
      timeout: 5 * MINUTE,
      userVerification: "required",
    });
    const begun = await beginPasskey(world, access_token);
    expect(begun.excludeCredentials).toMatchObject([{ id: phone.id }]);
    expect(atob(begun.user.id)).not.toContain("dov");
  });

  test("goes with its account", async () => {
    const world = aWorld();
    const { access_token, phone } = await dovWithPasskey(world);
    await call(world, access_token, "DELETE", "/api/v1/accounts/@me");
    // Signing in takes the deletion back, with a passkey as with a password.
    await pass(world, 29 * DAY);
    const back = (await (await logInWith(world, phone.get(await askForPasskey(world)))).json()) as Tokens;
    expect(await list(world, back.access_token)).toHaveLength(1);
    await call(world, back.access_token, "DELETE", "/api/v1/accounts/@me");
    await pass(world, 30 * DAY + 1);
    await world.t.mutation(internal.identity.sweeps.sweep, {});
    expect(await rows(world)).toEqual([]);
    expect(await refusal(logInWith(world, phone.get(await askForPasskey(world))))).toBe("401 bad_signature");
  });
});

describe("what is no sound answer", () => {
  const LIES: [string, Lies][] = [
    ["of another site", { origin: "https://evil.test" }],
    ["of this site by another scheme", { origin: "https://molt.test" }],
    ["for another domain", { rpId: "evil.test" }],
    ["without a verified user", { isVerified: false }],
    ["made for the other ceremony", { type: "other" }],
  ];

  test.each(LIES)("%s signs nobody in, and spends its challenge", async (_what, lies) => {
    const world = aWorld();
    const { phone } = await dovWithPasskey(world);
    const asked = await askForPasskey(world);
    expect(await refusal(logInWith(world, phone.get(asked, lies)))).toBe("401 bad_signature");
    expect(await refusal(logInWith(world, phone.get(asked)))).toBe("400 challenge_used");
  });

  test.each([
    ...LIES,
    ["with certificates nobody asked for", { format: "packed", certificates: true }],
    ["of a format nobody asked for", { format: "android-safetynet" }],
  ] as [string, Lies][])("%s adds nothing, and nothing is fetched for it", async (_what, lies) => {
    const world = aWorld();
    const dov = await aHuman(world);
    const fetched = vi.fn();
    vi.stubGlobal("fetch", fetched);
    const begun = await beginPasskey(world, dov.access_token);
    const made = new Authenticator().create(begun, lies);
    expect(await refusal(sendPasskey(world, dov.access_token, made))).toBe("401 bad_signature");
    expect(await rows(world)).toEqual([]);
    expect(fetched).not.toHaveBeenCalled();
    // Refused for what they are, before the library reads them.
    const cause = vi.mocked(console.warn).mock.lastCall?.join(" ");
    if (lies.format) expect(cause).toContain(`nobody asked for: ${lies.format}`);
  });

  test("another signature, somebody else's passkey under one's own id, and one's own under another's handle", async () => {
    const world = aWorld();
    const { phone } = await dovWithPasskey(world);
    const stranger = new Authenticator();
    const attempts = [
      (asked: { challenge: string; rpId: string }) => ({ ...stranger.get(asked), id: phone.id }),
      (asked: { challenge: string; rpId: string }) => stranger.get(asked),
      (asked: { challenge: string; rpId: string }) => phone.get(asked, { userHandle: "c29tZWJvZHk" }),
    ];
    const details = [];
    const checked = vi.spyOn(crypto.subtle, "verify");
    for (const attempt of attempts) {
      checked.mockClear();
      const answer = await logInWith(world, attempt(await askForPasskey(world)));
      const { detail } = (await answer.json()) as { detail: string };
      details.push(`${answer.status} ${detail} ${checked.mock.calls.length}`);
    }
    // Nobody learns by the words whether a passkey is known, nor by the time that a signature takes.
    expect(new Set(details).size).toBe(1);
    expect(details[0]).toMatch(/^401/);
    expect(await refusal(logInWith(world, phone.get(await askForPasskey(world), { userHandle: null })))).toBe(
      "200",
    );
  });

  test.each(["", "e30", "bnVsbA", "W10", "eyJjaGFsbGVuZ2UiOjF9", "not json"])(
    "client data %j is refused",
    async (clientDataJSON) => {
      const world = aWorld();
      const { phone } = await dovWithPasskey(world);
      const answer = phone.get(await askForPasskey(world));
      const sent = { ...answer, response: { ...answer.response, clientDataJSON } };
      expect(await refusal(logInWith(world, sent))).toMatch(/^(401 bad_signature|422 validation_failed)$/);
    },
  );
});

describe("a challenge", () => {
  test("is good for one of fifty answers at once", async () => {
    const world = aWorld();
    const { phone } = await dovWithPasskey(world);
    const asked = await askForPasskey(world);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => refusal(logInWith(world, phone.get(asked)))),
    );
    expect(answers.filter((answer) => answer === "200")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "400 challenge_used")).toHaveLength(49);
  });

  test("adds one passkey, however many answers come at once", async () => {
    const world = aWorld();
    const { access_token } = await aHuman(world);
    const begun = await beginPasskey(world, access_token);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        refusal(sendPasskey(world, access_token, new Authenticator().create(begun))),
      ),
    );
    expect(answers.filter((answer) => answer === "201")).toHaveLength(1);
    expect(await rows(world)).toHaveLength(1);
  });

  test("ends after five minutes", async () => {
    const world = aWorld();
    const { phone } = await dovWithPasskey(world);
    const asked = await askForPasskey(world);
    await pass(world, 5 * MINUTE);
    expect(await refusal(logInWith(world, phone.get(asked)))).toBe("400 challenge_expired");
  });

  test("is bound to its purpose and to whom it was given", async () => {
    const world = aWorld();
    const { access_token, phone } = await dovWithPasskey(world);
    const eve = await aHuman(world, "eve");
    const toAdd = await beginPasskey(world, access_token);
    const toSignIn = await askForPasskey(world);
    const asSignIn = { challenge: toAdd.challenge, rpId: "molt.test" };
    expect(await refusal(logInWith(world, phone.get(asSignIn)))).toBe("400 invalid_grant");
    const asAdding = { ...toAdd, challenge: toSignIn.challenge };
    const another = new Authenticator();
    expect(await refusal(sendPasskey(world, access_token, another.create(asAdding)))).toBe(
      "400 invalid_grant",
    );
    expect(await refusal(sendPasskey(world, eve.access_token, another.create(toAdd)))).toBe(
      "400 invalid_grant",
    );
    expect(await refusal(logInWith(world, phone.get({ ...asSignIn, challenge: "made-up" })))).toBe(
      "400 invalid_grant",
    );
    // What others tried with them has spent nothing.
    expect(await refusal(sendPasskey(world, access_token, another.create(toAdd)))).toBe("201");
    expect(await refusal(logInWith(world, phone.get(toSignIn)))).toBe("200");
  });
});

describe("a passkey that counts its uses", () => {
  test("signs in again and again, and its copy is refused, written down and mailed about", async () => {
    const world = aWorld();
    const { phone, email } = await dovWithPasskey(world, true);
    for (let i = 0; i < 3; i++) {
      expect(await refusal(logInWith(world, phone.get(await askForPasskey(world))))).toBe("200");
    }
    for (const counter of [3, 2, 0]) {
      const asked = await askForPasskey(world);
      expect(await refusal(logInWith(world, phone.get(asked, { counter })))).toBe("401 bad_signature");
    }
    expect(await trail(world)).toEqual(expect.arrayContaining(["passkey.copied"]));
    expect(await mailed(world)).toContain(`${email}: Somebody may have copied a passkey`);
    expect(await rows(world)).toMatchObject([{ counter: 3 }]);
    const asked = await askForPasskey(world);
    expect(await refusal(logInWith(world, phone.get(asked, { counter: 9 })))).toBe("200");
  });

  test("used twice at once with one count is one sign-in", async () => {
    const world = aWorld();
    const { phone } = await dovWithPasskey(world, true);
    const asked = await Promise.all(Array.from({ length: 10 }, () => askForPasskey(world)));
    const answers = await Promise.all(
      asked.map((one) => refusal(logInWith(world, phone.get(one, { counter: 7 })))),
    );
    expect(answers.filter((answer) => answer === "200")).toHaveLength(1);
  });
});

describe("an account", () => {
  test("has ten passkeys at most, and none twice", async () => {
    const world = aWorld();
    const { access_token, phone } = await dovWithPasskey(world);
    const again = phone.create(await beginPasskey(world, access_token));
    expect(await refusal(sendPasskey(world, access_token, again))).toBe("409 key_in_use");
    const before = await beginPasskey(world, access_token);
    for (let i = 0; i < 9; i++) await addPasskey(world, access_token, new Authenticator());
    const options = call(world, access_token, "POST", "/api/v1/accounts/@me/passkeys/options");
    expect(await refusal(options)).toBe("409 key_limit");
    // Whoever had begun before finds it full all the same.
    const late = new Authenticator().create(before);
    expect(await refusal(sendPasskey(world, access_token, late))).toBe("409 key_limit");
    expect(await rows(world)).toHaveLength(10);
  });

  test("takes no passkey of another one, and touches none", async () => {
    const world = aWorld();
    const { phone, id } = await dovWithPasskey(world);
    const eve = await aHuman(world, "eve");
    const stolen = phone.create(await beginPasskey(world, eve.access_token));
    expect(await refusal(sendPasskey(world, eve.access_token, stolen))).toBe("409 key_in_use");
    expect(await remove(world, eve.access_token, id)).toBe("404 not_found");
    expect(await list(world, eve.access_token)).toEqual([]);
    expect(await rows(world)).toHaveLength(1);
  });

  test("still has its password when the last passkey is gone", async () => {
    const world = aWorld();
    const { access_token, id, email } = await dovWithPasskey(world);
    expect(await remove(world, access_token, id)).toBe("204");
    expect(await refusal(logIn(world, email))).toBe("200");
  });
});

test("an instance that is reached by a bare address has no passkeys, and says why", async () => {
  const world = aWorld();
  vi.stubEnv("MOLT_PUBLIC_URL", "http://127.0.0.1:3000");
  expect(await askForPasskey(world)).toMatchObject({ code: "unavailable" });
  vi.stubEnv("MOLT_PUBLIC_URL", "http://[::1]:3000");
  expect(await askForPasskey(world)).toMatchObject({ code: "unavailable" });
});
