import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { decodeAttestationObject, isoBase64URL } from "@simplewebauthn/server/helpers";
import { v } from "convex/values";
import { internalAction } from "../lib/functions";
import { PASSKEY_ALGORITHMS, relyingParty } from "./passkeys.model";

/**
 * Whether what an authenticator answered is sound: challenge, origin, domain, presence and verification of its user,
 * signature. In a module of their own, because the library they need is as large as everything else that answers a
 * request. They neither read nor write: challenges are spent before, and counters compared after, in transactions.
 */

const vTransports = v.array(v.string());

/** What a passkey that was just made says of itself; null when it is not sound. */
export const checkNew = internalAction({
  args: {
    nonce: v.string(),
    credentialId: v.string(),
    clientDataJson: v.string(),
    attestationObject: v.string(),
    transports: vTransports,
  },
  returns: v.union(
    v.object({
      credentialId: v.string(),
      publicKey: v.bytes(),
      counter: v.number(),
      isBackedUp: v.boolean(),
      transports: vTransports,
    }),
    v.null(),
  ),
  handler: async (_ctx, { nonce, credentialId, clientDataJson, attestationObject, transports }) => {
    const { id: expectedRPID, origin: expectedOrigin } = relyingParty();
    try {
      requireNoCertificates(attestationObject);
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: {
          id: credentialId,
          rawId: credentialId,
          type: "public-key",
          response: { clientDataJSON: clientDataJson, attestationObject },
          clientExtensionResults: {},
        },
        expectedChallenge: nonce,
        expectedOrigin,
        expectedRPID,
        supportedAlgorithmIDs: PASSKEY_ALGORITHMS,
      });
      if (!verified || registrationInfo.credential.id !== credentialId) return null;
      const { credential, credentialBackedUp } = registrationInfo;
      const { publicKey, counter } = credential;
      return {
        credentialId,
        publicKey: bufferOf(publicKey),
        counter,
        isBackedUp: credentialBackedUp,
        transports,
      };
    } catch (cause) {
      return unsound(cause);
    }
  },
});

/** What a passkey says of itself that was used to sign in; null when its answer does not fit. */
export const checkAnswer = internalAction({
  args: {
    nonce: v.string(),
    credentialId: v.string(),
    /** Null when nobody has such a passkey. It is worked out all the same, so that time does not tell. */
    publicKey: v.union(v.bytes(), v.null()),
    clientDataJson: v.string(),
    authenticatorData: v.string(),
    signature: v.string(),
  },
  returns: v.union(v.object({ counter: v.number(), isBackedUp: v.boolean() }), v.null()),
  handler: async (_ctx, { nonce, credentialId, publicKey, clientDataJson, authenticatorData, signature }) => {
    const { id: expectedRPID, origin: expectedOrigin } = relyingParty();
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: {
          id: credentialId,
          rawId: credentialId,
          type: "public-key",
          response: { clientDataJSON: clientDataJson, authenticatorData, signature },
          clientExtensionResults: {},
        },
        expectedChallenge: nonce,
        expectedOrigin,
        expectedRPID,
        // Its counter is compared where it is stored, in the transaction that moves it.
        credential: { id: credentialId, publicKey: keyOf(publicKey), counter: 0 },
      });
      if (!verified || publicKey === null) return null;
      const { newCounter, credentialBackedUp } = authenticationInfo;
      return { counter: newCounter, isBackedUp: credentialBackedUp };
    } catch (cause) {
      return unsound(cause);
    }
  },
});

/**
 * We ask for no attestation. One that comes with certificates all the same could make the library fetch revocation
 * lists from wherever a stranger's certificate says.
 */
function requireNoCertificates(attestationObject: string): void {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
  const format = attestation.get("fmt");
  const isBare = format === "none" || (format === "packed" && !attestation.get("attStmt").get("x5c"));
  if (!isBare) throw new Error(`An attestation that nobody asked for: ${format}.`);
}

/** The base point of P-256 in COSE. What it verifies is not looked at. */
const NOBODYS_KEY = isoBase64URL.toBuffer(
  "pQECAyYgASFYIGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWIlggT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU",
);

const keyOf = (publicKey: ArrayBuffer | null) => (publicKey ? new Uint8Array(publicKey) : NOBODYS_KEY);

/** An array may be a window on something larger. */
const bufferOf = (bytes: Uint8Array<ArrayBuffer>): ArrayBuffer => bytes.slice().buffer;

/** Why an answer was refused stays in the log; who sent it is told no more than that. */
function unsound(cause: unknown): null {
  console.warn(`A passkey's answer was refused: ${String(cause)}`);
  return null;
}
