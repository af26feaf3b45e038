import { expect, test } from "vitest";
import { decodeId, encodeId } from "../src/values/ids.ts";

test("DB1: a document has one id and no second spelling of it", () => {
  const internalId = "0123456789abcdef";
  for (const tableNumber of [1, 127, 128, 10_001, 2 ** 21]) {
    const id = encodeId(tableNumber, internalId);
    expect(decodeId(id)).toEqual({ tableNumber, internalId });
    for (const other of [`${id}0`, `${id}00`, `0${id}`, id.slice(0, -1), id.toUpperCase(), ` ${id}`])
      expect([other, decodeId(other)]).toEqual([other, null]);
    // Every single character counts.
    for (let at = 0; at < id.length; at++) {
      const changed = id.slice(0, at) + (id[at] === "a" ? "b" : "a") + id.slice(at + 1);
      expect([changed, decodeId(changed)]).toEqual([changed, null]);
    }
  }
});
