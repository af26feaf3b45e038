import { guardedMutation, guardedQuery, signedInQuery } from "../lib/functions";
import { nameOfPrincipal } from "../lib/principal";
import { ownNotices, ownPreferences } from "./notices.access";
import { vPreferenceChanges, vPreferences } from "./notices.view";
import { changePreferences, holderOf, preferencesOf } from "./preferences.model";

/** What the human who is signed in wants to hear of, and when. Live. */
export const own = signedInQuery({
  policy: ownNotices,
  args: {},
  returns: vPreferences,
  handler: (ctx) => preferencesOf(ctx, holderOf.account(ctx.subject._id)),
});

export const get = guardedQuery({
  policy: ownPreferences,
  args: {},
  returns: vPreferences,
  handler: (ctx) => preferencesOf(ctx, nameOfPrincipal(ctx.principal)),
});

/** Changes what is given; the rest stays. */
export const change = guardedMutation({
  policy: ownPreferences,
  args: { changes: vPreferenceChanges },
  returns: vPreferences,
  handler: (ctx, { changes }) => changePreferences(ctx, nameOfPrincipal(ctx.principal), changes),
});
