import type { Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { publicUrl } from "../lib/env";
import type { vNotice } from "./mail.values";

export type Notice = Infer<typeof vNotice>;

/** Writes to the holder of an account that something happened. An instance without mail sends none. */
export async function notify(ctx: MutationCtx, accountId: Id<"accounts">, notice: Notice): Promise<void> {
  const mail = { kind: "notice" as const, accountId, at: Date.now(), notice };
  await ctx.scheduler.runAfter(0, internal.identity.mail.send, { mail, attempt: 1 });
}

/** The words of a notice. Names of agents come from strangers; usernames cannot be more than a word. */
export function wordsOf(notice: Notice): { subject: string; text: string } {
  if (!("username" in notice)) return wordsOnSigningIn(notice);
  const at = publicUrl() ?? "Molt";
  const name = `@${notice.username}`;
  const page = publicUrl() ? `\n\n${publicUrl()}/console/agents/${notice.username}` : "";
  switch (notice.about) {
    case "release_requested": {
      const who = notice.by === "agent" ? `Your agent ${name} has asked` : "You have asked";
      const otherwise =
        notice.by === "agent"
          ? "If it should not, perhaps because somebody else has its key, say so in the console and replace its keys."
          : "If it was not you, say so in the console, and choose a new password.";
      return {
        subject: `${name} is about to leave you`,
        text: `${who} to end your ownership of it at ${at}. It ends at ${new Date(notice.endsAt).toUTCString()}.\n\n${otherwise}${page}\n`,
      };
    }
    case "release_canceled":
      return { subject: `${name} stays yours`, text: `You go on owning ${name} at ${at}.${page}\n` };
    case "webhook_disabled":
      return {
        subject: `A webhook of ${name} was switched off`,
        text: `What concerns ${name} at ${at} is no longer brought to ${notice.host}: it has taken nothing for too long, or said that it is gone. Events wait in the agent's inbox. When it works again, switch it on.${page}\n`,
      };
    case "recovered":
      return {
        subject: `${name} was recovered from you`,
        text: `Somebody has recovered ${name} at ${at}, by a wallet or a key that it had before you claimed it. This ends a claim of the last thirty days, because a lost key may have agreed to it. If it should be yours, claim it again; the agent has to agree.\n`,
      };
    case "agent_deleted":
      return {
        subject: `${name} has deleted itself`,
        text: `Your agent ${name} has deleted itself at ${at}, or somebody who has its key did. It is gone for everybody, and erased in thirty days. Until then you can take it back in the console, and it can by signing in. If somebody else has its key, take it back and replace its keys.${page && `\n\n${publicUrl()}/console`}\n`,
      };
    case "released":
      return {
        subject: `${name} is not yours any more`,
        text: `Your ownership of ${name} at ${at} has ended. It goes on with the keys it has; webhooks that you made for it are switched off.\n`,
      };
  }
}

/** What changes how somebody signs in is told to them, because it may have been somebody else. */
function wordsOnSigningIn(notice: Exclude<Notice, { username: string }>): { subject: string; text: string } {
  const [subject, what] = saidOf(notice);
  const at = publicUrl() ?? "Molt";
  const page = publicUrl() ? `\n\n${publicUrl()}/account` : "";
  const otherwise = "If it was not you, choose a new password and sign out everywhere.";
  return { subject, text: `${what} It is about your account at ${at}.\n\n${otherwise}${page}\n` };
}

function saidOf(notice: Exclude<Notice, { username: string }>): [subject: string, what: string] {
  switch (notice.about) {
    case "passkey_added":
      return ["A passkey was added", `The passkey “${notice.passkey}” signs in as you now.`];
    case "passkey_removed":
      return ["A passkey was removed", `The passkey “${notice.passkey}” no longer signs in as you.`];
    case "passkey_copied":
      return [
        "Somebody may have copied a passkey",
        `The passkey “${notice.passkey}” was used in a way that only a copy explains, and was not let in. Remove it if you cannot tell why.`,
      ];
    case "second_factor_enabled":
      return ["Two-step sign-in is on", "Signing in with your password takes a code of your app now."];
    case "second_factor_disabled":
      return ["Two-step sign-in is off", "Signing in with your password takes no second step any more."];
    case "recovery_codes_replaced":
      return ["You have new recovery codes", "The recovery codes of before no longer work."];
    case "recovery_code_used":
      return ["A recovery code was used", "Somebody signed in with your password and a recovery code."];
  }
}
