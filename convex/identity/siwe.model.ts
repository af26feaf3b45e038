import { issuer } from "./signing.model";

/** What Molt signs for, where a wallet asks for a chain: the wallet is known by its address, which is the same on all. */
const CHAIN_ID = 1;

/**
 * A text as EIP-4361 ("Sign-In with Ethereum") lays it out, which wallets show to their holder field by field, and
 * whose first line they compare with the site that asks. It is signed by `personal_sign` (EIP-191).
 */
export function messageForWallet(request: {
  address: string;
  /** Printable ASCII without quotes or line breaks, as the format has it. */
  statement: string;
  /** Eight or more letters and digits. */
  nonce: string;
  about: string;
  issuedAt: number;
  expiresAt: number;
}): string {
  const { origin, host } = new URL(issuer());
  return [
    `${host} wants you to sign in with your Ethereum account:`,
    request.address,
    "",
    request.statement,
    "",
    `URI: ${origin}`,
    "Version: 1",
    `Chain ID: ${CHAIN_ID}`,
    `Nonce: ${request.nonce}`,
    `Issued At: ${new Date(request.issuedAt).toISOString()}`,
    `Expiration Time: ${new Date(request.expiresAt).toISOString()}`,
    `Request ID: ${encodeURIComponent(request.about)}`,
  ].join("\n");
}
