import { beforeEach, describe, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import { aWorld, pass, post, type World } from "../world.setup";
import { call, refusal, type Tokens } from "./cast.setup";
import { aHuman, hashQuickly, logIn, mailed, mailedCode, trail } from "./humans.setup";
import { Authenticator, addPasskey, askForPasskey, logInWith } from "./passkeys.setup";
import { ALPHABET, AT, anApp, begin, confirm, HALF_MINUTE, inTwoStepsAs } from "./secondFactor.setup";
import { stepAt } from "./totp.model";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

beforeEach(hashQuickly);

const standing = async (world: World, token: string) =>
  (await (await call(world, token, "GET", AT)).json()) as { enabled: boolean; recovery_codes_left: number };

describe("a second step", () => {
  test("is asked for once a code of the app was right, as owner and as observer", async () => {
    const world = aWorld();
    const { access_token, email } = await aHuman(world);
    const app = await begin(world, access_token);
    expect(await refusal(logIn(world, email))).toBe("200");
    expect(await refusal(confirm(world, access_token, "000000"))).toBe("401 bad_second_factor");
    expect(await standing(world, access_token)).toMatchObject({ enabled: false });
    expect(await refusal(confirm(world, access_token, app.code()))).toBe("200");
    expect(await standing(world, access_token)).toEqual({
      enabled: true,
      since: "2026-11-21T12:00:00.000Z",
      recovery_codes_left: 10,
    });
    await pass(world, HALF_MINUTE);
    for (const noun of ["accounts", "observers"]) {
      expect(await refusal(logIn(world, email, {}, noun))).toBe("401 second_factor_required");
      expect(await refusal(logIn(world, email, { totp: "" }, noun))).toBe("401 second_factor_required");
      expect(await refusal(logIn(world, email, { totp: "123456" }, noun))).toBe("401 bad_second_factor");
      expect(await refusal(logIn(world, email, { totp: app.code() }, noun))).toBe("200");
      await pass(world, HALF_MINUTE);
    }
  });

  test("is not spoken of before the password was right", async () => {
    const world = aWorld();
    const { email, app } = await inTwoStepsAs(world, "dov");
    const wrong = { password: "something else entirely" };
    expect(await refusal(logIn(world, email, wrong))).toBe("401 bad_credentials");
    expect(await refusal(logIn(world, email, { ...wrong, totp: app.code() }))).toBe("401 bad_credentials");
  });

  test("outlives a new password, mailed for or changed", async () => {
    const world = aWorld();
    const { email, app } = await inTwoStepsAs(world, "dov");
    await post(world.t, "/api/v1/accounts/forgot", { email });
    const code = await mailedCode(world);
    const password = "the next sentence";
    expect(await refusal(post(world.t, "/api/v1/accounts/reset", { email, code, password }))).toBe("204");
    expect(await refusal(logIn(world, email, { password }))).toBe("401 second_factor_required");
    expect(await refusal(logIn(world, email, { password, totp: app.code() }))).toBe("200");
  });

  test("is no business of a passkey", async () => {
    const world = aWorld();
    const { access_token } = await inTwoStepsAs(world, "dov");
    const phone = new Authenticator();
    await addPasskey(world, access_token, phone);
    expect(await refusal(logInWith(world, phone.get(await askForPasskey(world))))).toBe("200");
  });

  test("is switched off with a fresh proof, and then set up anew with another secret", async () => {
    const world = aWorld();
    const { access_token, email, app } = await inTwoStepsAs(world, "dov");
    expect(await refusal(call(world, access_token, "POST", AT))).toBe("409 conflict");
    await pass(world, 5 * MINUTE);
    expect(await refusal(call(world, access_token, "DELETE", AT))).toBe("403 fresh_auth_required");
    const again = (await (await logIn(world, email, { totp: app.code() })).json()) as Tokens;
    expect(await refusal(call(world, again.access_token, "DELETE", AT))).toBe("204");
    expect(await refusal(call(world, again.access_token, "DELETE", AT))).toBe("204");
    expect(await refusal(logIn(world, email))).toBe("200");
    const next = await begin(world, again.access_token);
    expect(next.code()).not.toBe(app.code());
    expect(await refusal(confirm(world, again.access_token, app.code()))).toBe("401 bad_second_factor");
    expect(await refusal(confirm(world, again.access_token, next.code()))).toBe("200");
  });

  test("is told about by mail and in the trail", async () => {
    const world = aWorld();
    const { access_token, email } = await inTwoStepsAs(world, "dov");
    await call(world, access_token, "POST", `${AT}/recovery-codes`);
    await call(world, access_token, "DELETE", AT);
    expect(await mailed(world)).toEqual(
      expect.arrayContaining([
        `${email}: Two-step sign-in is on`,
        `${email}: You have new recovery codes`,
        `${email}: Two-step sign-in is off`,
      ]),
    );
    expect(await trail(world)).toEqual(
      expect.arrayContaining([
        "second_factor.enabled",
        "second_factor.codes_replaced",
        "second_factor.disabled",
      ]),
    );
  });

  test("leaves neither its secret nor a recovery code in the database, and goes with the account", async () => {
    const world = aWorld();
    const { access_token } = await aHuman(world);
    const begun = await call(world, access_token, "POST", AT);
    const { secret } = (await begun.json()) as { secret: string };
    const on = await confirm(world, access_token, anApp(secret).code());
    const { recovery_codes } = (await on.json()) as { recovery_codes: string[] };
    const [row] = await world.t.run((ctx) => ctx.db.query("secondFactors").collect());
    const sealed = Array.from(new Uint8Array(row!.sealedSecret), (byte) => byte.toString(2).padStart(8, "0"));
    const bits = Array.from(secret, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0"));
    expect(sealed.join("")).not.toContain(bits.join(""));
    const text = JSON.stringify(row!.state);
    for (const code of recovery_codes) expect(text).not.toContain(code.replaceAll("-", ""));

    await call(world, access_token, "DELETE", "/api/v1/accounts/@me");
    await pass(world, 30 * DAY + 1);
    await world.t.mutation(internal.identity.sweeps.sweep, {});
    expect(await world.t.run((ctx) => ctx.db.query("secondFactors").collect())).toEqual([]);
  });
});

describe("a code of the app", () => {
  test("signs in once, also when fifty try it at once", async () => {
    const world = aWorld();
    const { email, app } = await inTwoStepsAs(world, "dov");
    const stored = await world.t.mutation(internal.identity.accounts.attempt, { email, address: "a" });
    const facts = { accountId: stored.id!, passwordHash: stored.passwordHash!, role: "owner" as const };
    const of = stored.sealedSecret!;
    const secondProof = { kind: "code" as const, of, step: stepAt(Date.now()), resealed: null };
    const signIn = () =>
      world.t
        .mutation(internal.identity.accounts.signIn, { ...facts, secondProof, client: "", code: null })
        .then(
          () => "signed in",
          (error: Error) => (error.message.includes("bad_second_factor") ? "refused" : error.message),
        );
    const answers = await Promise.all(Array.from({ length: 50 }, signIn));
    expect(answers.filter((answer) => answer === "signed in")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "refused")).toHaveLength(49);
    expect(await refusal(logIn(world, email, { totp: app.code() }))).toBe("401 bad_second_factor");
    // Nor does the one before it, which was good until then.
    expect(await refusal(logIn(world, email, { totp: app.code(-1) }))).toBe("401 bad_second_factor");
    await pass(world, HALF_MINUTE);
    expect(await refusal(logIn(world, email, { totp: app.code() }))).toBe("200");
  });

  test("of a secret that was replaced meanwhile neither signs in nor brings that secret back", async () => {
    const world = aWorld();
    const { email } = await inTwoStepsAs(world, "dov");
    const stored = await world.t.mutation(internal.identity.accounts.attempt, { email, address: "a" });
    const replaced = new Uint8Array([1, 2, 3]).buffer;
    const secretNow = () =>
      world.t.run(async (ctx) => (await ctx.db.query("secondFactors").first())!.sealedSecret);
    await world.t.run(async (ctx) => {
      await ctx.db.patch((await ctx.db.query("secondFactors").first())!._id, { sealedSecret: replaced });
    });
    const of = stored.sealedSecret!;
    const secondProof = { kind: "code" as const, of, step: stepAt(Date.now()), resealed: of };
    const facts = { accountId: stored.id!, passwordHash: stored.passwordHash!, role: "owner" as const };
    const late = world.t.mutation(internal.identity.accounts.signIn, {
      ...{ ...facts, secondProof, client: "", code: null },
    });
    await expect(late).rejects.toThrow("bad_second_factor");
    expect(new Uint8Array(await secretNow())).toEqual(new Uint8Array(replaced));
  });

  test("may be typed with a space, and half a minute late", async () => {
    const world = aWorld();
    const { email, app } = await inTwoStepsAs(world, "dov");
    const shown = app.code();
    await pass(world, HALF_MINUTE);
    const totp = ` ${shown.slice(0, 3)} ${shown.slice(3)}`;
    expect(await refusal(logIn(world, email, { totp }))).toBe("200");
  });

  test("that is wrong five times closes the door like a wrong password", async () => {
    const world = aWorld();
    const { email, app } = await inTwoStepsAs(world, "dov");
    const answers = [];
    for (let i = 0; i < 7; i++) answers.push(await refusal(logIn(world, email, { totp: "000000" })));
    expect(answers.slice(0, 5)).toEqual(Array(5).fill("401 bad_second_factor"));
    expect(answers.slice(5)).toEqual(Array(2).fill("429 rate_limited"));
    expect(await refusal(logIn(world, email, { totp: app.code() }))).toBe("429 rate_limited");
    await pass(world, HALF_MINUTE);
    expect(await refusal(logIn(world, email, { totp: app.code() }))).toBe("200");
  });

  test("is not guessed on by whoever reads the mail and sets one password after the other", async () => {
    const world = aWorld();
    const { email, app } = await inTwoStepsAs(world, "dov");
    const answers: string[] = [];
    let password = "";
    for (let round = 0; round < 3; round++) {
      await post(world.t, "/api/v1/accounts/forgot", { email });
      const code = await mailedCode(world);
      password = `the sentence of round ${round}`;
      expect(await refusal(post(world.t, "/api/v1/accounts/reset", { email, code, password }))).toBe("204");
      for (let i = 0; i < 5; i++) {
        answers.push(await refusal(logIn(world, email, { password, totp: "000000" })));
      }
      await pass(world, 3 * MINUTE);
    }
    expect(answers.slice(0, 11)).toEqual(Array(11).fill("401 bad_second_factor"));
    expect(answers.slice(11)).toEqual(Array(4).fill("429 rate_limited"));
    expect(await refusal(logIn(world, email, { password, totp: app.code() }))).toBe("200");
    expect(await refusal(logIn(world, email, { password, totp: "000000" }))).toBe("401 bad_second_factor");
  });

  test("is the one secret's that was shown last, when setting up was begun twice", async () => {
    const world = aWorld();
    const { access_token } = await aHuman(world);
    const first = await begin(world, access_token);
    const second = await begin(world, access_token);
    expect(await refusal(confirm(world, access_token, first.code()))).toBe("401 bad_second_factor");
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => refusal(confirm(world, access_token, second.code()))),
    );
    expect(answers.filter((answer) => answer === "200")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "409 conflict")).toHaveLength(19);
  });
});

