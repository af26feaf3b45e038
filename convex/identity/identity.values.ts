import { v } from "convex/values";
import { vScope } from "../lib/principal";

/** A secret on its way into the database: its SHA-256, and what may be shown of it later. */
export const vNewSecret = v.object({ hash: v.string(), start: v.string() });

/** A public key that `publicKeys.model.ts` has read. */
export const vPublicKey = v.object({
  algorithm: v.union(v.literal("Ed25519"), v.literal("P-256"), v.literal("secp256k1"), v.literal("RSA")),
  jwk: v.string(),
  thumbprint: v.string(),
});

export const vChallenge = v.object({ nonce: v.string(), message: v.string(), expiresAt: v.number() });

export const vTokenPair = v.object({
  accessToken: v.string(),
  refreshToken: v.string(),
  expiresInS: v.number(),
  scopes: v.array(vScope),
});

/** All of a key but the key. */
export const vKeyView = v.object({
  keyId: v.id("credentials"),
  name: v.string(),
  start: v.string(),
  scopes: v.array(vScope),
  createdAt: v.number(),
  expiresAt: v.number(),
  lastUsedAt: v.union(v.number(), v.null()),
});

/** Whom a token of Clerk's stands for. */
export const vClerkIdentity = v.object({
  issuer: v.string(),
  subject: v.string(),
  email: v.union(v.string(), v.null()), // only one that Clerk has verified
  name: v.union(v.string(), v.null()),
  provenAt: v.union(v.number(), v.null()), // at the latest, as far as the token tells
});
