import type { ActionCtx } from "../_generated/server";
import type { Bearer } from "../lib/principal";

/**
 * Looks at the clock for the queries of a route. One that looks itself is good for a few seconds and runs anew, for each
 * caller; one that is told that a credential is not over yet stays good until something changes. The look is taken with
 * every question, so whatever waits between two of them is refused once its credential has ended: by the function, which
 * is then told nothing and looks itself. Mutations are told nothing at all.
 */
export function withTimelyQueries(ctx: ActionCtx): ActionCtx {
  const runQuery = (query: never, args?: { principal?: Bearer | null }) =>
    ctx.runQuery(query, (args?.principal ? { ...args, principal: timely(args.principal) } : args) as never);
  return { ...ctx, runQuery: runQuery as ActionCtx["runQuery"] };
}

function timely(bearer: Bearer): Bearer {
  const { endsAt } = bearer.proof;
  return endsAt !== undefined && endsAt > Date.now() ? { ...bearer, isTimely: true } : bearer;
}
