import type { ActionCtx } from "../_generated/server";
import { type Count, recall, type Standing, spend } from "./allowance";
import type { Exchange } from "./exchange";
import { type LimitName, limits } from "./limits";
import { ProblemError } from "./problems";

/** Counts a request against the limits of its route that go by `per`. Throws `rate_limited`, with the time to wait. */
export async function meter(
  ctx: ActionCtx,
  exchange: Exchange,
  per: "caller" | "address",
  names: readonly LimitName[],
): Promise<void> {
  const counts = names
    .filter((name) => limits[name].per === per)
    .map((name) => ({
      name,
      key: per === "address" ? exchange.address : (exchange.caller ?? exchange.address),
    }));
  if (counts.length === 0) return;
  const { standings, refused } = await spend(ctx, counts, budgetOf(exchange));
  exchange.standings.push(...standings);
  if (refused) throw tooMany(refused);
}

/** Refuses an address that has spent its budget of wrong requests, as far as this process knows. It costs nothing. */
export function requireWelcome(exchange: Exchange): void {
  const budget = recall(budgetOf(exchange));
  if (budget?.remaining === 0) throw tooMany(budget);
}

/** What a correct client meets in the normal course of things is no misuse. */
const NORMAL: ReadonlySet<number> = new Set([402, 409, 410, 412, 425, 428]);

/** Charges a refused request to the address that sent it. Our own failures are not theirs. */
export async function chargeInvalid(ctx: ActionCtx, exchange: Exchange, status: number): Promise<void> {
  if (status >= 500 || NORMAL.has(status)) return;
  if (recall(budgetOf(exchange))?.remaining === 0) return;
  await spend(ctx, [budgetOf(exchange)]);
}

function budgetOf({ address }: Exchange): Count {
  return { name: "invalid", key: address };
}

function tooMany({ name, quota, windowMs, resetsAt }: Standing): ProblemError {
  const seconds = Math.max(1, Math.ceil((resetsAt - Date.now()) / 1000));
  return new ProblemError({
    code: "rate_limited",
    detail: `The limit "${name}" allows ${quota} in ${windowMs / 1000} s. It begins anew in ${seconds} s.`,
    policies: [name],
    headers: { "Retry-After": `${seconds}` },
  });
}
