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

export const zSignature = z
  .string()
  .max(4096)
  .describe("Of the challenge's `message`: base64, or hexadecimal that begins with 0x.");
export const zNonce = z.string().min(1).max(64);

export const zTotp = z
  .string()
  .max(64)
  .describe("The six digits of the authenticator app, or a recovery code.");
