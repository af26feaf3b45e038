import type { MutationCtx, QueryCtx } from "../_generated/server";

/**
 * The context of one call, whose `db.get` reads a document once until something is written. Policy, model and view each
 * look for themselves at the agent or the channel that a call is about, and need not know of each other for that. Whoever
 * gets a document shares it: nobody changes one in memory.
 */
export function remembering<Ctx extends QueryCtx>(given: Ctx): Ctx {
  const known = new Map<string, Promise<unknown>>();
  const read = given.db.get as (...key: string[]) => Promise<unknown>;
  const get = (...key: string[]) => {
    const name = key.join(" ");
    const before = known.get(name);
    if (before) return before;
    const found = read(...key);
    known.set(name, found);
    return found;
  };
  const forgetting =
    <Args extends unknown[], R>(write: (...args: Args) => R) =>
    (...args: Args): R => {
      known.clear();
      return write(...args);
    };
  if (!isWriting(given)) return { ...given, db: { ...given.db, get } };
  const { insert, patch, replace, delete: remove } = given.db;
  const run = given.runMutation as (...args: unknown[]) => Promise<unknown>;
  const writes = {
    insert: forgetting(insert),
    patch: forgetting(patch),
    replace: forgetting(replace),
    delete: forgetting(remove),
  };
  return {
    ...given,
    db: { ...given.db, get, ...writes },
    // It writes until it ends, and what is read beside it may be from before.
    runMutation: forgetting((...args: unknown[]) =>
      run(...args).finally(() => known.clear()),
    ) as typeof given.runMutation,
  };
}

const isWriting = (ctx: QueryCtx): ctx is MutationCtx => "insert" in ctx.db;
