import type { World } from "../world.setup";
import { toBase64Url } from "./encoding.model";

/** People whom Clerk has signed in. */

export const ISSUER = "https://clerk.molt.test";

export interface Person {
  subject: string;
  email?: string;
  emailVerified?: boolean;
  name?: string;
  /** Minutes since they last proved who they are. */
  age?: number;
  issuer?: string;
}

export const ada: Person = {
  subject: "user_ada",
  email: "Ada@Example.org",
  emailVerified: true,
  name: "Ada",
};

/** Calls as whoever Clerk has signed in. The token says who it is from; the test's Convex, that it is good. */
export function as({ t }: World, { age = 0, issuer = ISSUER, ...identity }: Person) {
  const claims = { iss: issuer, iat: Math.floor(Date.now() / 1000), fva: [age, -1], exp: 9e9 };
  const part = (value: object) => toBase64Url(new TextEncoder().encode(JSON.stringify(value)));
  const token = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}.c2lnbmVk`;
  const them = t.withIdentity({ ...identity, issuer, sid: "sess_2abc" } as never);
  const call = (method: string, path: string, body?: object) =>
    them.fetch(path, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body && { "Content-Type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  return { call, them, token };
}
