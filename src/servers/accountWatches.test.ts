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

test("an order that was asked for is shown at once, until the account says the same or refuses", () => {
  const pending = new PendingWatches();
  pending.setOrder(["reef", "pool"]);
  expect(expectedWatches(["pool", "rocks", "reef"], [], new Map(), pending.order())).toEqual([
    "reef",
    "pool",
    "rocks",
  ]);
  pending.settle(["pool", "rocks", "reef"]);
  expect(pending.order()).toEqual(["reef", "pool"]);
  pending.settle(["reef", "pool", "rocks"]);
  expect(pending.order()).toBeNull();
});
