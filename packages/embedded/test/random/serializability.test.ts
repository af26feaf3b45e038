import { expect, test } from "vitest";
import { Random } from "./seed.ts";
import { anomalies, type HistoryTransaction, type Step } from "./serializability.ts";

const append = (key: string, value: number): Step => ({ type: "append", key, value });
const read = (key: string, ...list: number[]): Step => ({ type: "read", key, list });

/** Transactions that all overlap, unless a time says otherwise. */
function transaction(steps: Step[], at: [number, number | null] = [0, 100]): HistoryTransaction {
  return { startedAt: at[0], endedAt: at[1], steps, undone: [] };
}

test("SE1: a serial history has no anomaly", () => {
  const history = [
    transaction([append("x", 1), read("x", 1)], [0, 1]),
    transaction([read("x", 1), append("x", 2), append("y", 3)], [2, 3]),
    transaction([read("x", 1, 2), read("y", 3)], [4, 5]),
  ];
  expect(anomalies(history)).toEqual([]);
});

const broken: Record<string, HistoryTransaction[]> = {
  "garbage: nobody wrote 9": [transaction([read("x", 9)])],
  "aborted read: 1 was": [{ startedAt: 0, endedAt: 1, steps: [], undone: [1] }, transaction([read("x", 1)])],
  "intermediate read: x ended with 1": [
    transaction([append("x", 1), append("x", 2)]),
    transaction([read("x", 1)]),
    transaction([read("x", 1, 2)]),
  ],
  "duplicate: x": [transaction([append("x", 1)]), transaction([read("x", 1, 1)])],
  "incompatible order: x": [
    transaction([append("x", 1)]),
    transaction([append("x", 2)]),
    transaction([read("x", 1, 2)]),
    transaction([read("x", 2, 1)]),
  ],
  "lost: 1 was acknowledged": [
    transaction([append("x", 1)]),
    transaction([append("x", 2)]),
    transaction([read("x", 2)]),
  ],
  "internal: x": [transaction([append("x", 1), read("x")]), transaction([read("x", 1)])],
  "G0: ": [
    transaction([append("x", 1), append("y", 2)]),
    transaction([append("x", 3), append("y", 4)]),
    transaction([read("x", 1, 3), read("y", 4, 2)]),
  ],
  "G1c: ": [transaction([append("x", 1), read("y", 2)]), transaction([append("y", 2), read("x", 1)])],
  "G-single: ": [
    transaction([append("x", 1), append("y", 2)]),
    transaction([read("x"), read("y", 2)]),
    transaction([read("x", 1), read("y", 2)]),
  ],
  "G2: (write skew)": [
    transaction([read("x"), append("y", 1)]),
    transaction([read("y"), append("x", 2)]),
    transaction([read("x", 2), read("y", 1)]),
  ],
  "G-single-realtime: (stale read)": [
    transaction([append("x", 1)], [0, 1]),
    transaction([read("x")], [2, 3]),
    transaction([read("x", 1)], [4, 5]),
  ],
};

for (const [anomaly, history] of Object.entries(broken))
  test(`SE1: the checker sees ${anomaly}`, () => {
    expect(anomalies(history)[0]).toContain(anomaly.split("(")[0]);
  });

test("SE1: reads that overlap their writer may miss it, and unanswered writers may have committed or not", () => {
  const unanswered = transaction([append("x", 1)], [0, null]);
  const later = (list: number[]) => transaction([read("x", ...list)], [10, 11]);
  expect(anomalies([unanswered, later([])])).toEqual([]);
  expect(anomalies([unanswered, later([1])])).toEqual([]);
  expect(anomalies([transaction([append("x", 1)], [0, 20]), later([]), later([1])])).toEqual([]);
});

test("SE1: 100,000 transactions are checked in seconds, and one stale read among them is found", () => {
  const random = new Random(1);
  const lists = new Map<string, number[]>();
  const history: HistoryTransaction[] = [];
  for (let i = 0; i < 100_000; i++) {
    // A key is left after some hundred appends, as in the real workload.
    const key = `${Math.floor(i / 1_000)}:${random.between(0, 9)}`;
    const list = lists.get(key) ?? [];
    lists.set(key, list);
    const steps = random.chance(0.5) ? [append(key, i)] : [read(key, ...list)];
    if (steps[0]!.type === "append") list.push(i);
    history.push(transaction(steps, [i, i + random.between(0, 15) + 0.5]));
  }
  for (const [key, list] of lists) history.push(transaction([read(key, ...list)], [200_000, 200_001]));
  expect(anomalies(history)).toEqual([]);
  const [key, list] = [...lists].find(([, { length }]) => length > 50)!;
  history.push(transaction([read(key, ...list.slice(0, -20))], [200_002, 200_003]));
  expect(anomalies(history)[0]).toMatch(/realtime/);
}, 30_000);
