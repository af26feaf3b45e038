import { expect, test } from "vitest";
import { aDeployment, api } from "./support.ts";

test("FN10: actions that are the first to need a module, all at once, run", async () => {
  const { client } = await aDeployment();
  const calls = Array.from({ length: 20 }, (_, i) => client.action(api.nodeOnly.md5, { text: `${i}` }));
  calls.push(...Array.from({ length: 20 }, () => client.action(api.files.uploadUrlFromAction, {})));
  expect(new Set(await Promise.all(calls)).size).toBe(40);
});
