import type {
  DataModelFromSchemaDefinition,
  FunctionReference,
  FunctionReturnType,
  GenericActionCtx,
  GenericDataModel,
  GenericMutationCtx,
  GenericQueryCtx,
  OptionalRestArgs,
  RequestMetadata,
  UserIdentity,
} from "convex/server";
import type { AnySchema } from "./hostCode.ts";
import type { Glob } from "./hostModules.ts";

/** What `convexTest(schema)` returns. */
export type TestConvex<Schema extends AnySchema> = TestConvexRoot<DataModelFromSchemaDefinition<Schema>>;

type UdfType = "query" | "mutation" | "action";
// biome-ignore lint/suspicious/noExplicitAny: a reference to a function of any visibility.
type Reference<Type extends UdfType> = FunctionReference<Type, any>;
// biome-ignore lint/suspicious/noExplicitAny: its result may be anything.
type Inline<Ctx> = (ctx: Ctx) => Promise<any>;

/** Calls a function of the app, public or internal, or one that is written in place. */
type CallFunction<Type extends UdfType, Ctx> = <F extends Reference<Type> | Inline<Ctx>>(
  functionOrHandler: F,
  ...args: F extends Reference<Type> ? OptionalRestArgs<F> : []
) => Promise<
  F extends Reference<Type>
    ? FunctionReturnType<F>
    : // biome-ignore lint/suspicious/noExplicitAny: the handler's context has been checked above.
      F extends (ctx: any) => Promise<infer Output>
      ? Output
      : never
>;

/** The backend as one caller sees it. Errors are those that the function has thrown; see the README. */
export interface TestConvexForDataModel<DataModel extends GenericDataModel> {
  query: CallFunction<"query", GenericQueryCtx<DataModel>>;
  mutation: CallFunction<"mutation", GenericMutationCtx<DataModel>>;
  action: CallFunction<"action", GenericActionCtx<DataModel>>;
  /** Runs a function in a transaction of its own, for setting up data and looking at it; it may store files, too. */
  run<Output>(
    handler: (
      ctx: GenericMutationCtx<DataModel> & Pick<GenericActionCtx<DataModel>, "storage">,
    ) => Promise<Output>,
  ): Promise<Output>;
  /** Sends a request to the routes of `http.ts`. `path` begins with a slash and may have a query. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Waits for the scheduled functions that are running. */
  finishInProgressScheduledFunctions(): Promise<void>;
  /**
   * Runs scheduled functions and those that they schedule, until none is left.
   *
   * @param advanceTimers moves the clock, usually `vi.runAllTimers` after `vi.useFakeTimers()`.
   * @param maxIterations so many times that something is due at most, 500 unless given: functions may schedule one another for ever.
   */
  finishAllScheduledFunctions(advanceTimers: () => void, maxIterations?: number): Promise<void>;
  /** The backend as a signed-in user sees it. Issuer, subject and token identifier are made up unless given. */
  withIdentity(identity: Partial<UserIdentity>): TestConvexForDataModel<DataModel>;
  /** The backend as seen from an address; what is not given is `null`. */
  withRequestMetadata(
    metadata: Partial<Pick<RequestMetadata, "ip" | "userAgent">>,
  ): TestConvexForDataModel<DataModel>;
}

export interface TestConvexRoot<DataModel extends GenericDataModel>
  extends TestConvexForDataModel<DataModel> {
  /** Adds a component under the name that `convex.config.ts` gives it; one of its children is `parent/child`. */
  registerComponent(componentPath: string, schema: AnySchema, glob: Glob): void;
}
