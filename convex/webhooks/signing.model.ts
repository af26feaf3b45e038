import { Webhook } from "standardwebhooks";
import { macOf, signingKeys } from "../identity/signing.model";

/** Which secrets of a webhook are in force, by their versions. */
export interface Signers {
  webhookId: string;
  versions: readonly number[];
}

/**
 * The secret of a webhook, as the receiver keeps it. It follows from the instance's signing secret, so the database,
 * its backups and its exports hold nothing that could sign.
 */
export function secretOf(webhookId: string, version: number): string {
  const [{ webhookKey }] = signingKeys();
  return encode(macOf(webhookKey, `${webhookId} ${version}`));
}

/**
 * The headers of Standard Webhooks for a body sent now: one signature for each secret in force, and for each signing
 * secret of the instance while one replaces another. The id stays the same however often something is sent.
 */
export function signatureHeaders(
  { webhookId, versions }: Signers,
  { id, body, at }: { id: string; body: string; at: number },
): Record<string, string> {
  const secrets = signingKeys().flatMap(({ webhookKey }) =>
    versions.map((version) => encode(macOf(webhookKey, `${webhookId} ${version}`))),
  );
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, new Date(at), body));
  return {
    "webhook-id": id,
    "webhook-timestamp": `${Math.floor(at / 1000)}`,
    "webhook-signature": signatures.join(" "),
  };
}

const encode = (bytes: Uint8Array) => `whsec_${btoa(String.fromCharCode(...bytes))}`;
