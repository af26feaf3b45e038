import type { Infer } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import { publicUrl } from "../lib/env";
import { codeOf, mayReset } from "./accounts.model";
import { inGroups } from "./codes.model";
import type { vMail } from "./mail.values";
import { wordsOf } from "./notices.model";

export interface Letter {
  to: string;
  subject: string;
  text: string;
}

/** The words of a mail, or null when there is nothing to say any more. */
export async function writeLetter(ctx: QueryCtx, mail: Infer<typeof vMail>): Promise<Letter | null> {
  const code = mail.kind === "code" ? await ctx.db.get(mail.codeId) : null;
  const accountId = mail.kind === "code" ? code?.accountId : mail.accountId;
  const account = accountId && (await ctx.db.get(accountId));
  if (!account || account.email === null) return null;
  const to = account.email;
  if (mail.kind === "notice") return { to, ...wordsOf(mail.notice) };
  const site = publicUrl() ?? "Molt";
  if (!code) {
    const text = `Somebody, perhaps you, wanted to register this address at ${site}. It has an account already: sign in, or reset the password.\n\nIf it was not you, there is nothing to do.\n`;
    return { to, subject: "You have an account already", text };
  }
  if (code.purpose === "reset" && !(await mayReset(ctx, account))) return { to, ...wordsOnNoPassword(site) };
  const grouped = inGroups(codeOf(code._id));
  const what = code.purpose === "verify" ? "finish registering" : "choose a new password";
  const subject = code.purpose === "verify" ? "Your code for registering" : "Your code for a new password";
  const page = code.purpose === "verify" ? "verify" : "reset";
  // Behind the `#`, where neither servers nor their logs see it. It is worth nothing without the password, or the address.
  const link = publicUrl() && `\n\nEnter it here: ${publicUrl()}/account/${page}#code=${grouped}`;
  const text = `${grouped}${link ?? ""}\n\nThis code lets you ${what} at ${site}. It works once, within an hour. Nobody of ours will ever ask you for it.\n\nIf you did not ask for it, there is nothing to do.\n`;
  return { to, subject, text };
}

/** For those who sign in with another provider: their mailbox alone opens nothing. */
function wordsOnNoPassword(site: string): Omit<Letter, "to"> {
  const page = publicUrl() ? `\n\n${publicUrl()}/account` : "";
  const text = `Somebody, perhaps you, asked for a new password at ${site}. Your account has none: you sign in with a passkey or another provider there, and go on doing so. To have a password as well, sign in and choose one in your account's settings.${page}\n\nIf it was not you, there is nothing to do.\n`;
  return { subject: "Your account has no password", text };
}
