import { vi } from "vitest";
import type { Scenario, Scenarios } from "../http/refusals.setup";
import { pass, post, type World } from "../world.setup";
import { call, type Tokens } from "./cast.setup";
import { ada, as, ISSUER } from "./clerk.setup";
import { aHuman, logIn } from "./humans.setup";
import {
  Authenticator,
  addPasskey,
  askForPasskey,
  beginPasskey,
  type Lies,
  logInWith,
  sendPasskey,
} from "./passkeys.setup";
import { AT, begin, confirm, inTwoStepsAs } from "./secondFactor.setup";

/** How the ways in which humans prove who they are refuse: passkeys, and a second step behind a password. */

type Asked = Awaited<ReturnType<typeof beginPasskey>>;

interface Stage {
  world: World;
}

/** Browsers make no passkeys for an instance that is reached like this. */
const atABareAddress = () => {
  vi.stubEnv("MOLT_PUBLIC_URL", "http://127.0.0.1:3000");
};

const PASSKEYS = "/api/v1/accounts/@me/passkeys";

/** Eve answers to be asked for a new passkey, after `meanwhile`. */
const adding =
  (meanwhile: (world: World, token: string) => unknown, lies?: Lies): Scenario<Stage> =>
  async ({ world }) => {
    const { access_token } = await aHuman(world, "eve");
    const answer = new Authenticator().create(await beginPasskey(world, access_token), lies);
    await meanwhile(world, access_token);
    return await sendPasskey(world, access_token, answer);
  };

/** Eve answers with a passkey of his, after `meanwhile`. */
const signingIn =
  (meanwhile: (world: World, answer: unknown) => unknown, lies?: Lies): Scenario<Stage> =>
  async ({ world }) => {
    const { access_token } = await aHuman(world, "eve");
    const phone = new Authenticator();
    await addPasskey(world, access_token, phone);
    const answer = phone.get(await askForPasskey(world), lies);
    await meanwhile(world, answer);
    return await logInWith(world, answer);
  };

const tooLate = (world: World) => pass(world, 5 * 60_000);
const nothing = () => {};
const ofNobody = { challenge: "never-given-out-never-given-out-never-given" };

const inTwoSteps =
  (noun: string, over: object): Scenario<Stage> =>
  async ({ world }) => {
    const { email } = await inTwoStepsAs(world, "eve");
    return await logIn(world, email, over, noun);
  };
const loggingIn = (noun: string) => ({
  second_factor_required: inTwoSteps(noun, {}),
  bad_second_factor: inTwoSteps(noun, { totp: "000000" }),
});

/** Eve sends what confirms a second step that she has begun. */
const confirming =
  (totp: string): Scenario<Stage> =>
  async ({ world }) => {
    const { access_token } = await aHuman(world, "eve");
    await begin(world, access_token);
    return await confirm(world, access_token, totp);
  };

/** Somebody whom Clerk has signed in, on an instance that has lost its signing secret since they began. */
const asClerks =
  (path: string, body: object): Scenario<Stage> =>
  async ({ world }) => {
    vi.stubEnv("CLERK_JWT_ISSUER_DOMAIN", ISSUER);
    const { call: ask } = as(world, ada);
    await ask("POST", "/api/v1/accounts/@me/password", { password: "a long new password" });
    await ask("POST", AT);
    vi.stubEnv("MOLT_SIGNING_SECRET", "");
    return await ask("POST", `${AT}${path}`, body);
  };

export const HUMAN_PROOFS: Scenarios<Stage> = {
  askForPasskey: {
    unavailable: ({ world: { t } }) => {
      atABareAddress();
      return post(t, "/api/v1/accounts/login/passkey/options", {});
    },
  },
  logInWithPasskey: {
    invalid_grant: signingIn(nothing, ofNobody),
    challenge_expired: signingIn(tooLate),
    challenge_used: signingIn(logInWith),
    bad_signature: signingIn(nothing, { origin: "https://elsewhere.test" }),
    unavailable: signingIn(atABareAddress),
  },
  beginPasskey: {
    key_limit: async ({ world }) => {
      const { access_token } = await aHuman(world, "eve");
      for (let i = 0; i < 10; i++) await addPasskey(world, access_token, new Authenticator());
      return await call(world, access_token, "POST", `${PASSKEYS}/options`);
    },
    unavailable: async ({ world }) => {
      atABareAddress();
      const { access_token } = await aHuman(world, "eve");
      return await call(world, access_token, "POST", `${PASSKEYS}/options`);
    },
  },
  addPasskey: {
    invalid_grant: adding(nothing, ofNobody),
    challenge_expired: async ({ world }) => {
      const { access_token, email } = await aHuman(world, "eve");
      const answer = new Authenticator().create(await beginPasskey(world, access_token));
      await tooLate(world);
      const again = (await (await logIn(world, email)).json()) as Tokens;
      return await sendPasskey(world, again.access_token, answer);
    },
    challenge_used: async ({ world }) => {
      const { access_token } = await aHuman(world, "eve");
      const answer = new Authenticator().create(await beginPasskey(world, access_token));
      await sendPasskey(world, access_token, answer);
      return await sendPasskey(world, access_token, answer);
    },
    bad_signature: adding(nothing, { origin: "https://elsewhere.test" }),
    key_limit: adding(async (world, token) => {
      for (let i = 0; i < 10; i++) await addPasskey(world, token, new Authenticator());
    }),
    key_in_use: async ({ world }) => {
      const { access_token } = await aHuman(world, "eve");
      const phone = new Authenticator();
      await addPasskey(world, access_token, phone);
      return await sendPasskey(world, access_token, phone.create(await beginPasskey(world, access_token)));
    },
    unavailable: async ({ world }) => {
      vi.stubEnv("CLERK_JWT_ISSUER_DOMAIN", ISSUER);
      const { call: ask } = as(world, ada);
      const asked = (await (await ask("POST", `${PASSKEYS}/options`)).json()) as Asked;
      atABareAddress();
      return await ask("POST", PASSKEYS, { credential: new Authenticator().create(asked), name: "hers" });
    },
  },
  logInOwner: loggingIn("accounts"),
  logInObserver: loggingIn("observers"),
  beginSecondFactor: {
    conflict: async ({ world }) => call(world, (await inTwoStepsAs(world, "eve")).access_token, "POST", AT),
    unavailable: asClerks("", {}),
  },
  confirmSecondFactor: {
    conflict: async ({ world }) => confirm(world, (await aHuman(world, "eve")).access_token, "123456"),
    bad_second_factor: confirming("000000"),
    second_factor_required: confirming(""),
    unavailable: asClerks("/confirm", { totp: "000000" }),
  },
  replaceRecoveryCodes: {
    conflict: async ({ world }) =>
      call(world, (await aHuman(world, "eve")).access_token, "POST", `${AT}/recovery-codes`),
  },
};
