import { setTimeout as delay } from "node:timers/promises";
import { ConvexError } from "convex/values";
import { expect, test } from "vitest";
import { Cursor } from "../../src/query/cursor.ts";
import { type Row, Transaction } from "../../src/store/transaction.ts";
import { aDeployment, type Deployment } from "../support.ts";
import { type Client, clientsOf } from "./clients.ts";
import { disturbances } from "./disturbances.ts";
import { MarksWorkload } from "./marksWorkload.ts";
import { type Commit, checkOrder, type Read, Timeline } from "./replay.ts";
import { everySeed, firstSeedThatFails, limitFor, type Random } from "./seed.ts";
import { breakMethod } from "./twins.ts";

const SEEDS = 30;
const CLIENTS = 16;

/** Lets 16 clients read and write ranges, and throws unless one order explains all that they saw. Returns how much. */
async function checkRanges(deployment: Deployment, random: Random, transactions: number): Promise<number> {
  const workload = new MarksWorkload(random.fork());
  const clients = clientsOf(deployment.url, CLIENTS);
  const commits: Commit[] = [];
  const reads: Read[] = [];
  let left = transactions;
  let working = true;
  const disturb = disturbances(deployment);
  const trouble = (async () => {
    while (working) {
      await delay(random.between(1, 20));
      // The model must know of every commit, so nobody is disturbed who would not ask again.
      await disturb(
        clients.filter(({ persists }) => persists),
        random,
      );
    }
  })();
  const work = async (client: Client) => {
    while (left-- > 0) {
      const startedAt = performance.now();
      if (random.chance(0.5)) {
        const range = workload.range();
        const labels = (await client.query("ranges:read", { range: { ...range } })) as string[];
        reads.push({ range, labels, startedAt, endedAt: performance.now() });
        continue;
      }
      const request = workload.mutation();
      try {
        const answer = (await client.mutation("ranges:change", request as never)) as never;
        const { seen, ts } = answer as { seen: string[][]; ts: bigint };
        commits.push({ changes: request.changes, seen, ts, startedAt, endedAt: performance.now() });
      } catch (error) {
        if (!(error instanceof ConvexError && request.fails)) throw error;
      }
    }
  };
  try {
    await Promise.all(clients.map(work));
  } finally {
    working = false;
    await trouble;
    for (const client of clients) await client.close();
  }
  checkOrder(new Timeline(commits), reads);
  return commits.length + reads.length;
}

test(
  "SE2: reads and writes of ranges are strictly serializable, without phantoms",
  async () => {
    const deployment = await aDeployment();
    let answered = 0;
    await everySeed(SEEDS, async (random) => {
      answered += await checkRanges(deployment, random, 120);
    });
    console.log(`${answered} transactions`);
  },
  limitFor(SEEDS, 5_000),
);

test("SE2: the checker takes reads in any order that real time leaves open, and no other", () => {
  const line = "l";
  const range = { line, from: 0, to: 9, backwards: false, take: null, evenOnly: false };
  const insert = (label: string, ts: bigint, startedAt: number, endedAt: number): Commit => ({
    changes: [{ type: "insert", line, place: 1, label }],
    seen: [],
    ts,
    startedAt,
    endedAt,
  });
  const read = (labels: string[], startedAt: number, endedAt: number): Read => ({
    range,
    labels,
    startedAt,
    endedAt,
  });
  const timeline = new Timeline([insert("b", 2n, 0, 10), insert("a", 1n, 0, 10)]);
  checkOrder(timeline, [read([], 0, 3), read(["a"], 4, 5), read(["a", "b"], 4, 6), read(["a", "b"], 11, 12)]);
  expect(() => checkOrder(timeline, [read(["b"], 0, 20)])).toThrow("phantom");
  expect(() => checkOrder(timeline, [read(["a"], 11, 12)])).toThrow("stale");
  expect(() => checkOrder(timeline, [read(["a"], 1, 2), read([], 3, 4)])).toThrow("between commits 1");
  const backwards = new Timeline([insert("a", 2n, 0, 1), insert("b", 1n, 2, 3)]);
  expect(() => checkOrder(backwards, [])).toThrow("comes before");
});

/** Breaks the runtime in one way each; the expression tells how it must be noticed. */
const twins: Record<string, { noticed: RegExp; breakIt(): void }> = {
  "a transaction does not see the newest rows of a range": {
    noticed: /wrong view|phantom/,
    breakIt: hideNewRows,
  },
  "a read of a range forgets the empty part behind its last row": {
    noticed: /stale read/,
    breakIt: () =>
      breakMethod<(exhausted: boolean) => void>(
        Cursor.prototype,
        "record",
        (sound) =>
          function (this: unknown) {
            sound.call(this, false);
          },
      ),
  },
  "a mark that moves is not noticed where it comes from and goes to": {
    noticed: /stale read/,
    breakIt: () =>
      breakMethod<(...args: unknown[]) => void>(
        Transaction.prototype,
        "replace",
        (sound) =>
          function (this: unknown, ...args) {
            const { written } = this as Transaction;
            const before = written.length;
            sound.apply(this, args);
            written.length = before;
          },
      ),
  },
  "a nested mutation that fails keeps its writes": {
    noticed: /wrong view|stale read/,
    breakIt: () =>
      breakMethod<(work: () => Promise<unknown>) => Promise<unknown>>(
        Transaction.prototype,
        "nested",
        (sound) =>
          function (this: unknown, work) {
            const { savepoints } = this as { savepoints: number };
            return savepoints > 0 ? work() : sound.call(this, work);
          },
      ),
  },
};

for (const [name, { noticed, breakIt }] of Object.entries(twins))
  test(`SE2: it would be noticed if ${name}`, async () => {
    breakIt();
    const deployment = await aDeployment();
    const { message } = await firstSeedThatFails(async (random) => {
      await checkRanges(deployment, random, 150);
    });
    expect(message).toMatch(noticed);
  }, 60_000);

/** Every tenth transaction finds no row of the transaction that inserted last before it. */
function hideNewRows(): void {
  let inserted: { writer: unknown; ids: string[] } = { writer: null, ids: [] };
  const transactions = new Map<unknown, number>();
  breakMethod<(...args: unknown[]) => string>(
    Transaction.prototype,
    "insert",
    (sound) =>
      function (this: unknown, ...args) {
        const id = sound.apply(this, args);
        if (inserted.writer !== this) inserted = { writer: this, ids: [] };
        inserted.ids.push(id);
        return id;
      },
  );
  breakMethod<(...args: unknown[]) => Row[]>(
    Transaction.prototype,
    "scan",
    (sound) =>
      function (this: unknown, ...args) {
        const rows = sound.apply(this, args);
        const number = transactions.get(this) ?? transactions.size;
        transactions.set(this, number);
        if (number % 10 !== 0 || inserted.writer === this) return rows;
        return rows.filter(({ text }) => !inserted.ids.includes((JSON.parse(text) as { _id: string })._id));
      },
  );
}
