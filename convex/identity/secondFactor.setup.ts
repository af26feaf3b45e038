import { pass, type World } from "../world.setup";
import { call } from "./cast.setup";
import { aHuman } from "./humans.setup";
import { codeAt, stepAt } from "./totp.model";

/** A second step of signing in, and the app that knows its secret. */

export const HALF_MINUTE = 30_000;
export const AT = "/api/v1/accounts/@me/second-factor";

export const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The app on a phone: it knows the secret as it was shown, and the time. */
export function anApp(secret: string) {
  const bits = Array.from(secret, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = Uint8Array.from(bits.match(/.{8}/g)!, (eight) => Number.parseInt(eight, 2));
  return { code: (ahead = 0) => codeAt(bytes, stepAt(Date.now()) + ahead) };
}

export async function begin(world: World, token: string) {
  const answer = await call(world, token, "POST", AT);
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
  const { secret, uri } = (await answer.json()) as { secret: string; uri: string };
  if (!uri.includes(secret)) throw new Error(`${uri} does not hold the secret.`);
  return anApp(secret);
}

export const confirm = (world: World, token: string, totp: string) =>
  call(world, token, "POST", `${AT}/confirm`, { totp });

/** Somebody whose password takes a second step. */
export async function inTwoStepsAs(world: World, name: string) {
  const human = await aHuman(world, name);
  const app = await begin(world, human.access_token);
  const answer = await confirm(world, human.access_token, app.code());
  const { recovery_codes } = (await answer.json()) as { recovery_codes: string[] };
  await pass(world, HALF_MINUTE); // The code that switched it on is spent.
  return { ...human, app, recovery_codes };
}
