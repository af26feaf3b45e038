import { createHash } from "node:crypto";
import type { Authenticator } from "../auth/authenticator.ts";
import { AuthFailure } from "../auth/failure.ts";
import { type Identity, identityOfAttributes } from "../auth/identity.ts";
import type { Caller } from "../runtime/frame.ts";
import type { Authenticate } from "./protocol.ts";

/** Who speaks on the socket, by the last Authenticate that was accepted. */
export interface Speaker {
  readonly identity: Identity | null;
  readonly admin: boolean;
  readonly authToken?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export const NOBODY: Speaker = { identity: null, admin: false, expiresAt: Infinity };

/** Who a client proves to be. Throws AuthFailure with what it may read. */
export async function identify(
  { tokenType, value = "", impersonating }: Authenticate,
  auth: Authenticator,
  isAdminKey: (value: string) => boolean,
): Promise<Speaker> {
  if (tokenType === "User") return { ...(await auth.verify(value)), admin: false, authToken: value };
  if (tokenType === "None") return NOBODY;
  if (!isAdminKey(value)) throw new AuthFailure("BadDeployKey", "The admin key is not valid.");
  const identity = impersonating ? identityOfAttributes(impersonating) : null;
  return { identity, admin: true, expiresAt: Infinity };
}

/** What a connection knows of its client besides what that says. */
export interface ClientInfo {
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** A client as the caller of one of its requests, or of its queries. */
export class ClientCaller implements Caller {
  readonly identity: Identity | null;
  readonly authToken?: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly scheduledFunctionId = null;

  constructor(
    { identity, authToken }: Speaker,
    { ip, userAgent }: ClientInfo,
    private readonly sessionId: string | null,
    private readonly request: number | null,
  ) {
    this.identity = identity;
    if (authToken !== undefined) this.authToken = authToken;
    this.ip = ip;
    this.userAgent = userAgent;
  }

  /** Made when asked for: errors and logs name it, and most requests are over without either. */
  get requestId(): string {
    if (this.request === null) return "";
    return createHash("sha256").update(`${this.sessionId}|${this.request}`).digest("hex").slice(0, 16);
  }
}
