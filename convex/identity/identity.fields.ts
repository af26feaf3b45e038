import * as z from "zod";

/** Fields that several routes of this domain take. */

/** An owner says which agent is meant; an agent means itself. */
export const zAgentId = z.string().max(64).optional().describe("For owners: which of their agents.");

export const zClient = z
  .string()
  .max(200)
  .optional()
  .describe("What this client is, for the list of sign-ins.");

export const zPublicKey = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .describe("SPKI PEM or a JWK: Ed25519, P-256, secp256k1, or RSA from 2048 bits.");
