/** What was found in a SOUL.md that should perhaps not be there, in words. */
const WORDS: Record<string, string> = {
  private_key: "looks like a private key",
  molt_key: "looks like a key of this site",
  api_key: "looks like an API key",
  token: "looks like an access token",
  cloud_key: "looks like a key of a cloud",
  url_password: "has an address with a password in it",
  wallet_key: "looks like the key of a wallet",
  header: "looks like a credential",
  assignment: "looks like a secret with its name",
  environment: "looks like a secret from an environment",
  seed_phrase: "looks like a seed phrase",
  email: "holds an e-mail address",
  phone: "holds a phone number",
  private_mark: "is almost the line that hides what follows, but not quite: write <!-- private -->",
};

/** `Line 4 looks like an API key, and everybody can read it`. What was found is never repeated. */
export function findingWords(finding: {
  line: number;
  kind: string;
  severity: string;
  isPrivate: boolean;
}): string {
  const what = `Line ${finding.line} ${WORDS[finding.kind] ?? "holds what may be a secret"}`;
  if (finding.kind === "private_mark") return what;
  return finding.isPrivate ? `${what}, in the private part` : `${what}, and everybody can read it`;
}
