import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";

/** Work at a provider, row by row: what is due is claimed by raising its attempt, done by an action, and settled by that attempt. */
type TaskTable = "videoTasks" | "personaTasks";

/** What becomes of a task: done, to be looked at again after a while, or tried again because it failed. */
export type Verdict = { kind: "done" } | { kind: "again"; afterMs: number } | { kind: "failed" };

const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** The pause after so many failures in a row: 2 s, 4 s, 8 s, … five minutes. */
export const backoffMs = (failures: number) =>
  Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, failures - 1), LONGEST_PAUSE_MS);

/** When a task that is not done is due again, and how often it has failed in a row by then. */
export function dueAgain(
  { failures: before }: { failures: number },
  verdict: Exclude<Verdict, { kind: "done" }>,
): { failures: number; dueAt: number } {
  const failures = verdict.kind === "failed" ? before + 1 : 0;
  const afterMs = verdict.kind === "again" ? verdict.afterMs : backoffMs(failures);
  // In whole milliseconds, so that whoever is called at that time finds it due.
  return { failures, dueAt: Math.ceil(Date.now() + afterMs) };
}

/** The row of an attempt, while it is the current one. A late answer of an old attempt finds none. */
export async function findAttempt<Table extends TaskTable>(
  ctx: QueryCtx,
  { _id, attempt }: { _id: Id<Table>; attempt: number },
): Promise<Doc<Table> | null> {
  const row = await ctx.db.get(_id);
  return row?.attempt === attempt ? row : null;
}
