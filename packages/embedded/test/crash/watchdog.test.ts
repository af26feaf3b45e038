import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { aFreePort, aProcess, aPushFile } from "../process.ts";
import { everySeed, limitFor } from "../random/seed.ts";
import { eventually, temporaryDir } from "../support.ts";
import { overHttp } from "./clients.ts";
import { readLedger, requireNone, requireSound } from "./ledger.ts";
import { Load } from "./load.ts";

const CLIENTS = 12;
const WATCHDOG_MS = 1_000;

test(
  "DU6: under load a function that spins costs nobody anything acknowledged, also when the process is killed meanwhile",
  async () => {
    await everySeed(1, async (random) => {
      const dir = temporaryDir();
      const data = join(dir, "data");
      const args = ["--port", `${await aFreePort()}`];
      const env = { EMBEDDED_WATCHDOG_MS: `${WATCHDOG_MS}` };
      let process = await aProcess(data, {
        args: [...args, "--push", await aPushFile(dir, "crash/app")],
        env,
      });
      const load = new Load(await process.url(), CLIENTS, random);
      const spin = () => overHttp(load.url, "ledger:spin", { key: "spinning" });
      /** Others go on when the thread has been replaced. */
      const goesOn = async () => {
        const { acknowledged } = load;
        await eventually(() => (load.acknowledged > acknowledged + 100 ? true : undefined), 15_000);
      };

      await goesOn();
      await expect(spin()).rejects.toThrow();
      await goesOn();
      load.requireSound(data);

      for (const afterMs of [random.between(100, 500), WATCHDOG_MS + random.between(0, 1_000)]) {
        const spinning = spin().catch(() => {});
        await sleep(afterMs);
        await process.kill();
        await spinning;
        requireSound(readLedger(data), load.journal);
        process = await aProcess(data, { args, env });
        await process.url();
        await goesOn();
      }
      await load.finish();
      requireSound(readLedger(data), load.journal);
      requireNone(load.sessions.flatMap(({ refusals }) => refusals));
    });
  },
  limitFor(1, 60_000),
);
