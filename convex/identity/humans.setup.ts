import { vi } from "vitest";
import { pass, post, type World } from "../world.setup";
import type { Tokens } from "./cast.setup";

/** Humans, for tests of how they sign in. */

// The first test of a file loads everything that answers requests, and what checks passkeys besides.
vi.setConfig({ testTimeout: 30_000 });

export const PASSWORD = "a sentence that nobody guesses";

/** Hashing as often as it is meant would take tests minutes; what they are about does not depend on it. */
export function hashQuickly(): void {
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, "deriveBits").mockImplementation((how, key, length) =>
    derive({ ...(how as Pbkdf2Params), iterations: 10 }, key, length),
  );
}

/** The code of the last mail that holds one. */
export async function mailedCode(world: World): Promise<string> {
  await pass(world, 0);
  const lines = world.mailbox.letters.map(({ text }) => text.split("\n")[0]!);
  return lines.filter((line) => /^([0-9A-Z]{4}-){2}[0-9A-Z]{4}$/.test(line)).at(-1)!;
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
