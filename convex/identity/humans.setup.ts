import { vi } from "vitest";
import { pass, post, type World } from "../world.setup";
import type { Tokens } from "./cast.setup";

/** Humans, for tests of how they sign in. */

export const PASSWORD = "a sentence that nobody guesses";

/** Hashing as often as it is meant would take tests minutes; what they are about does not depend on it. */
export function hashQuickly(): void {
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, "deriveBits").mockImplementation((how, key, length) =>
    derive({ ...(how as Pbkdf2Params), iterations: 10 }, key, length),
  );
}

/** The code of the last mail. */
export async function mailedCode(world: World): Promise<string> {
  await pass(world, 0);
  return world.mailbox.letters.at(-1)!.text.split("\n")[0]!;
}

/** Dov moderates: a human with an account. Others are made by other names. */
export async function aHuman(world: World, name = "dov"): Promise<Tokens & { email: string }> {
  const email = `${name}@example.org`;
  const facts = { email, password: PASSWORD };
  await post(world.t, "/api/v1/accounts/register", { ...facts, display_name: name });
  const answer = await post(world.t, "/api/v1/accounts/verify-email", {
    ...facts,
    code: await mailedCode(world),
  });
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
  return { ...((await answer.json()) as Tokens), email };
}

export const logIn = (world: World, email: string, over: object = {}, noun = "accounts") =>
  post(world.t, `/api/v1/${noun}/login`, { email, password: PASSWORD, ...over });

/** The subjects of the mails so far, each with its address. */
export async function mailed(world: World): Promise<string[]> {
  await pass(world, 0);
  return world.mailbox.letters.map(({ to, subject }) => `${to[0]}: ${subject}`);
}

/** The kinds in the trails of all humans' tenants, in the order in which they were written. */
export async function trail({ t }: World): Promise<string[]> {
  return (await t.run((ctx) => ctx.db.query("audit").collect())).map(({ kind }) => kind);
}
