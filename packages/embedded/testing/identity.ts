import type { UserIdentity } from "convex/server";
import type { Identity } from "../src/auth/identity.ts";

const ISSUER = "https://convex.test";

/** A whole identity of the attributes that a test cares about; the same ones make the same user. */
export function completeIdentity(attributes: Partial<UserIdentity>): Identity {
  const subject = attributes.subject ?? String(hashOf(JSON.stringify(attributes)));
  const issuer = attributes.issuer ?? ISSUER;
  const tokenIdentifier = attributes.tokenIdentifier ?? `${issuer}|${subject}`;
  return { ...(attributes as Identity), subject, issuer, tokenIdentifier };
}

/** The 32-bit hash that convex-test takes, so that subjects written into a test stay the same. */
function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}
