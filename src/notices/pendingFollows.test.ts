import { expect, test, vi } from "vitest";
import { PendingFollows } from "./pendingFollows";

test("a change shows until the list says the same, and is taken back when it is refused", () => {
  const pending = new PendingFollows();
  const changed = vi.fn();
  pending.subscribe(changed);
  pending.set("ada", true);
  pending.set("ada", true);
  pending.set("basil", false);
  expect([...pending.all()]).toEqual([
    ["ada", true],
    ["basil", false],
  ]);
  expect(changed).toHaveBeenCalledTimes(2);
  pending.settle(["basil"]);
  expect([...pending.all()]).toEqual([
    ["ada", true],
    ["basil", false],
  ]);
  pending.settle(["ada"]);
  expect([...pending.all()]).toEqual([]);
  pending.set("ada", false);
  pending.set("ada", null);
  expect([...pending.all()]).toEqual([]);
});
