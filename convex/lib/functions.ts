import type { RegisteredAction, RegisteredMutation, RegisteredQuery } from "convex/server";
import {
  type GenericValidator,
  type Infer,
  type ObjectType,
  type PropertyValidators,
  v,
} from "convex/values";
import {
  type ActionCtx,
  httpAction,
  type MutationCtx,
  mutation,
  type QueryCtx,
  query,
  internalAction as rawInternalAction,
  internalMutation as rawInternalMutation,
  internalQuery as rawInternalQuery,
} from "../_generated/server";
import { admitIdentity, readmit } from "../identity/admission.model";
import { accessErrors, enforce, enforceOpen, enforceShared, type Policy } from "./policy";
import { type Bearer, type Principal, vBearer } from "./principal";
import { remembering } from "./remembering";

/**
 * Every function of this backend is made by one of the builders below; nothing else may import the raw ones.
 *
 * - `public…`   anyone on the internet may call it. Allowed only for the names in `publicFunctions.ts`.
 * - `guarded…`  internal, takes the principal of the caller, sees that its credential is still good, and names the policy
 *               that decides.
 * - `openQuery` as guarded, under an open policy: the principal may be nobody, and sees what everybody sees.
 * - `sharedQuery` as openQuery, for live connections: public, and whoever is signed in is looked at only for what is not
 *   there for everybody.
 * - `signedIn…` public, knows the caller by the token of the connection and names the policy that decides.
 * - `internal…` called by our own actions, schedules and crons.
 *
 * All of them want validators for arguments and result, so nothing unchecked gets in and nothing private out.
 */
interface Definition<Ctx, Args extends PropertyValidators, R extends Returns> {
  args: Args;
  returns: R;
  handler: (ctx: Ctx, args: ObjectType<Args>) => Promise<Infer<R>>;
}

type Returns = GenericValidator;

/** A definition whose types the builder's own signature has already checked. */
type Checked<Ctx> = {
  args: PropertyValidators;
  returns: Returns;
  handler: (ctx: Ctx, args: never) => Promise<unknown>;
};
const checked = <Ctx>(definition: Checked<Ctx>) =>
  definition as unknown as {
    args: PropertyValidators;
    handler: (ctx: Ctx, args: object) => Promise<unknown>;
  };

export function publicQuery<A extends PropertyValidators, R extends Returns>(
  definition: Definition<QueryCtx, A, R>,
) {
  return query(checked(attentive(definition))) as RegisteredQuery<"public", ObjectType<A>, Promise<Infer<R>>>;
}

export function publicMutation<A extends PropertyValidators, R extends Returns>(
  definition: Definition<MutationCtx, A, R>,
) {
  return mutation(checked(attentive(definition))) as RegisteredMutation<
    "public",
    ObjectType<A>,
    Promise<Infer<R>>
  >;
}

export function internalQuery<A extends PropertyValidators, R extends Returns>(
  definition: Definition<QueryCtx, A, R>,
) {
  return rawInternalQuery(checked(attentive(definition))) as RegisteredQuery<
    "internal",
    ObjectType<A>,
    Promise<Infer<R>>
  >;
}

export function internalMutation<A extends PropertyValidators, R extends Returns>(
  definition: Definition<MutationCtx, A, R>,
) {
  return rawInternalMutation(checked(attentive(definition))) as RegisteredMutation<
    "internal",
    ObjectType<A>,
    Promise<Infer<R>>
  >;
}

export function internalAction<A extends PropertyValidators, R extends Returns>(
  definition: Definition<ActionCtx, A, R>,
) {
  return rawInternalAction(checked(definition)) as RegisteredAction<
    "internal",
    ObjectType<A>,
    Promise<Infer<R>>
  >;
}

interface GuardedDefinition<
  Ctx,
  P extends PropertyValidators,
  S,
  A extends PropertyValidators,
  R extends Returns,
> {
  policy: Policy<P, S>;
  args: A;
  returns: R;
  handler: (
    ctx: Ctx & { principal: Principal; subject: S },
    args: ObjectType<P> & ObjectType<A>,
  ) => Promise<Infer<R>>;
}

type SignedInArgs<P extends PropertyValidators, A extends PropertyValidators> = ObjectType<P> & ObjectType<A>;

type GuardedArgs<P extends PropertyValidators, A extends PropertyValidators> = {
  principal: Bearer | null;
} & SignedInArgs<P, A>;

/** Reads about the subject that `policy` finds and guards; the handler gets it on its context. */
export function guardedQuery<
  P extends PropertyValidators,
  S,
  A extends PropertyValidators,
  R extends Returns,
>(definition: GuardedDefinition<QueryCtx, P, S, A, R>) {
  const registered = rawInternalQuery(checked(guarded(definition)));
  return Object.assign(registered, { policy: definition.policy }) as unknown as RegisteredQuery<
    "internal",
    GuardedArgs<P, A>,
    Promise<Infer<R>>
  >;
}

/** As `guardedQuery`, for writing. The policy reads in the transaction of the write, so it is never outdated. */
export function guardedMutation<
  P extends PropertyValidators,
  S,
  A extends PropertyValidators,
  R extends Returns,
