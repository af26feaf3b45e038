import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { CallContext } from "../src/runtime/callContext.ts";
import { eventually } from "./support.ts";

test("what a call leaves behind finds its call for a while, and then nothing is looked after any more", async () => {
  const context = new CallContext<string>(50);
  const seen: (string | undefined)[] = [];
  let stop = false;
  const call = context.run("first", async () => {
    void (async () => {
      for (; !stop; await pause(5)) seen.push(context.current);
    })();
    await pause(1);
    return context.current;
  });
  expect(await call).toBe("first");
  await eventually(() => (seen.at(-1) === undefined ? true : undefined));
  stop = true;
  expect(seen[0]).toBe("first");
  expect(await context.run("second", async () => pause(1).then(() => context.current))).toBe("second");
});

test("a call that takes long is never lost, also while others come and go", async () => {
  const context = new CallContext<number>(1);
  const slow = context.run(0, async () => {
    for (let i = 0; i < 20; i++) {
      await pause(2);
      expect(context.current).toBe(0);
    }
  });
  for (let i = 1; i < 10; i++)
    expect(await context.run(i, () => pause(3).then(() => context.current))).toBe(i);
  await slow;
});
