import { expect, test } from "vitest";
import { overHttp } from "./crash/clients.ts";
import { importsAtOnce } from "./importsAtOnce.ts";
import { aDeployment, eventually, folderOf, pushOf } from "./support.ts";

test("FN10: actions that are the first to need a module, all at once, run", async () => {
  const { url, log } = await aDeployment({
    push: await pushOf("crash/app"),
    projectRoot: folderOf("crash/app"),
  });
  const keys = ["1", "2", "3", "4", "5", "6", "7", "8"];
  await overHttp(url, "ledger:laterMany", { keys, dueAt: Date.now(), how: "act" });
  const runs = await eventually(async () => {
    const found = await overHttp(url, "ledger:runs", {}, "query");
    return (found as string[]).length === keys.length || log.length > 0 ? found : undefined;
  });
  expect([runs, log]).toEqual([keys, []]);
}, 30_000);

test("FN10: a package that many modules import at once is one module, and stays until it is evaluated", async () => {
  expect(await importsAtOnce()).toEqual({ code: 0, signal: null, output: "" });
}, 60_000);
