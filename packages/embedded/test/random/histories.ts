import { setTimeout as delay } from "node:timers/promises";
import { ConvexError } from "convex/values";
import type { Deployment } from "../support.ts";
import { type Client, clientsOf, Unanswered } from "./clients.ts";
import type { Random } from "./seed.ts";
import type { HistoryTransaction, Step } from "./serializability.ts";

export interface HistoryOptions {
  readonly transactions: number;
  readonly clients: number;
  /** Something that disturbs the clients, done again and again until they are through. */
  readonly disturb?: (clients: readonly Client[], random: Random) => Promise<void> | void;
}

/** A step as the fixture's `histories:run` takes it. */
type Request =
  | { type: "append"; key: string; value: number }
  | { type: "read"; key: string }
  | { type: "pause" }
  | { type: "nested"; steps: Request[]; fails: boolean };

/** So many lists are in use at a time; after so many appends a list makes room for a new one. */
const KEYS = 10;
const APPENDS_PER_KEY = 60;
let histories = 0;

/**
 * Lets clients append to and read lists in transactions of one to four steps, half of them queries, on keys of
 * their own, and returns what happened. Last come reads of all keys.
 */
export async function recordHistory(
  { url }: Deployment,
  random: Random,
  options: HistoryOptions,
): Promise<HistoryTransaction[]> {
  const history: HistoryTransaction[] = [];
  const program = new Program(random.fork());
  const clients = clientsOf(url, options.clients);
  let left = options.transactions;
  const work = Promise.all(
    clients.map(async (client) => {
      while (left-- > 0) history.push(await runOne(client, program));
    }),
  );
  let working = true;
  const trouble = (async () => {
    while (working && options.disturb) {
      await delay(random.between(1, 20));
      await options.disturb(clients, random);
    }
  })();
  try {
    await work;
  } finally {
    working = false;
    await trouble;
    for (const client of clients) await client.close();
  }
  const [reader] = clientsOf(url, 1);
  for (const key of program.allKeys) history.push(await readLists(reader!, { keys: [key], pauses: false }));
  return history;
}

/** Decides what the clients ask for. */
class Program {
  readonly allKeys: string[] = [];
  private readonly prefix = `h${histories++}`;
  private readonly keys: string[];
  private readonly appends = new Map<string, number>();
  private lastValue = 0;

  constructor(private readonly random: Random) {
    this.keys = Array.from({ length: KEYS }, () => this.newKey());
  }

  /** A query of one to four lists, or `null` for a mutation. */
  nextQuery(): { keys: string[]; pauses: boolean } | null {
    if (this.random.chance(0.5)) return null;
    const keys = Array.from({ length: this.random.between(1, 4) }, () => this.random.pick(this.keys));
    return { keys, pauses: this.random.chance(0.2) };
  }

  nextMutation(): { steps: Request[]; fails: boolean } {
    return { steps: this.steps(0), fails: this.random.chance(0.08) };
  }

  private steps(depth: number): Request[] {
    return Array.from({ length: this.random.between(1, 4) }, (): Request => {
      if (depth < 2 && this.random.chance(0.1))
        return { type: "nested", steps: this.steps(depth + 1), fails: this.random.chance(0.5) };
      if (this.random.chance(0.1)) return { type: "pause" };
      const key = this.random.pick(this.keys);
      return this.random.chance(0.5) ? { type: "read", key } : this.append(key);
    });
  }

  private append(key: string): Request {
    const appends = (this.appends.get(key) ?? 0) + 1;
    this.appends.set(key, appends);
    if (appends === APPENDS_PER_KEY) this.keys[this.keys.indexOf(key)] = this.newKey();
    return { type: "append", key, value: ++this.lastValue };
  }

  /** Every other list has an element per row. */
  private newKey(): string {
    const key = `${this.prefix} ${this.allKeys.length} ${this.allKeys.length % 2 ? "rows" : "document"}`;
    this.allKeys.push(key);
    return key;
  }
}

async function runOne(client: Client, program: Program): Promise<HistoryTransaction> {
  const query = program.nextQuery();
  return query ? readLists(client, query) : runMutation(client, program.nextMutation());
}

async function readLists(
  client: Client,
  query: { keys: string[]; pauses: boolean },
): Promise<HistoryTransaction> {
  const startedAt = performance.now();
  try {
    const lists = (await client.query("histories:lists", query)) as number[][];
    const steps = query.keys.map((key, i): Step => ({ type: "read", key, list: lists[i]! }));
    return { startedAt, endedAt: performance.now(), steps, undone: [] };
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    return { startedAt, endedAt: null, steps: [], undone: [] };
  }
}

async function runMutation(
  client: Client,
  request: { steps: Request[]; fails: boolean },
): Promise<HistoryTransaction> {
  const startedAt = performance.now();
  const { kept, undone } = appendsOf(request.steps, request.fails);
  try {
    const steps = (await client.mutation("histories:run", request as never)) as Step[];
    return { startedAt, endedAt: performance.now(), steps, undone };
  } catch (error) {
    if (!(error instanceof Unanswered) && !(error instanceof ConvexError && request.fails)) throw error;
    return { startedAt, endedAt: null, steps: kept, undone };
  }
}

/** What a mutation appends for good if it commits, and what it takes back in any case. */
function appendsOf(steps: readonly Request[], fails: boolean): { kept: Step[]; undone: number[] } {
  const kept: (Step & { type: "append" })[] = [];
  const undone: number[] = [];
  for (const step of steps)
    if (step.type === "append") kept.push(step);
    else if (step.type === "nested") {
      const inner = appendsOf(step.steps, step.fails);
      kept.push(...(inner.kept as typeof kept));
      undone.push(...inner.undone);
    }
  return fails ? { kept: [], undone: [...undone, ...kept.map(({ value }) => value)] } : { kept, undone };
}
