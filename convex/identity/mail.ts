import { type Infer, v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction, internalQuery } from "../lib/functions";
import { deliver } from "./mail.client";
import { type Letter, writeLetter } from "./mail.model";
import { vMail } from "./mail.values";

/** Pauses before the second, third and fourth try; after that a person asks again. */
const PAUSES_MS = [5_000, 60_000, 600_000];

/** The words of a mail; null when there is nothing to say any more. */
export const letter = internalQuery({
  args: { mail: vMail },
  returns: v.union(v.object({ to: v.string(), subject: v.string(), text: v.string() }), v.null()),
  handler: (ctx, { mail }) => writeLetter(ctx, mail),
});

/** Sends a mail, and comes back to it when the mail service does not take it. */
export const send = internalAction({
  args: { mail: vMail, attempt: v.number() },
  returns: v.null(),
  handler: async (ctx, { mail, attempt }): Promise<null> => {
    const written: Letter | null = await ctx.runQuery(internal.identity.mail.letter, { mail });
    if (!written) return null;
    const key = keyOf(mail, attempt);
    try {
      await deliver(written, key);
    } catch (error) {
      const pauseMs = PAUSES_MS[attempt - 1];
      console.warn(`A mail was not sent at try ${attempt}: ${String(error)}`);
      if (pauseMs !== undefined) {
        await ctx.scheduler.runAfter(pauseMs, internal.identity.mail.send, { mail, attempt: attempt + 1 });
      }
    }
    return null;
  },
});

/** What makes a repeated request to the mail service the same mail. */
function keyOf(mail: Infer<typeof vMail>, attempt: number): string {
  if (mail.kind === "code") return mail.codeId;
  if (mail.kind === "notice") return `${mail.accountId}-${mail.notice.about}-${mail.at}`;
  return `${mail.accountId}-${attempt}`;
}
