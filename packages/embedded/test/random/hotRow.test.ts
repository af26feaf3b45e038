import { expect, test } from "vitest";
import { Transaction } from "../../src/store/transaction.ts";
import { aDeployment, type Deployment, fixturePush, temporaryDir } from "../support.ts";
import { type Client, clientsOf } from "./clients.ts";
import { SyncClient } from "./syncClient.ts";
import { breakMethod, everyNth } from "./twins.ts";

const CALLS = 500;

/** Sends 500 mutations of one row at once, half of them over HTTP and half over ten sockets. */
async function allAtOnce(
  { url }: Deployment,
  path: string,
  argsOf: (i: number) => Record<string, string | number>,
): Promise<{ results: unknown[]; p99Ms: number }> {
  const [http] = clientsOf(url, 1) as [Client];
  const sockets = Array.from({ length: 10 }, () => new SyncClient(url));
  const durations: number[] = [];
  const call = async (i: number) => {
    const startedAt = performance.now();
    const result =
      i % 2 === 0
        ? await http.mutation(path, argsOf(i))
        : (await sockets[i % sockets.length]!.mutation(path, argsOf(i))).value;
    durations.push(performance.now() - startedAt);
    return result;
  };
  try {
    const results = await Promise.all(Array.from({ length: CALLS }, (_, i) => call(i)));
    durations.sort((a, b) => a - b);
    return { results, p99Ms: durations[Math.floor(CALLS * 0.99)]! };
  } finally {
    for (const socket of sockets) socket.close();
  }
}

test("FN9: 500 mutations of one counter at once all succeed, and it counts each once", async () => {
  const deployment = await aDeployment({ dataDir: temporaryDir(), push: await fixturePush() });
  const { results, p99Ms } = await allAtOnce(deployment, "kitchen:bump", () => ({ name: "hot" }));
  expect(new Set(results)).toEqual(new Set(Array.from({ length: CALLS }, (_, i) => i + 1)));
  expect(p99Ms).toBeLessThan(2_000);
}, 20_000);

test("FN9: it would be noticed if one write in a hundred were dropped", async () => {
  breakMethod(Transaction.prototype, "replace", everyNth(100));
  const { results } = await allAtOnce(await aDeployment(), "kitchen:bump", () => ({ name: "hot" }));
  expect(new Set(results).size).toBeLessThan(CALLS);
}, 20_000);

test("FN9: 500 polls of one cursor at once hand out every item once", async () => {
  const deployment = await aDeployment({ dataDir: temporaryDir(), push: await fixturePush() });
  const { results, p99Ms } = await allAtOnce(deployment, "hotRow:poll", () => ({ reader: "r", most: 3 }));
  const items = (results as number[][]).flat();
  expect(items.length).toBe(3 * CALLS);
  expect(new Set(items).size).toBe(items.length);
  expect(p99Ms).toBeLessThan(2_000);
}, 20_000);

test("FN9: 500 votes for one script at once, some of them changes of mind, leave one row a voter and a true tally", async () => {
  const deployment = await aDeployment({ dataDir: temporaryDir(), push: await fixturePush() });
  const vote = (i: number) => ({ script: "s", voter: `v${i % 100}`, value: i % 3 === 0 ? -1 : 1 });
  const { p99Ms } = await allAtOnce(deployment, "hotRow:vote", vote);
  const { rows, sum, tally } = (await clientsOf(deployment.url, 1)[0]!.query("hotRow:tally", {
    script: "s",
  })) as {
    rows: number;
    sum: number;
    tally: number;
  };
  expect(rows).toBe(100);
  expect(tally).toBe(sum);
  expect(p99Ms).toBeLessThan(2_000);
}, 20_000);
