import { beforeEach, describe, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import { aWorld, pass, post, type World } from "../world.setup";
import { call, refusal, type Tokens } from "./cast.setup";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const EMAIL = "dov@example.org";
const PASSWORD = "a sentence that nobody guesses";

/** Hashing as often as it is meant would take these tests minutes; what they are about does not depend on it. */
beforeEach(() => {
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, "deriveBits").mockImplementation((how, key, length) =>
    derive({ ...(how as Pbkdf2Params), iterations: 10 }, key, length),
  );
});

const register = ({ t }: World, over: object = {}, door = "accounts") =>
  post(t, `/api/v1/${door}/register`, { email: EMAIL, password: PASSWORD, display_name: "Dov", ...over });
const login = ({ t }: World, over: object = {}, door = "accounts") =>
  post(t, `/api/v1/${door}/login`, { email: EMAIL, password: PASSWORD, ...over });
const verify = ({ t }: World, code: string, over: object = {}) =>
  post(t, "/api/v1/accounts/verify-email", { email: EMAIL, password: PASSWORD, code, ...over });
const forgot = ({ t }: World, email = EMAIL) => post(t, "/api/v1/accounts/forgot", { email });
const reset = ({ t }: World, code: string, password: string) =>
  post(t, "/api/v1/accounts/reset", { email: EMAIL, code, password });
const me = (world: World, token: string) => refusal(call(world, token, "GET", "/api/v1/accounts/@me"));

/** The code of the last mail. */
async function mailedCode(world: World): Promise<string> {
  await pass(world, 0);
  return world.mailbox.letters.at(-1)!.text.split("\n")[0]!;
}

/** Dov moderates: a human with an account. */
async function dov(world: World): Promise<Tokens> {
  await register(world);
  const answer = await verify(world, await mailedCode(world));
  if (answer.status !== 200) throw new Error(await answer.text());
  return (await answer.json()) as Tokens;
}

describe("an account", () => {
  test("is finished by the mailed code, and signs in as owner and as observer", async () => {
    const world = aWorld();
    expect(await refusal(register(world))).toBe("202");
    expect(await refusal(login(world))).toBe("401 bad_credentials");
    const code = await mailedCode(world);
    expect(world.mailbox.letters).toMatchObject([{ to: [EMAIL], subject: "Your code for registering" }]);
    const owner = (await (await verify(world, code.toLowerCase().replaceAll("-", " "))).json()) as Tokens;
    expect(await me(world, owner.access_token)).toBe("200");
    expect(await refusal(verify(world, code))).toBe("400 invalid_grant");
    const observer = (await (await login(world, {}, "observers")).json()) as Tokens & { scope: string };
    expect(observer.scope).toBe("read");
    expect(await me(world, observer.access_token)).toBe("200");
    const rename = (token: string) =>
      refusal(call(world, token, "PATCH", "/api/v1/accounts/@me", { display_name: "D" }));
    expect(await rename(observer.access_token)).toBe("403 forbidden");
    expect(await rename(owner.access_token)).toBe("204");
  });

  test("is finished by a link as well, whose code no server gets to see", async () => {
    const world = aWorld();
    await register(world);
    const code = await mailedCode(world);
    expect(world.mailbox.letters.at(-1)!.text).toContain(`/account/verify#code=${code}`);
  });

  test("keeps no password and no code in the database", async () => {
    const world = aWorld();
    await register(world);
    const code = (await mailedCode(world)).replaceAll("-", "");
    await verify(world, code);
    const rows = await world.t.run(async (ctx) =>
      JSON.stringify([
        await ctx.db.query("accounts").collect(),
        await ctx.db.query("emailCodes").collect(),
        await ctx.db.system.query("_scheduled_functions").collect(),
      ]),
    );
    expect(rows).toContain("pbkdf2-sha256$600000$");
    expect(rows).not.toContain(PASSWORD);
    expect(rows).not.toContain(code);
  });

  test("that somebody else began with their own password cannot be finished with it", async () => {
    const world = aWorld();
    await register(world, { password: "the password of a stranger" });
    const code = await mailedCode(world);
    expect(await refusal(verify(world, code))).toBe("401 bad_credentials");
    await register(world);
    expect(await refusal(verify(world, code))).toBe("400 invalid_grant");
    expect(await refusal(verify(world, await mailedCode(world)))).toBe("200");
    expect(await refusal(login(world, { password: "the password of a stranger" }))).toBe(
      "401 bad_credentials",
    );
  });

  test("that nobody finished within the hour is gone", async () => {
    const world = aWorld();
    await register(world);
    const code = await mailedCode(world);
    await pass(world, 60 * MINUTE);
    expect(await refusal(verify(world, code))).toBe("400 invalid_grant");
    await world.t.mutation(internal.identity.sweeps.sweep, {});
    await world.t.mutation(internal.identity.sweeps.sweep, {});
    expect(await world.t.run((ctx) => ctx.db.query("accounts").collect())).toEqual([]);
  });

  test("mails at most five times an hour to one address, and changes nothing beyond", async () => {
    const world = aWorld();
    const facts = { email: EMAIL, displayName: "Dov", passwordHash: "first" };
    const begin = (passwordHash: string) =>
      world.t.mutation(internal.identity.accounts.begin, { ...facts, passwordHash });
    for (let i = 0; i < 8; i++) {
      await begin(`hash ${i}`);
      await pass(world, 0);
    }
    expect(world.mailbox.letters).toHaveLength(5);
    const account = await world.t.run((ctx) => ctx.db.query("accounts").first());
    expect(account).toMatchObject({ passwordHash: "hash 4" });
    await pass(world, 60 * MINUTE);
    await begin("the next hour");
    const later = await world.t.run((ctx) => ctx.db.query("accounts").first());
    expect(later).toMatchObject({ passwordHash: "the next hour" });
  });

  test("of fifty registrations of one address at once is one", async () => {
    const world = aWorld();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        refusal(register(world, { email: i % 2 ? EMAIL : "DOV@Example.org" })),
      ),
    );
    expect(new Set(answers)).toEqual(new Set(["202"]));
    expect(await world.t.run((ctx) => ctx.db.query("accounts").collect())).toHaveLength(1);
  }, 30_000);
});

