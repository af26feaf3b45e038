import { expect, test } from "vitest";
import { LiveQueries } from "../../src/live/liveQueries.ts";
import { Cursor } from "../../src/query/cursor.ts";
import type { Tablet } from "../../src/store/catalog.ts";
import { type Row, Transaction } from "../../src/store/transaction.ts";
import { Sessions } from "../../src/sync/sessions.ts";
import type { JsonObject } from "../../src/values/json.ts";
import { aDeployment, type Deployment, fixturePush, temporaryDir } from "../support.ts";
import { disturbances } from "./disturbances.ts";
import { recordHistory } from "./histories.ts";
import { everySeed, firstSeedThatFails, limitFor, Random, widened } from "./seed.ts";
import { anomalies } from "./serializability.ts";
import { breakMethod, everyNth } from "./twins.ts";

const SEEDS = 50;
const LONG = widened(2_000);

/** Runs one history of 16 clients and throws with an anomaly of each kind found. Returns how many transactions were answered. */
async function checkHistory(deployment: Deployment, random: Random, transactions: number): Promise<number> {
  const disturb = disturbances(deployment);
  const history = await recordHistory(deployment, random, { transactions, clients: 16, disturb });
  const found = new Map(anomalies(history).map((anomaly) => [anomaly.split(":")[0], anomaly]));
  if (found.size > 0) throw new Error([...found.values()].join("\n"));
  return history.filter(({ endedAt }) => endedAt !== null).length;
}

test(
  "SE1: transactions of 16 clients are strictly serializable, whatever disturbs them",
  async () => {
    const deployment = await aDeployment();
    let answered = 0;
    await everySeed(SEEDS, async (random) => {
      answered += await checkHistory(deployment, random, 120);
    });
    console.log(`${answered} transactions in small histories`);
  },
  limitFor(SEEDS, 5_000),
);

test(
  "SE1: a long history on the disk is strictly serializable",
  async () => {
    const deployment = await aDeployment({ dataDir: temporaryDir(), push: await fixturePush() });
    const answered = await checkHistory(deployment, new Random(0), LONG);
    console.log(`${answered} transactions in a long history`);
  },
  limitFor(0, 0) + 10 * LONG,
);

/** Breaks the runtime in one way each; the expression tells by which anomaly it must be noticed. */
const twins: Record<string, { noticed: RegExp; breakIt(): void }> = {
  "mutations read what was current before the last commit": {
    noticed: /intermediate read|incompatible order|lost|G/,
    breakIt: () => readOldTexts((before, secondWrite) => (secondWrite ? null : before)),
  },
  "mutations are read while they write": {
    noticed: /intermediate read|incompatible order|lost|G/,
    breakIt: () => readOldTexts((before, secondWrite) => (secondWrite ? before : null)),
  },
  "a mutation that is sent again runs again": {
    noticed: /duplicate/,
    breakIt: () => {
      breakMethod(Sessions.prototype, "find", () => () => null);
      breakMethod(Sessions.prototype, "record", () => () => {});
    },
  },
  "a mutation that fails keeps its writes": {
    noticed: /aborted read/,
    breakIt: () => breakMethod(Transaction.prototype, "nested", () => (work: () => unknown) => work()),
  },
  "an acknowledged write is dropped": {
    noticed: /lost/,
    breakIt: () => breakMethod(Transaction.prototype, "replace", everyNth(20)),
  },
  "results are not thrown away when what they have read changes": {
    noticed: /realtime|incompatible order|lost/,
    breakIt: () => breakMethod(LiveQueries.prototype, "invalidate", everyNth(2)),
  },
  "a read of a range forgets the empty part behind its last row": {
    noticed: /realtime|lost/,
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
};

for (const [name, { noticed, breakIt }] of Object.entries(twins))
  test(`SE1: it would be noticed if ${name}`, async () => {
    breakIt();
    const deployment = await aDeployment();
    const { message } = await firstSeedThatFails(async (random) => {
      await checkHistory(deployment, random, 150);
    });
    expect(message).toMatch(noticed);
  }, 60_000);

/**
 * Every tenth transaction finds documents that others have changed as they were before. `choose` decides
 * which of the earlier texts can be found; it is told whether the write was the second of its transaction.
 */
function readOldTexts(choose: (before: string, secondWrite: boolean) => string | null): void {
  const old = new Map<unknown, { text: string; writer: unknown }>();
  const writers = new Map<unknown, unknown>();
  const transactions = new Map<unknown, number>();
  breakMethod<(tablet: Tablet, id: string, before: JsonObject, after: JsonObject) => void>(
    Transaction.prototype,
    "replace",
    (sound) =>
      function (this: unknown, tablet, id, before, after) {
        const text = choose(JSON.stringify(before), writers.get(before._id) === this);
        writers.set(before._id, this);
        if (text !== null) old.set(before._id, { text, writer: this });
        sound.call(this, tablet, id, before, after);
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
        if (number % 10 !== 0) return rows;
        return rows.map((row) => {
          const found = old.get((JSON.parse(row.text) as JsonObject)._id);
          return found && found.writer !== this ? { ...row, text: found.text } : row;
        });
      },
  );
}
