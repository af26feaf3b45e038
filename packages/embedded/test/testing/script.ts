import { ConvexError, type GenericId as Id, type Value } from "convex/values";
import type { TestConvex } from "../../testing/index.ts";
import type { Random } from "../random/seed.ts";
import { action, mutation, query, type schema } from "./app.ts";

export type Backend = TestConvex<typeof schema>;

/** One step of a script: a call, or time that passes. */
export type Step = { readonly name: string } & (
  | { readonly passMs: number }
  | { readonly run: (backend: ScriptedBackend) => Promise<unknown> }
);

/** A backend in the course of a script, with the ids that documents and jobs have got there. */
export class ScriptedBackend {
  private readonly labels = new Map<string, string>();
  private readonly ids: Record<"note" | "job", string[]> = { note: [], job: [] };

  constructor(readonly t: Backend) {}

  learn(kind: "note" | "job", id: string): string {
    this.ids[kind].push(id);
    this.labels.set(id, `${kind} ${this.ids[kind].length}`);
    return id;
  }

  /** One of the ids so far: the same choice is the same document on every backend. */
  pick(kind: "note" | "job", choice: number): string {
    const ids = this.ids[kind];
    return ids[choice % ids.length] ?? "none yet";
  }

  /** What a call has led to, without what may differ: ids get labels, times of creation go, errors only tell data. */
  async outcomeOf(run: (backend: ScriptedBackend) => Promise<unknown>): Promise<unknown> {
    try {
      return this.comparable(await run(this));
    } catch (error) {
      return error instanceof ConvexError ? { thrown: error.data } : { thrown: "an error" };
    }
  }

  private comparable(value: unknown): unknown {
    if (typeof value === "string") return this.labels.get(value) ?? value;
    if (Array.isArray(value)) return value.map((item) => this.comparable(item));
    if (typeof value !== "object" || value === null) return value;
    const { _creationTime, _id, ...fields } = value as Record<string, unknown>;
    // Notes that a nested or scheduled function has written are told by their fields.
    const label = this.labels.get(_id as string);
    const comparable = Object.entries(fields).map(([name, item]) => [name, this.comparable(item)]);
    return { ...(label === undefined ? {} : { _id: label }), ...Object.fromEntries(comparable) };
  }
}

const TAGS: (Value | undefined)[] = [undefined, null, true, false, -1n, 2n, "", "a", "b"];
const TEXTS = ["squid", "crab", "eel"];
/** Runs from one script to the next do not differ in what is due when: no two jobs are due at the same time. */
const JOB_SPACING_MS = 7;

export function aScript(random: Random, length: number): Step[] {
  let jobs = 0;
  const tag = () => {
    const picked = random.pick(TAGS);
    return picked === undefined ? {} : { tag: picked };
  };
  const note = () => ({ text: random.pick(TEXTS), rank: random.between(0, 5), ...tag() });
  const choice = () => random.between(0, 999);
  const calls = {
    write: () => {
      const args = note();
      return async (b: ScriptedBackend) => b.learn("note", await b.t.mutation(mutation("notes:write"), args));
    },
    edit: () => {
      const [which, args] = [choice(), { text: random.pick(TEXTS), ...tag() }];
      return (b: ScriptedBackend) =>
        b.t.mutation(mutation("notes:edit"), { id: b.pick("note", which), ...args });
    },
    untag: () => {
      const which = choice();
      return (b: ScriptedBackend) =>
        b.t.run((ctx) => ctx.db.patch(b.pick("note", which) as never, { tag: undefined }));
    },
    rewrite: () => {
      const [which, args] = [choice(), note()];
      return (b: ScriptedBackend) =>
        b.t.mutation(mutation("notes:rewrite"), { id: b.pick("note", which), ...args });
    },
    erase: () => {
      const which = choice();
      return (b: ScriptedBackend) => b.t.mutation(mutation("notes:erase"), { id: b.pick("note", which) });
    },
    read: () => {
      const which = choice();
      return (b: ScriptedBackend) => b.t.query(query("notes:read"), { id: b.pick("note", which) });
    },
    ranked: () => {
      const [low, high] = [random.pick(["from", "after", null]), random.pick(["to", "before", null])];
      const args = {
        ...(low && { [low]: random.between(0, 5) }),
        ...(high && { [high]: random.between(0, 5) }),
        order: random.pick(["asc", "desc"]),
        take: random.between(1, 6),
      };
      return (b: ScriptedBackend) => b.t.query(query("notes:ranked"), args);
    },
    tagged: () => {
      const args = { ...tag(), above: random.between(-1, 4) };
      return (b: ScriptedBackend) => b.t.query(query("notes:tagged"), args);
    },
    pages: () => {
      const [least, numItems] = [random.between(0, 4), random.between(1, 5)];
      return (b: ScriptedBackend) => allPages(b.t, least, numItems);
    },
    attempt: () => {
      const data = random.pick([undefined, { code: "taken" }, "no"]);
      const args = { text: random.pick(TEXTS), ...(data === undefined ? {} : { data }) };
      const path = random.pick(["notes:attempt", "notes:attemptInAction"]);
      return async (b: ScriptedBackend) => {
        const answer = await (path === "notes:attempt"
          ? b.t.mutation(mutation(path), args)
          : b.t.action(action(path), args));
        // Messages cross a border with the name of their error on Convex, and without on convex-test.
        return data === undefined ? typeof answer : answer;
      };
    },
    fail: () => {
      const args = { text: random.pick(TEXTS), ...(random.chance(0.5) ? { data: { code: "no" } } : {}) };
      return (b: ScriptedBackend) => b.t.mutation(mutation("notes:writeAndFail"), args);
    },
    later: () => {
      const delayMs = ++jobs * JOB_SPACING_MS;
      const args = {
        text: `later ${jobs}`,
        rank: random.between(0, 5),
        delayMs,
        times: random.between(1, 2),
      };
      return async (b: ScriptedBackend) => b.learn("job", await b.t.mutation(mutation("notes:later"), args));
    },
    cancel: () => {
      const which = choice();
      return async (b: ScriptedBackend) => {
        const id = b.pick("job", which) as Id<"_scheduled_functions">;
        // On convex-test a job that has run can still be cancelled.
        const job = await b.t.run((ctx) => ctx.db.system.get("_scheduled_functions", id));
        if (job?.state.kind === "pending") await b.t.mutation(mutation("notes:cancel"), { id });
      };
    },
  };
  const names = Object.keys(calls) as (keyof typeof calls)[];
  return Array.from({ length }, (_, i): Step => {
    if (random.chance(0.1)) return { name: `${i} pass`, passMs: random.between(1, 100) };
    // Without something to read, reading shows little.
    const name = random.chance(0.3) ? "write" : random.pick(names);
    return { name: `${i} ${name}`, run: calls[name]() };
  });
}

/** Everything that a backend holds, in the order of its creation. */
export async function everything({ t }: ScriptedBackend): Promise<unknown> {
  const notes = await t.run((ctx) => ctx.db.query("notes").collect());
  return { notes, jobs: await t.query(query("notes:jobs")) };
}

/** Pages of a query, without the last one if it is empty: convex-test knows it one page earlier than Convex. */
async function allPages(t: Backend, least: number, numItems: number): Promise<unknown> {
  const pages: unknown[][] = [];
  let cursor: string | null = null;
  for (;;) {
    const paginationOpts: { cursor: string | null; numItems: number } = { cursor, numItems };
    const { page, isDone, continueCursor } = await t.query(query("notes:page"), { paginationOpts, least });
    if (page.length > 0) pages.push(page);
    if (isDone) return pages;
    cursor = continueCursor;
  }
}