describe("nobody learns whether an address has an account", () => {
  test("registering one that has is answered the same, and its owner is told by mail", async () => {
    const world = aWorld();
    await dov(world);
    const [known, unknown] = [await register(world), await register(world, { email: "new@example.org" })];
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
    await pass(world, 0);
    expect(world.mailbox.letters.map(({ to, subject }) => [to[0], subject])).toEqual(
      expect.arrayContaining([[EMAIL, "You have an account already"]]),
    );
    expect(await refusal(login(world))).toBe("200");
  });

  test("a wrong password and an unknown address are one refusal after the same work", async () => {
    const world = aWorld();
    await dov(world);
    const derive = vi.mocked(crypto.subtle.deriveBits);
    const answers = [];
    for (const over of [{ password: "something else entirely" }, { email: "nobody@example.org" }]) {
      derive.mockClear();
      const answer = await login(world, over);
      const { detail, code } = (await answer.json()) as { detail: string; code: string };
      answers.push({
        detail,
        code,
        work: derive.mock.calls.map(([how]) => (how as Pbkdf2Params).iterations),
      });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]!.work).toEqual([600_000]);
  });

  test("a forgotten password is answered the same, and only an account gets a mail", async () => {
    const world = aWorld();
    await dov(world);
    const before = world.mailbox.letters.length;
    const [known, unknown] = [await forgot(world), await forgot(world, "nobody@example.org")];
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
    await pass(world, 0);
    expect(world.mailbox.letters.slice(before).map(({ to }) => to[0])).toEqual([EMAIL]);
  });
});

