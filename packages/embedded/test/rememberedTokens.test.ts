import { expect, test, vi } from "vitest";
import { Authenticator } from "../src/auth/authenticator.ts";
import { anIssuer, seconds } from "./issuer.ts";

const MINUTE = 60_000;

/** An authenticator with a clock of its own that trusts one issuer. */
async function trusting() {
  const issuer = await anIssuer();
  const info = issuer.provider;
  const clock = { now: Date.now() };
  const authenticator = new Authenticator({ verbose: false, now: () => clock.now });
  authenticator.configure([info]);
  const proves = (token: string) =>
    authenticator.verify(token).then(
      ({ identity }) => identity.subject,
      () => null,
    );
  return { issuer, info, clock, authenticator, proves };
}

test("AU2: a token that is remembered proves nothing once it has expired", async () => {
  const { issuer, clock, proves } = await trusting();
  const token = await issuer.token("ada", { exp: seconds() + 60 });
  for (let i = 0; i < 3; i++) expect(await proves(token)).toBe("ada");
  clock.now += MINUTE + 5500;
  expect(await proves(token)).toBeNull();
});

test("AU2: a token whose signature was bent is refused, however often the good one came", async () => {
  const { issuer, proves } = await trusting();
  const token = await issuer.token("ada");
  for (let i = 0; i < 3; i++) expect(await proves(token)).toBe("ada");
  const [header, payload, signature] = token.split(".");
  const other = (await issuer.token("basil")).split(".");
  for (const bent of [`${header}.${other[1]}.${signature}`, `${header}.${payload}.${other[2]}`, `${token}A`])
    for (let i = 0; i < 2; i++) expect(await proves(bent)).toBeNull();
  expect(await proves(token)).toBe("ada");
});

test("AU4: other providers make what was remembered of the old ones worth nothing", async () => {
  const { issuer, info, authenticator, proves } = await trusting();
  const token = await issuer.token("ada");
  expect(await proves(token)).toBe("ada");
  authenticator.configure([]);
  expect(await proves(token)).toBeNull();
  authenticator.configure([info]);
  expect(await proves(token)).toBe("ada");
});

test("AU3: a remembered token is refused as soon as its key is known to be withdrawn, and after ten minutes anyway", async () => {
  const { issuer, clock, proves } = await trusting();
  const token = await issuer.token("ada");
  for (let i = 0; i < 3; i++) expect(await proves(token)).toBe("ada");
  await issuer.rotate("second");
  expect(await proves(token)).toBe("ada");
  const next = await issuer.token("ada", { exp: seconds() + 3600 });
  for (let i = 0; i < 3; i++) expect(await proves(next)).toBe("ada");
  expect(await proves(token)).toBeNull();
  await issuer.rotate("third");
  clock.now += 9 * MINUTE;
  expect(await proves(next)).toBe("ada");
  clock.now += 2 * MINUTE;
  expect(await proves(next)).toBeNull();
});

test("AU2: a token is checked once", async () => {
  const { issuer, proves } = await trusting();
  const token = await issuer.token("ada");
  await proves(token);
  await proves(token);
  const verify = vi.spyOn(crypto.subtle, "verify");
  for (let i = 0; i < 5; i++) expect(await proves(token)).toBe("ada");
  expect(verify).not.toHaveBeenCalled();
  await proves(await issuer.token("basil"));
  expect(verify).toHaveBeenCalledOnce();
});
