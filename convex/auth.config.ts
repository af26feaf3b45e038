import type { AuthConfig } from "convex/server";
import { AUDIENCE } from "./identity/accessTokens.model";
import { issuer, jwks } from "./identity/signing.model";
import { clerkIssuer } from "./lib/env";

/**
 * Lets the access tokens of this instance open live connections too. The public keys are handed over as they are, so
 * that nothing has to be fetched; a push or a change of the signing secret renews them.
 */
const clerk = clerkIssuer();

export default {
  providers: [
    {
      type: "customJwt",
      issuer: issuer(),
      applicationID: AUDIENCE,
      algorithm: "ES256",
      jwks: `data:application/json;base64,${btoa(JSON.stringify(jwks()))}`,
    },
    // Whoever Clerk has signed in, where an operator has set it up.
    ...(clerk ? [{ domain: clerk, applicationID: "convex" }] : []),
  ],
} satisfies AuthConfig;