describe("a password", () => {
  test.each([
    ["of eleven characters", "x".repeat(11), "422 validation_failed"],
    ["of twelve", "x".repeat(12), "202"],
    ["of 256", "x".repeat(256), "202"],
    ["of 257", "x".repeat(257), "422 validation_failed"],
    ["of sixty kilobytes", "x".repeat(60_000), "422 validation_failed"],
    ["of twelve emoji", "🐙".repeat(12), "202"],
  ])("%s: %#", async (_what, password, answer) => {
    expect(await refusal(register(aWorld(), { password }))).toBe(answer);
  });

  test("counts beyond its 72nd byte, and with zeros inside it", async () => {
    const world = aWorld();
    const long = `${"x".repeat(72)}right`;
    await register(world, { password: long });
    await verify(world, await mailedCode(world), { password: long });
    expect(await refusal(login(world, { password: `${"x".repeat(72)}wrong` }))).toBe("401 bad_credentials");
    expect(await refusal(login(world, { password: `${long}\u0000` }))).toBe("401 bad_credentials");
    expect(await refusal(login(world, { password: long }))).toBe("200");
  });

  test("typed on another keyboard is the same: é in one character or two", async () => {
    const world = aWorld();
    await register(world, { password: "caf\u00e9 au lait, s'il vous plait" });
    const composed = { password: "cafe\u0301 au lait, s'il vous plait" };
    expect(await refusal(verify(world, await mailedCode(world), composed))).toBe("200");
  });

  test("that is wrong five times closes the door, for known and unknown alike, also when all come at once", async () => {
    const world = aWorld();
    await dov(world);
    for (const email of [EMAIL, "nobody@example.org"]) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => refusal(login(world, { email, password: "wrong wrong wrong" }))),
      );
      expect(answers.filter((answer) => answer === "401 bad_credentials")).toHaveLength(5);
      expect(answers.filter((answer) => answer === "429 rate_limited")).toHaveLength(15);
    }
    const locked = await login(world);
    expect([locked.status, locked.headers.get("retry-after")]).toEqual([429, "30"]);
    await pass(world, 30_000);
    expect(await refusal(login(world, { password: "wrong wrong wrong" }))).toBe("401 bad_credentials");
    await pass(world, 59_999);
    expect(await refusal(login(world))).toBe("429 rate_limited");
    await pass(world, 1);
    expect(await refusal(login(world))).toBe("200");
    expect(await refusal(login(world, { password: "wrong wrong wrong" }))).toBe("401 bad_credentials");
  }, 30_000);

  test("guessed at from one address keeps nobody out at another, until a hundred were wrong in all", async () => {
    const world = aWorld();
    const attempt = (address: string) =>
      world.t.mutation(internal.identity.accounts.attempt, { email: EMAIL, address }).then(
        () => "counted",
        (error: Error) => (error.message.includes("rate_limited") ? "locked" : error.message),
      );
    const guesses = async (address: string) => {
      const answers = [];
      for (let i = 0; i < 6; i++) answers.push(await attempt(address));
      return answers.filter((answer) => answer === "counted").length;
    };
    expect(await guesses("203.0.113.1")).toBe(5);
    expect(await attempt("198.51.100.7")).toBe("counted");
    for (let i = 2; i <= 19; i++) expect(await guesses(`203.0.113.${i}`)).toBe(5);
    expect(await guesses("203.0.113.20")).toBe(4);
    expect(await attempt("192.0.2.1")).toBe("locked");
  });

  test("is replaced while signed in, and every other sign-in ends", async () => {
    const world = aWorld();
    const first = await dov(world);
    const second = (await (await login(world)).json()) as Tokens;
    const change = (old_password: string, password: string) =>
      refusal(
        call(world, second.access_token, "POST", "/api/v1/accounts/@me/password", { old_password, password }),
      );
    expect(await change("something else entirely", "the next sentence")).toBe("401 bad_credentials");
    expect(await change(PASSWORD, "short")).toBe("422 validation_failed");
    expect(await change(PASSWORD, "the next sentence")).toBe("204");
    expect(await me(world, first.access_token)).toBe("401 token_revoked");
    expect(await me(world, second.access_token)).toBe("200");
    expect(await refusal(login(world))).toBe("401 bad_credentials");
    expect(await refusal(login(world, { password: "the next sentence" }))).toBe("200");
  });

  test("is reset by the mailed code, once, within the hour, and every sign-in ends", async () => {
    const world = aWorld();
    const { access_token } = await dov(world);
    await forgot(world);
    const late = await mailedCode(world);
    await pass(world, 60 * MINUTE);
    expect(await refusal(reset(world, late, "the next sentence"))).toBe("400 invalid_grant");
    await forgot(world);
    const code = await mailedCode(world);
    expect(await refusal(reset(world, "AAAA-AAAA-AAAA", "the next sentence"))).toBe("400 invalid_grant");
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => refusal(reset(world, code, "the next sentence"))),
    );
    expect(answers.filter((answer) => answer === "204")).toHaveLength(1);
    expect(await me(world, access_token)).toMatch(/^401/);
    expect(await refusal(login(world))).toBe("401 bad_credentials");
    expect(await refusal(login(world, { password: "the next sentence" }))).toBe("200");
  }, 30_000);
});

