import { expect, test } from "vitest";
import { Settling } from "./settling";

/** A settling of 100 to 1000 ms, on a clock that is moved by hand. */
function aSettling() {
  const passed: string[] = [];
  let timers: { at: number; call: () => void }[] = [];
  let now = 0;
  const settling = new Settling<string>(
    (value) => passed.push(value),
    100,
    1000,
    (call, afterMs) => {
      const timer = { at: now + afterMs, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
  );
  const moveTo = (moment: number) => {
    now = moment;
    for (const { call } of timers.filter(({ at }) => at <= now)) call();
  };
  return { settling, passed, moveTo, waiting: () => timers.length };
}

test("the newest value is passed on, once, when no other has come for a while", () => {
  const { settling, passed, moveTo, waiting } = aSettling();
  settling.take("first");
  moveTo(90);
  settling.take("second");
  moveTo(180);
  expect(passed).toEqual([]);
  moveTo(190);
  expect(passed).toEqual(["second"]);
  moveTo(5000);
  expect(passed).toEqual(["second"]);
  expect(waiting()).toBe(0);
});

test("values that never stop coming are passed on now and then", () => {
  const { settling, passed, moveTo } = aSettling();
  for (let at = 0; at <= 2500; at += 50) {
    moveTo(at);
    settling.take(`${at}`);
  }
  expect(passed).toEqual(["950", "1950"]);
});

test("whoever leaves passes on what waits, or forgets it", () => {
  const { settling, passed, waiting } = aSettling();
  settling.flush();
  settling.take("kept");
  settling.flush();
  settling.take("lost");
  settling.drop();
  settling.flush();
  expect(passed).toEqual(["kept"]);
  expect(waiting()).toBe(0);
});
