import { HttpConnection } from "../clients/httpConnection.ts";
import { markedText } from "../clients/marker.ts";
import type { App } from "../contenders.ts";
import { databaseMib, filledFolder, roomOf } from "../filledFolder.ts";
import { type Bench, sleep, type Workload } from "../workload.ts";
import { fillingOf } from "./history.ts";

const FIRST = "first start with the platform's app";
const AGAIN = "start again with the same app and data";
const CRASHED = "start after kill -9 while writing, with large data";

interface Query {
  path: string;
  args: object;
}
const PLATFORM_QUERY: Query = { path: "streams/streams:listLive", args: {} };
const BENCH_QUERY: Query = { path: "messages:list", args: { room: roomOf(1_000), n: 50 } };

/** From `exec` to the first answered query, with all cores. */
export const starts: Workload = {
  id: "w9",
  title: "From the start of the process to the first answer of a query",
  figures: [
    { key: "ms", label: "ms" },
    { key: "databaseMib", label: "database MiB" },
  ],
  goals: [
    { label: `${FIRST}, ms`, figure: "ms", setting: FIRST, atMost: 1_000 },
    { label: `${AGAIN}, ms`, figure: "ms", setting: AGAIN, atMost: 1_000 },
    { label: `${CRASHED}, ms`, figure: "ms", setting: CRASHED, atMost: 2_000 },
  ],
  async run(bench) {
    const platform = await bench.stage.platformApp();
    const own: App = { push: await bench.stage.benchPush() };
    const large = await filledFolder(bench.stage, "molt", fillingOf(bench));
    for (let round = 0; round < bench.rounds; round++) {
      const dir = bench.stage.folder();
      await timeStart(bench, round, FIRST, dir, platform, PLATFORM_QUERY);
      await timeStart(bench, round, AGAIN, dir, platform, PLATFORM_QUERY);
      await crashWhileWriting(bench, large);
      await timeStart(bench, round, CRASHED, large, own, BENCH_QUERY);
    }
  },
};

async function timeStart(
  bench: Bench,
  round: number,
  setting: string,
  dir: string,
  app: App,
  query: Query,
): Promise<void> {
  const startedAt = performance.now();
  const { server, port } = await bench.stage.launchMolt(dir, app, false);
  try {
    const connection = new HttpConnection(port);
    const answer = await connection.request("POST", "/api/query", JSON.stringify(query));
    const ms = performance.now() - startedAt;
    connection.close();
    if (!answer.startsWith('{"status":"success"')) throw new Error(`The query failed: ${answer}`);
    const values = { ms, databaseMib: databaseMib(dir) };
    bench.samples.add({ workload: "w9", setting, contender: "molt", round, values });
  } finally {
    await server.stop();
  }
}

/** Leaves a journal that the next start has to read, as a crash does. */
async function crashWhileWriting({ stage }: Bench, dir: string): Promise<void> {
  const { client, process } = await stage.start("molt", dir);
  const bots = Array.from({ length: 16 }, () => client.bot("crash"));
  const writing = bots.map(async (bot, i) => {
    for (;;) await bot.reply(markedText(i));
  });
  const ended = Promise.allSettled(writing);
  await sleep(1_000);
  await process.die();
  await ended;
}
