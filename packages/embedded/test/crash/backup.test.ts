import { join } from "node:path";
import { expect, test } from "vitest";
import { backup, restore } from "../../src/admin/backup.ts";
import { aFreePort, aProcess, aPushFile } from "../process.ts";
import { everySeed, limitFor } from "../random/seed.ts";
import { eventually, temporaryDir } from "../support.ts";
import { Journal } from "./journal.ts";
import { readLedger, requireSound } from "./ledger.ts";
import { Load } from "./load.ts";

const CLIENTS = 8;
const BACKUPS = 10;

test(
  "OP3: a backup under load is a sound prefix with everything that was acknowledged before it began",
  async () => {
    await everySeed(1, async (random) => {
      const dir = temporaryDir();
      const data = join(dir, "data");
      const args = ["--port", `${await aFreePort()}`, "--push", await aPushFile(dir, "crash/app")];
      const process = await aProcess(data, { args });
      const load = new Load(await process.url(), CLIENTS, random);
      for (let i = 0; i < BACKUPS; i++) {
        const { acknowledged } = load;
        await eventually(() => (load.acknowledged > acknowledged + 50 ? true : undefined), 10_000);
        const before = load.journal.acknowledged;
        await backup(data, join(dir, `${i}.zip`));
        await restore(join(dir, `${i}.zip`), join(dir, `restored ${i}`));
        const restored = readLedger(join(dir, `restored ${i}`));
        requireSound(restored, Journal.union([load.journal], before));
        expect(restored.files.length).toBeGreaterThan(0);
      }
    });
  },
  limitFor(1, 60_000),
);
