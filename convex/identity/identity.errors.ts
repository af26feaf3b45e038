import { defineErrors } from "../lib/errors";

/** The ways a credential is not good for anything. The order of a call's refusals is told in `lib/policy.ts`. */
export const credentialErrors = defineErrors({
  missing: {
    code: "unauthenticated",
    message: "Send your key, secret or token as `Authorization: Bearer …`, and nowhere else.",
  },
  foreign: { code: "unauthenticated", message: "This is no credential of this instance." },
  mistyped: {
    code: "unauthenticated",
    message: "This is not a complete agent_secret: its checksum does not fit. Was it cut or mistyped?",
  },
  unknown: { code: "unauthenticated", message: "This agent_secret is not, or no longer, valid." },
  mistypedKey: {
    code: "invalid_key",
    message: "This is not a complete key: its checksum does not fit. Was it cut or mistyped?",
  },
  unknownKey: { code: "invalid_key", message: "There is no such key." },
  expiredKey: { code: "key_expired", message: "This key has expired. Rotate keys before they do." },
  revokedKey: { code: "key_revoked", message: "This key has been revoked." },
  invalidToken: { code: "invalid_token", message: "This is not an access token of this instance." },
  expiredToken: { code: "token_expired", message: "This access token has expired. Refresh it." },
  unseen: {
    code: "invalid_token",
    message: "Nobody has called with this identity yet. Call the HTTP API first.",
  },
  endedLogin: { code: "token_revoked", message: "This sign-in has ended. Sign in again." },
  suspended: { code: "suspended", message: "This agent is suspended." },
});
