import { makeFunctionReference } from "convex/server";
import { expect, onTestFinished, test, vi } from "vitest";
import { JobTable } from "../src/jobs/jobTable.ts";
import { aDeployment, api, eventually, pushOf } from "./support.ts";

test("JB3: sixteen scheduled actions run in two rounds of eight", async () => {
  const { client } = await aDeployment();
  const started = Date.now();
  for (let i = 0; i < 16; i++) await client.mutation(api.kitchen.actLater, { name: "acts", ms: 300 });
  await eventually(async () =>
    (await client.query(api.kitchen.value, { name: "acts" })) === 16 ? true : undefined,
  );
  const elapsed = Date.now() - started;
  expect(elapsed).toBeGreaterThan(590);
  expect(elapsed).toBeLessThan(8 * 300);
});

test("JB5: a due job whose component is gone fails, and holds up no other", async () => {
  const { client, admin, adminKey, url } = await aDeployment({ push: await pushOf("components") });
  // A component of recurring work has a job that is due in a second.
  await client.mutation(makeFunctionReference<"mutation">("work:everySecond"), {});
  const started = await admin("/api/deploy2/start_push", { ...(await pushOf("app")), adminKey });
  await admin("/api/deploy2/finish_push", { startPush: await started.json(), adminKey });
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const begun = Date.now();
  await client.mutation(api.jobs.schedule, { name: "jobs:chain", args: { name: "chain", left: 9 } });
  await eventually(async () =>
    (await client.query(api.kitchen.value, { name: "chain" })) === 10 ? true : undefined,
  );
  expect(Date.now() - begun).toBeLessThan(900);
  const metrics = await fetch(`${url}/metrics`, { headers: { Authorization: `Convex ${adminKey}` } });
  expect(await metrics.text()).toMatch(/^convex_scheduled_functions 0$/m);
}, 60_000);

test("JB1: where the disk cannot be read for a moment, jobs run when it can, and nothing else is held up", async () => {
  const { client } = await aDeployment();
  const reading = vi.spyOn(JobTable.prototype, "nextAt").mockImplementationOnce(() => {
    throw new Error("disk I/O error");
  });
  onTestFinished(() => reading.mockRestore());
  await client.mutation(api.jobs.schedule, { name: "jobs:chain", args: { name: "chain", left: 2 } });
  expect(reading.mock.results[0]).toMatchObject({ type: "throw" });
  await eventually(async () =>
    (await client.query(api.kitchen.value, { name: "chain" })) === 3 ? true : undefined,
  );
});