describe("a recovery code", () => {
  test("signs in once in place of the app, is told about, and is one less", async () => {
    const world = aWorld();
    const { access_token, email, recovery_codes } = await inTwoStepsAs(world, "dov");
    const [first, second] = recovery_codes as [string, string];
    expect(first).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    expect(new Set(recovery_codes).size).toBe(10);
    const typed = first.toLowerCase().replaceAll("-", " ").replaceAll("0", "o");
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => refusal(logIn(world, email, { totp: typed }))),
    );
    expect(answers.filter((answer) => answer === "200")).toHaveLength(1);
    expect(await standing(world, access_token)).toMatchObject({ recovery_codes_left: 9 });
    expect(await mailed(world)).toContain(`${email}: A recovery code was used`);
    expect(await trail(world)).toContain("second_factor.code_used");
    expect(await refusal(logIn(world, email, { totp: second }))).toBe("200");
  });

  test("of before does not work once there are new ones", async () => {
    const world = aWorld();
    const { access_token, email, recovery_codes } = await inTwoStepsAs(world, "dov");
    const answer = await call(world, access_token, "POST", `${AT}/recovery-codes`);
    const next = (await answer.json()) as { recovery_codes: string[] };
    expect(await refusal(logIn(world, email, { totp: recovery_codes[0] }))).toBe("401 bad_second_factor");
    expect(await refusal(logIn(world, email, { totp: next.recovery_codes[0] }))).toBe("200");
  });

  test("is all there is when the signing secret was replaced, until a code was used while both were named", async () => {
    const world = aWorld();
    const { email, app, recovery_codes } = await inTwoStepsAs(world, "dov");
    const old = "the-signing-secret-of-tests-has-43-characters";
    const next = "another-signing-secret-that-has-43-characters";
    vi.stubEnv("MOLT_SIGNING_SECRET", next);
    expect(await refusal(logIn(world, email, { totp: app.code() }))).toBe("401 bad_second_factor");
    expect(await refusal(logIn(world, email, { totp: recovery_codes[0] }))).toBe("200");
    vi.stubEnv("MOLT_SIGNING_SECRET", `${next},${old}`);
    expect(await refusal(logIn(world, email, { totp: app.code() }))).toBe("200");
    vi.stubEnv("MOLT_SIGNING_SECRET", next);
    await pass(world, HALF_MINUTE);
    expect(await refusal(logIn(world, email, { totp: app.code() }))).toBe("200");
  });
});

test("what was not begun cannot be confirmed, and what is not on has no recovery codes", async () => {
  const world = aWorld();
  const { access_token } = await aHuman(world);
  expect(await refusal(confirm(world, access_token, "123456"))).toBe("409 conflict");
  expect(await refusal(call(world, access_token, "POST", `${AT}/recovery-codes`))).toBe("409 conflict");
});
