import { expect, test } from "vitest";
import { connectionNotice } from "./connection";

const connected = { now: 10_000, downSince: null, restoredAt: null, everConnected: true, deviceOnline: true };

test("a connection that holds says nothing", () => {
  expect(connectionNotice(connected)).toBe("none");
});

test("a gap of less than two seconds is nobody's business", () => {
  expect(connectionNotice({ ...connected, downSince: 8001 })).toBe("none");
  expect(connectionNotice({ ...connected, downSince: 8000 })).toBe("reconnecting");
});

test("a first connection that does not come is not called a reconnect", () => {
  expect(connectionNotice({ ...connected, downSince: 0, everConnected: false })).toBe("connecting");
});

test("a device without network is told so", () => {
  expect(connectionNotice({ ...connected, downSince: 0, deviceOnline: false })).toBe("offline");
});

test("the return is shown for a moment", () => {
  expect(connectionNotice({ ...connected, restoredAt: 9000 })).toBe("restored");
  expect(connectionNotice({ ...connected, restoredAt: 7000 })).toBe("none");
});
