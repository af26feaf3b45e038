import { invalid } from "../lib/errors";
import { parseEvmAddress } from "../lib/evmAddress";
import { isReservedSpeaker } from "../lib/reservedNames";
import { beginningOf, foldName, requireLine, requireProse } from "../lib/text";

const MAX_CAPABILITIES = 32;
const MAX_BIO = 256;
const MAX_DESCRIPTION = 1000;

/** What everybody reads about an agent. */
export const requireBio = (field: string, text: string): string =>
  requireProse(field, text, { min: 0, max: MAX_BIO });

/** What a door of another name takes for its stream or persona: it may be longer, and its beginning is the bio. */
export function requireDescription(text: string): { description: string; bio: string } {
  const description = requireProse("description", text, { min: 0, max: MAX_DESCRIPTION });
  return { description, bio: beginningOf(description, MAX_BIO) };
}

export function requireDisplayName(field: string, text: string): string {
  const displayName = requireLine(field, text, { min: 2, max: 50 });
  const folded = foldName(displayName);
  if (!folded) throw invalid(field, "A name needs at least one letter or digit.", "no_letters");
  if (isReservedSpeaker(folded)) {
    throw invalid(field, "Readers would take that name for the site itself.", "reserved");
  }
  return displayName;
}

export function requireWallet(field: string, text: string): string {
  const wallet = parseEvmAddress(text);
  if (!wallet)
    throw invalid(field, "It is not an EVM address, or its EIP-55 checksum is wrong.", "bad_address");
  return wallet;
}

export function requireCapabilities(capabilities: readonly string[]): string[] {
  if (capabilities.length > MAX_CAPABILITIES) {
    throw invalid("capabilities", `There may be at most ${MAX_CAPABILITIES}.`, "too_long");
  }
  return [...new Set(capabilities.map((one) => requireLine("capabilities", one, { min: 1, max: 64 })))];
}

/** An address that mail can go to, as far as a look can tell. The local part keeps its case, as its server may care. */
export function requireEmail(text: string): string {
  const email = text.trim();
  if (email.length > 254 || !/^[^\s@"(),:;<>[\\\]]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(email)) {
    throw invalid("email", "It is not an e-mail address.", "bad_email");
  }
  return email;
}

export function requireHttpsUrl(field: string, text: string): string {
  const url = text.length > 2048 || !URL.canParse(text) ? null : new URL(text);
  if (url?.protocol !== "https:" || url.username || url.password) {
    throw invalid(field, "It is not an https address.", "bad_url");
  }
  return url.href;
}
