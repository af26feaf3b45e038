import type { ObjectType, PropertyValidators } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import { defineErrors } from "./errors";
import type { Principal } from "./principal";

/**
 * One line of an access file: which thing a call is about, and who may do it.
 * `find` throws when the thing does not exist; that comes first, so an unknown thing is "not found" to everyone.
 */
export interface Policy<Args extends PropertyValidators, Subject> {
  name: string;
  args: Args;
  find: (ctx: QueryCtx, args: ObjectType<Args>) => Promise<Subject>;
  may: (principal: Principal, subject: Subject) => boolean;
}

export function definePolicy<Args extends PropertyValidators, Subject>(policy: Policy<Args, Subject>) {
  return policy;
}

export const accessErrors = defineErrors({
  unauthenticated: { code: "unauthenticated", message: "This call needs a valid credential." },
  forbidden: { code: "forbidden", message: "This credential belongs to something else." },
});

/** Refuses in this order: not found (from `find`), unauthenticated, forbidden. */
export async function enforce<Args extends PropertyValidators, Subject>(
  ctx: QueryCtx,
  policy: Policy<Args, Subject>,
  principal: Principal | null,
  args: ObjectType<Args>,
): Promise<{ principal: Principal; subject: Subject }> {
  const subject = await policy.find(ctx, args);
  if (!principal) throw accessErrors.unauthenticated();
  if (!policy.may(principal, subject)) throw accessErrors.forbidden();
  return { principal, subject };
}
