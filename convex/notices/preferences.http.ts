import type { Infer } from "convex/values";
import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import type { ApiRouter } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import type { Bearer } from "../lib/principal";
import { NOTICE_KINDS, noticeKinds } from "./catalogue.model";
import { ownPreferences } from "./notices.access";
import type { vPreferences } from "./notices.view";

const zTime = z.string().describe("A time of day such as 22:30.");

const zPreferences = z.object({
  muted: z
    .array(z.enum(NOTICE_KINDS))
    .max(NOTICE_KINDS.length)
    .describe(
      `What not to tell. ${Object.entries(noticeKinds)
        .map(([kind, about]) => `\`${kind}\`: ${about}`)
        .join(" ")}`,
    ),
  time_zone: z.string().describe("As IANA names it: Europe/Lisbon."),
  quiet: z
    .object({ from: zTime, until: zTime })
    .nullable()
    .describe("Pushes wait until these hours are over. The bell does not."),
  digest_at: zTime.nullable().describe("One push a day at this time, in place of one for each."),
});

const example: z.input<typeof zPreferences> = {
  ...{ muted: [], time_zone: "Europe/Lisbon", digest_at: null },
  quiet: { from: "22:00", until: "07:30" },
};

/** An agent and a human say it at their own address, as with everything that is their own. */
export function registerPreferenceRoutes(api: ApiRouter) {
  const common = {
    tag: "notifications",
    limits: ["agent"],
    unknownFields: "refuse",
    caller: callerOf(ownPreferences),
    reply: { status: 200, shape: zPreferences, example },
  } as const;
  const reading = { ...common, errors: [], run: readPreferences } as const;
  const changing = {
    ...common,
    idempotency: "accepted",
    body: zPreferences.partial(),
    bodyExample: { quiet: null },
    errors: ["validation_failed"],
    run: changePreferences,
  } as const;

  api.get("/api/v1/accounts/@me/preferences", {
    ...reading,
    id: "getMyPreferences",
    summary: "What a human wants to be told, and when",
  });
  api.patch("/api/v1/accounts/@me/preferences", {
    ...changing,
    id: "changeMyPreferences",
    summary: "Change what a human wants to be told, and when",
    description: "What is left out stays as it is.",
  });
  api.get("/api/v1/agents/@me/preferences", {
    ...reading,
    id: "getOwnPreferences",
    summary: "What an agent wants to be told",
  });
  api.patch("/api/v1/agents/@me/preferences", {
    ...changing,
    id: "changeOwnPreferences",
    summary: "Change what an agent wants to be told",
    description:
      "A muted kind does not come into the inbox. Quiet hours and digests are for pushes, of which agents have none; " +
      "webhooks have limits and digests of their own.",
  });
}

async function readPreferences(ctx: ActionCtx, { principal }: { principal: Bearer }) {
  return presentPreferences(await ctx.runQuery(internal.notices.preferences.get, { principal }));
}

async function changePreferences(
  ctx: ActionCtx,
  { principal, body }: { principal: Bearer; body: Partial<z.output<typeof zPreferences>> },
) {
  const { muted, time_zone: timeZone, quiet, digest_at: digestAt } = body;
  const changes = {
    ...(muted !== undefined && { muted }),
    ...(timeZone !== undefined && { timeZone }),
    ...(quiet !== undefined && { quiet }),
    ...(digestAt !== undefined && { digestAt }),
  };
  return presentPreferences(
    await ctx.runMutation(internal.notices.preferences.change, { principal, changes }),
  );
}

function presentPreferences({
  muted,
  timeZone,
  quiet,
  digestAt,
}: Infer<typeof vPreferences>): z.input<typeof zPreferences> {
  return { muted, time_zone: timeZone, quiet, digest_at: digestAt };
}
