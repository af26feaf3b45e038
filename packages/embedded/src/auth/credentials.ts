import type { IncomingMessage } from "node:http";
import type { AdminKey } from "../http/access.ts";
import { HttpError } from "../http/body.ts";
import type { Authenticator } from "./authenticator.ts";
import { AuthFailure } from "./failure.ts";
import { type Identity, identityOfAttributes } from "./identity.ts";

/** Who sends a request, as its Authorization header proves. */
export interface Credentials {
  readonly identity: Identity | null;
  readonly admin: boolean;
  /** The token of a user, which proves the identity. */
  readonly authToken?: string;
}

export interface Verifiers {
  readonly adminKey: AdminKey;
  readonly engine: { readonly auth: Authenticator };
}

/** The sender of a call over the HTTP API. Throws HttpError for a header that proves nothing. */
export async function requireCredentials(
  request: IncomingMessage,
  verifiers: Verifiers,
): Promise<Credentials> {
  try {
    return await credentialsOf(request, verifiers);
  } catch (error) {
    if (error instanceof AuthFailure) throw new HttpError(error.status, error.code, error.message);
    throw error;
  }
}

/**
 * The sender of a request to an HTTP action. The header may be meant for the app and not for Convex, so one that
 * proves nothing is an error only for who asks for the identity.
 */
export async function claimedIdentity(
  request: IncomingMessage,
  verifiers: Verifiers,
): Promise<Pick<Credentials, "identity" | "authToken"> & { identityError?: string }> {
  try {
    const { identity, authToken } = await credentialsOf(request, verifiers);
    return { identity, authToken };
  } catch (error) {
    if (error instanceof AuthFailure) return { identity: null, identityError: error.message };
    throw error;
  }
}

async function credentialsOf(
  { headers: { authorization } }: IncomingMessage,
  { adminKey, engine }: Verifiers,
): Promise<Credentials> {
  if (authorization === undefined) return { identity: null, admin: false };
  const [, scheme, value = ""] = /^(bearer|convex)\s+(\S+)\s*$/i.exec(authorization) ?? [];
  switch (scheme?.toLowerCase()) {
    case "bearer":
      return { identity: (await engine.auth.verify(value)).identity, admin: false, authToken: value };
    case "convex":
      if (!adminKey.matches(value))
        throw new AuthFailure("BadDeployKey", "The provided deploy key was invalid for this deployment.");
      return { identity: impersonated(value), admin: true };
    default:
      throw new AuthFailure(
        "InvalidAuthHeader",
        "The Authorization header must begin with `Bearer ` or `Convex `.",
      );
  }
}

/** Behind an admin key and a colon may stand the user that the administrator acts as, as JSON in base64. */
function impersonated(value: string): Identity | null {
  const colon = value.indexOf(":");
  if (colon < 0) return null;
  try {
    return identityOfAttributes(JSON.parse(Buffer.from(value.slice(colon + 1), "base64").toString("utf8")));
  } catch {
    throw new AuthFailure("InvalidAuthHeader", "The identity behind the deploy key is not JSON in base64.");
  }
}
