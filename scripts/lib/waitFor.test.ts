import { expect, test } from "vitest";
import { WaitError, waitFor } from "./waitFor.ts";

test("the first real answer is returned, and zero and the empty text are answers", async () => {
  const answers = [undefined, null, false, 0] as const;
  let asked = 0;
  expect(await waitFor("an answer", () => answers[asked++], { everyMs: 1 })).toBe(0);
  expect(asked).toBe(4);
  expect(await waitFor("a text", () => "", { everyMs: 1 })).toBe("");
});

test("a question that throws is asked again", async () => {
  let asked = 0;
  const ask = async () => {
    asked += 1;
    if (asked < 3) throw new Error("not yet");
    return "now";
  };
  expect(await waitFor("an answer", ask, { everyMs: 1 })).toBe("now");
});

test("when time is over, the error says what was waited for and what went wrong last", async () => {
  const ask = async () => {
    throw new Error("connection refused");
  };
  const waiting = waitFor("the server", ask, { timeoutMs: 30, everyMs: 5 });
  await expect(waiting).rejects.toThrow(WaitError);
  await expect(waiting).rejects.toThrow("the server was not there within 0.03 s (connection refused)");
});

test("an abort ends the wait at once", async () => {
  const controller = new AbortController();
  const waiting = waitFor("nothing", () => null, {
    timeoutMs: 60_000,
    everyMs: 30_000,
    signal: controller.signal,
  });
  controller.abort();
  await expect(waiting).rejects.toThrow(/abort/i);
});
