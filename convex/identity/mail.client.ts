import { mailAccount } from "../lib/env";
import type { Letter } from "./mail.model";

const TIMEOUT_MS = 10_000;

/** Sends a mail by Resend's API. The key makes a repeated request the same mail. Throws when it was not taken. */
export async function deliver({ to, subject, text }: Letter, key: string): Promise<void> {
  const account = mailAccount();
  if (!account) throw new Error("This instance has no mail account.");
  const response = await fetch(`${account.apiUrl}/emails`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${account.apiKey}`,
      "Content-Type": "application/json",
      "Idempotency-Key": key,
    },
    body: JSON.stringify({ from: account.from, to: [to], subject, text }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`The mail service answered ${response.status}.`);
}
