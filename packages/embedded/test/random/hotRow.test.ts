import { expect, test } from "vitest";
import { Transaction } from "../../src/store/transaction.ts";
import { aDeployment, type Deployment, fixturePush, temporaryDir } from "../support.ts";
import { type Client, clientsOf } from "./clients.ts";
import { SyncClient } from "./syncClient.ts";
import { breakMethod, everyNth } from "./twins.ts";

const CALLS = 500;

/** So much computing may 500 calls cost, clients included: on a core of their own all are answered by then. */
const CPU_MS = 2_000;

/** Sends 500 mutations of one row at once, half of them over HTTP and half over ten sockets. */
async function allAtOnce(
  { url }: Deployment,
  path: string,
  argsOf: (i: number) => Record<string, string | number>,
): Promise<unknown[]> {
  const [http] = clientsOf(url, 1) as [Client];
  const sockets = Array.from({ length: 10 }, () => new SyncClient(url));
  const call = async (i: number) =>
    i % 2 === 0
      ? http.mutation(path, argsOf(i))
      : (await sockets[i % sockets.length]!.mutation(path, argsOf(i))).value;
  try {
    const before = process.cpuUsage();
    const results = await Promise.all(Array.from({ length: CALLS }, (_, i) => call(i)));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(CPU_MS);
    return results;
  } finally {
    for (const socket of sockets) socket.close();
  }
}

test("FN9: 500 mutations of one counter at once all succeed, and it counts each once", async () => {
  const deployment = await aDeployment({ dataDir: temporaryDir(), push: await fixturePush() });
  const results = await allAtOnce(deployment, "kitchen:bump", () => ({ name: "hot" }));
  expect(new Set(results)).toEqual(new Set(Array.from({ length: CALLS }, (_, i) => i + 1)));
}, 20_000);

test("FN9: it would be noticed if one write in a hundred were dropped", async () => {
  breakMethod(Transaction.prototype, "replace", everyNth(100));
  const results = await allAtOnce(await aDeployment(), "kitchen:bump", () => ({ name: "hot" }));
  expect(new Set(results).size).toBeLessThan(CALLS);
}, 20_000);

test("FN9: 500 polls of one cursor at once hand out every item once", async () => {
  const deployment = await aDeployment({ dataDir: temporaryDir(), push: await fixturePush() });
  const results = await allAtOnce(deployment, "hotRow:poll", () => ({ reader: "r", most: 3 }));
  const items = (results as number[][]).flat();
  expect(items.length).toBe(3 * CALLS);
  expect(new Set(items).size).toBe(items.length);
}, 20_000);

test("FN9: 500 votes for one script at once, some of them changes of mind, leave one row a voter and a true tally", async () => {
  const deployment = await aDeployment({ dataDir: temporaryDir(), push: await fixturePush() });
  const vote = (i: number) => ({ script: "s", voter: `v${i % 100}`, value: i % 3 === 0 ? -1 : 1 });
  await allAtOnce(deployment, "hotRow:vote", vote);
  const { rows, sum, tally } = (await clientsOf(deployment.url, 1)[0]!.query("hotRow:tally", {
    script: "s",
  })) as {
    rows: number;
    sum: number;
    tally: number;
  };
  expect(rows).toBe(100);
  expect(tally).toBe(sum);
}, 20_000);
