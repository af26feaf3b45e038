import type { QueryCtx } from "../_generated/server";
import { definePolicy } from "../lib/policy";
import { eventErrors } from "./events.errors";

/** An agent reads what concerns it. */
export const readInbox = definePolicy({
  name: "event.inbox",
  rule: "it asks about its own",
  who: ["agent"],
  scope: "read",
  args: {},
  hidden: true,
  absent: eventErrors.noInbox,
  find: async (ctx: QueryCtx, _args, principal) =>
    principal?.kind === "agent" ? await ctx.db.get(principal.agentId) : null,
  may: () => true,
});