>(definition: GuardedDefinition<MutationCtx, P, S, A, R>) {
  const registered = rawInternalMutation(checked(guarded(definition)));
  return Object.assign(registered, { policy: definition.policy }) as unknown as RegisteredMutation<
    "internal",
    GuardedArgs<P, A>,
    Promise<Infer<R>>
  >;
}

interface OpenDefinition<P extends PropertyValidators, S, A extends PropertyValidators, R extends Returns> {
  policy: Policy<P, S>;
  args: A;
  returns: R;
  handler: (
    ctx: QueryCtx & { reader: Principal | null; subject: S },
    args: ObjectType<P> & ObjectType<A>,
  ) => Promise<Infer<R>>;
}

/** Reads what everybody may see, and more for those who show who they are; the handler gets the `reader`. */
export function openQuery<P extends PropertyValidators, S, A extends PropertyValidators, R extends Returns>({
  policy,
  args,
  returns,
  handler,
}: OpenDefinition<P, S, A, R>) {
  const registered = rawInternalQuery(
    checked({
      args: { principal: v.union(vBearer, v.null()), ...policy.args, ...args },
      returns,
      handler: async (given: QueryCtx, asked: GuardedArgs<P, A>) => {
        const ctx = remembering(given);
        const about = await enforceOpen(ctx, policy, await reader(ctx, asked.principal), asked);
        return handler({ ...ctx, ...about }, asked);
      },
    }),
  );
  return Object.assign(registered, { policy }) as unknown as RegisteredQuery<
    "internal",
    GuardedArgs<P, A>,
    Promise<Infer<R>>
  >;
}

/**
 * A live query of what an open policy guards. For everything public the `reader` is null whoever watches, so that one
 * execution serves them all; a handler that looks at `ctx.auth` itself would end that.
 */
export function sharedQuery<
  P extends PropertyValidators,
  S,
  A extends PropertyValidators,
  R extends Returns,
>({ policy, args, returns, handler }: OpenDefinition<P, S, A, R>) {
  const registered = query(
    checked({
      args: { ...policy.args, ...args },
      returns,
      handler: async (given: QueryCtx, asked: SignedInArgs<P, A>) => {
        const ctx = remembering(given);
        return handler({ ...ctx, ...(await enforceShared(ctx, policy, admitIdentity, asked)) }, asked);
      },
    }),
  );
  return Object.assign(registered, { policy }) as unknown as RegisteredQuery<
    "public",
    SignedInArgs<P, A>,
    Promise<Infer<R>>
  >;
}

/** A live query of whoever is signed in on the connection. It runs again when their sign-in ends. */
export function signedInQuery<
  P extends PropertyValidators,
  S,
  A extends PropertyValidators,
  R extends Returns,
>(definition: GuardedDefinition<QueryCtx, P, S, A, R>) {
  const registered = query(checked(signedIn(definition)));
  return Object.assign(registered, { policy: definition.policy }) as unknown as RegisteredQuery<
    "public",
    SignedInArgs<P, A>,
    Promise<Infer<R>>
  >;
}

function guarded<
  Ctx extends QueryCtx,
  P extends PropertyValidators,
  S,
  A extends PropertyValidators,
  R extends Returns,
>({ policy, args, returns, handler }: GuardedDefinition<Ctx, P, S, A, R>) {
  return {
    args: { principal: v.union(vBearer, v.null()), ...policy.args, ...args },
    returns,
    handler: async (given: Ctx, asked: GuardedArgs<P, A>) => {
      const ctx = remembering(given);
      const { principal } = asked;
      const admitted = principal
        ? await readmit(ctx, principal)
        : { refusal: accessErrors.unauthenticated() };
      return handler({ ...ctx, ...(await enforce(ctx, policy, admitted, asked)) }, asked);
    },
  };
}

function signedIn<
  Ctx extends QueryCtx,
  P extends PropertyValidators,
  S,
  A extends PropertyValidators,
  R extends Returns,
>({ policy, args, returns, handler }: GuardedDefinition<Ctx, P, S, A, R>) {
  return {
    args: { ...policy.args, ...args },
    returns,
    handler: async (given: Ctx, asked: SignedInArgs<P, A>) => {
      const ctx = remembering(given);
      const admitted = await admitIdentity(ctx);
      return handler({ ...ctx, ...(await enforce(ctx, policy, admitted, asked)) }, asked);
    },
  };
}

/** As `remembering` has it, for a handler that gets its context as it is. */
function attentive<Ctx extends QueryCtx, A extends PropertyValidators, R extends Returns>(
  definition: Definition<Ctx, A, R>,
): Definition<Ctx, A, R> {
  const { handler } = definition;
  return { ...definition, handler: (ctx, args) => handler(remembering(ctx), args) };
}

async function reader(ctx: QueryCtx, principal: Bearer | null): Promise<Principal | null> {
  if (!principal) return null;
  const admitted = await readmit(ctx, principal);
  if ("refusal" in admitted) throw admitted.refusal;
  return admitted.principal;
}

/** Wraps the one handler that serves every declared route; `http/server.ts` is its only caller. */
export const httpEndpoint = httpAction;