describe("asking for reset codes again and again", () => {
  test("mails one in two minutes, and those of before stay good", async () => {
    const world = aWorld();
    await dov(world);
    const before = world.mailbox.letters.length;
    await Promise.all(Array.from({ length: 20 }, () => forgot(world)));
    const first = await mailedCode(world);
    expect(world.mailbox.letters.length - before).toBe(1);
    await pass(world, 2 * MINUTE + 1);
    await forgot(world);
    const second = await mailedCode(world);
    expect(second).not.toBe(first);
    expect(await refusal(reset(world, first, "the next sentence"))).toBe("204");
    expect(await refusal(reset(world, second, "one more sentence"))).toBe("400 invalid_grant");
  });

  test("writes as much for an address that nobody has, and forgets it within the hour", async () => {
    const world = aWorld();
    const rows = () => world.t.run((ctx) => ctx.db.query("emailCodes").collect());
    await forgot(world, "nobody@example.org");
    await forgot(world, "nobody@example.org");
    expect(await rows()).toEqual([expect.objectContaining({ accountId: null })]);
    await pass(world, 0);
    expect(world.mailbox.letters).toEqual([]);
    await pass(world, 60 * MINUTE);
    await world.t.mutation(internal.identity.sweeps.sweep, {});
    expect(await rows()).toEqual([]);
  });
});

describe("mail", () => {
  test("that is not taken is sent again, and the answer did not wait for it", async () => {
    const world = aWorld();
    world.mailbox.down = true;
    expect(await refusal(register(world))).toBe("202");
    await pass(world, 0);
    world.mailbox.down = false;
    await pass(world, 5_000);
    expect(world.mailbox.letters).toHaveLength(1);
  });

  test("that cannot be sent at all means no accounts, said before anything is made", async () => {
    const world = aWorld();
    vi.stubEnv("RESEND_API_KEY", "");
    expect(await refusal(register(world))).toBe("503 unavailable");
    expect(await refusal(forgot(world))).toBe("503 unavailable");
    expect(await world.t.run((ctx) => ctx.db.query("accounts").collect())).toEqual([]);
  });

  test.each([
    "",
    "dov",
    "dov@",
    "@example.org",
    "dov@example",
    "a b@example.org",
    "dov@example.org\nBcc: x@y.zz",
    `${"x".repeat(65)}@example.org`,
  ])("%j is no address", async (email) => {
    expect(await refusal(register(aWorld(), { email }))).toBe("422 validation_failed");
  });
});

describe("deleting an account", () => {
  test("ends every sign-in, is taken back by signing in, and is final after thirty days", async () => {
    const world = aWorld();
    const remove = async (token: string) => await call(world, token, "DELETE", "/api/v1/accounts/@me");
    const { access_token } = await dov(world);
    const answer = await remove(access_token);
    expect(await answer.json()).toEqual({ purge_date: "2026-12-21T12:00:00.000Z", retention_days: 30 });
    expect(await me(world, access_token)).toBe("401 token_revoked");
    await pass(world, 29 * DAY);
    const back = (await (await login(world)).json()) as Tokens;
    expect(await me(world, back.access_token)).toBe("200");
    await remove(back.access_token);
    await pass(world, 30 * DAY + 1);

    await world.t.mutation(internal.identity.sweeps.sweep, {});
    expect(await refusal(login(world))).toBe("401 bad_credentials");
    const left = await world.t.run(async (ctx) => [
      await ctx.db.query("accounts").collect(),
      await ctx.db.query("logins").collect(),
    ]);
    expect(left).toEqual([[], []]);
  });

  test("needs a recent password", async () => {
    const world = aWorld();
    const { access_token } = await dov(world);
    await pass(world, 5 * MINUTE);
    expect(await refusal(call(world, access_token, "DELETE", "/api/v1/accounts/@me"))).toBe(
      "403 fresh_auth_required",
    );
  });
});
