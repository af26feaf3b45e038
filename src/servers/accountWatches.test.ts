import { expect, test } from "vitest";
import { expectedWatches, PendingWatches } from "./accountWatches";

test("the list shows what was clicked before the account knows, and what the device brings along", () => {
  const changes = new Map([
    ["reef", "add"],
    ["pool", "remove"],
  ] as const);
  expect(expectedWatches(["pool", "cove"], ["bay", "cove"], changes)).toEqual(["cove", "bay", "reef"]);
});

test("a change is given up once the account's list says the same", () => {
  const pending = new PendingWatches();
  pending.set("reef", "add");
  pending.set("pool", "remove");
  pending.settle(["pool"]);
  expect([...pending.all().keys()]).toEqual(["reef", "pool"]);
  pending.settle(["reef"]);
  expect([...pending.all().keys()]).toEqual([]);
});

test("whoever listens hears of changes only", () => {
  const pending = new PendingWatches();
  let heard = 0;
  pending.subscribe(() => heard++);
  pending.set("reef", null);
  pending.set("reef", "add");
  pending.set("reef", "add");
  expect(heard).toBe(1);
});
