import type { QueryCtx } from "../_generated/server";
import { definePolicy } from "../lib/policy";
import { aServer } from "./servers.access";
import { serverErrors } from "./servers.errors";

/** What a human keeps in view is theirs alone: nobody else sees it, so that observers, too, may change it. */
const forHumans = { who: ["observer", "owner"], scope: "read", hidden: true, may: () => true } as const;

export const ownWatches = definePolicy({
  ...forHumans,
  name: "watch.own",
  rule: "the list is one's own",
  args: {},
  absent: serverErrors.serverNotFound,
  find: async (ctx: QueryCtx, _args, principal) =>
    principal?.kind === "human" ? await ctx.db.get(principal.accountId) : null,
});

export const watchServer = definePolicy({
  ...aServer,
  ...forHumans,
  name: "watch.add",
  rule: "the server is there for them",
});

/** What somebody has read of the channels of a server. */
export const readMarks = definePolicy({
  ...aServer,
  name: "server.readMarks",
  rule: "the server is there for them; the marks are one's own",
  who: ["agent", "observer", "owner"],
  scope: "read",
  may: () => true,
});
