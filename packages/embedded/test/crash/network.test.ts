import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConvexClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { expect, onTestFinished, test } from "vitest";
import { aFreePort, aProcess, aPushFile } from "../process.ts";
import { everySeed, limitFor } from "../random/seed.ts";
import { temporaryDir } from "../support.ts";
import type { Call } from "./clients.ts";
import { readLedger, requireNone, requireSound } from "./ledger.ts";
import { Load } from "./load.ts";
import { aProxy, FAIR } from "./proxy.ts";

const STORM = { lateMs: 20, requestLost: 0.01, answerLost: 0.03 };
const STORM_MS = 4_000;

test(
  "SY5: through a network that loses requests and answers, and over two crashes, each mutation has one effect",
  async () => {
    await everySeed(1, async (random) => {
      const dir = temporaryDir();
      const data = join(dir, "data");
      const port = await aFreePort();
      const args = ["--port", `${port}`];
      let process = await aProcess(data, { args: [...args, "--push", await aPushFile(dir, "crash/app")] });
      const load = new Load(await process.url(), 0, random);
      const proxy = await aProxy(port, random.fork());
      for (let i = 0; i < 12; i++) load.join(`ws${i}`, load.aSession(proxy.url).mutation);
      for (let i = 0; i < 8; i++) load.join(`stock${i}`, aStockClient(proxy.url));
      proxy.weather = STORM;
      for (let crash = 0; crash < 2; crash++) {
        await sleep(STORM_MS / 2);
        await process.kill();
        process = await aProcess(data, { args });
        await process.url();
      }
      await sleep(STORM_MS / 2);
      proxy.weather = FAIR;
      await load.finish();
      const { journal } = load;
      requireSound(readLedger(data), journal);
      requireNone(load.sessions.flatMap(({ refusals }) => refusals));
      // Only uploads, which have no session, may fail for good.
      expect(journal.sent.size - journal.acknowledged.size).toBeLessThan(journal.sent.size / 20);
      expect(proxy.broken).toBeGreaterThan(20);
      console.log(
        `${journal.acknowledged.size} operations over ${proxy.broken} broken connections and 2 crashes`,
      );
    });
  },
  limitFor(1, 60_000),
);

/** The client of the `convex` package, which reconnects and sends again by its own rules. */
function aStockClient(url: string): Call {
  const client = new ConvexClient(url, { skipConvexDeploymentUrlCheck: true, logger: false });
  onTestFinished(() => void client.close());
  return (udfPath, args) => client.mutation(makeFunctionReference<"mutation">(udfPath), args);
}
