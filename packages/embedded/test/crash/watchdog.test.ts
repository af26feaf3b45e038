import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { aFreePort, aProcess, aPushFile } from "../process.ts";
import { everySeed, limitFor, Random } from "../random/seed.ts";
import { eventually, pushOf, temporaryDir } from "../support.ts";
import { overHttp } from "./clients.ts";
import { readLedger, requireNone, requireSound } from "./ledger.ts";
import { Load } from "./load.ts";

const CLIENTS = 12;
const WATCHDOG_MS = 1_000;

test("DU8: a call that has spun is refused when its client or its job comes back with it, until new code is pushed", async () => {
  const dir = temporaryDir();
  const data = join(dir, "data");
  const args = ["--port", `${await aFreePort()}`, "--push", await aPushFile(dir, "crash/app")];
  const env = { EMBEDDED_WATCHDOG_MS: `${WATCHDOG_MS}` };
  const process = await aProcess(data, { args, env });
  const load = new Load(await process.url(), 0, new Random(1));
  const replacements = () => process.output().split("the runtime starts again").length - 1;

  const session = load.aSession(load.url);
  await expect(session.mutation("ledger:spin", { key: "session" })).rejects.toThrow(/timed out/);
  expect(replacements()).toBe(1);

  await overHttp(load.url, "ledger:spinLater", { key: "job" });
  const [job] = await eventually(async () => {
    const jobs = (await overHttp(load.url, "ledger:jobs", {}, "query").catch(() => [])) as { kind: string }[];
    return jobs.length > 0 && jobs.every(({ kind }) => kind === "failed") ? jobs : undefined;
  }, 15_000);
  expect(job).toMatchObject({ kind: "failed", error: /timed out/ });
  expect(replacements()).toBe(2);

  await pushAgain(load.url, readFileSync(join(data, "admin.key"), "utf8").trim());
  await expect(session.mutation("ledger:spin", { key: "session" })).rejects.toThrow(/timed out/);
  expect(replacements()).toBe(3);
}, 60_000);

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

async function pushAgain(url: string, adminKey: string): Promise<void> {
  const post = async (path: string, body: unknown) => {
    const headers = { Authorization: `Convex ${adminKey}`, "Content-Type": "application/json" };
    const answer = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.json();
  };
  const startPush = await post("/api/deploy2/start_push", await pushOf("crash/app"));
  await post("/api/deploy2/finish_push", { startPush });
}
