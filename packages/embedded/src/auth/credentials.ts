import type { IncomingMessage } from "node:http";
import type { AdminKey } from "../http/access.ts";
import { HttpError } from "../http/body.ts";
import { type Authenticator, NOT_A_TOKEN, type Verified } from "./authenticator.ts";
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

/** Who a request to an HTTP action claims to be from. */
type Claimed = Pick<Credentials, "identity" | "authToken"> & { identityError?: string };

/**
 * The sender of a request to an HTTP action. The header may be meant for the app and not for Convex, so one that
 * proves nothing is an error only for who asks for the identity. Known at once, unless a token is to be checked.
 */
export function claimedIdentity(request: IncomingMessage, verifiers: Verifiers): Claimed | Promise<Claimed> {
  // Most are keys of the app's own, with every call of every bot; that they are no tokens is cheap to see.
  if (/^bearer +[^.\s]+$/i.test(request.headers.authorization ?? "")) return NO_TOKEN;
  try {
    const found = credentialsOf(request, verifiers);
    return found instanceof Promise ? found.then(claimOf, unproved) : claimOf(found);
  } catch (error) {
    return unproved(error);
  }
}

const NO_TOKEN: Claimed = { identity: null, identityError: NOT_A_TOKEN.message };

const claimOf = ({ identity, authToken }: Credentials): Claimed => ({ identity, authToken });

function unproved(error: unknown): Claimed {
  if (error instanceof AuthFailure) return { identity: null, identityError: error.message };
  throw error;
}

function credentialsOf(
  { headers: { authorization } }: IncomingMessage,
  { adminKey, engine: { auth } }: Verifiers,
): Credentials | Promise<Credentials> {
  if (authorization === undefined) return { identity: null, admin: false };
  const [, scheme, value = ""] = /^(bearer|convex)\s+(\S+)\s*$/i.exec(authorization) ?? [];
  switch (scheme?.toLowerCase()) {
    case "bearer": {
      const proved = ({ identity }: Verified) => ({ identity, admin: false, authToken: value });
      const known = auth.recall(value);
      return known ? proved(known) : auth.verify(value).then(proved);
    }
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
