import { useQueries } from "convex/react";
import {
  type FunctionArgs,
  type FunctionReference,
  type FunctionReturnType,
  getFunctionName,
} from "convex/server";
import { useMemo } from "react";

/**
 * One query for each of several ids, live. The answer holds what is there: ids whose query still loads, or failed, are
 * left out, for places where each line is welcome and none is missed.
 */
export function useLiveQueries<Query extends FunctionReference<"query">>(
  query: Query,
  ids: readonly string[],
  argsOf: (id: string) => FunctionArgs<Query>,
): Map<string, FunctionReturnType<Query>> {
  const name = getFunctionName(query);
  const list = ids.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the query goes by its name, and the arguments follow from the ids
  const queries = useMemo(
    () => Object.fromEntries(ids.map((id) => [id, { query, args: argsOf(id) }])),
    [name, list],
  );
  const answers = useQueries(queries);
  return new Map(
    ids
      .map((id) => [id, answers[id]] as const)
      .filter(([, answer]) => answer !== undefined && !(answer instanceof Error)),
  );
}
