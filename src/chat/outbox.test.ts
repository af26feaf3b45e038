import { expect, test } from "vitest";
import { calmUntil, changeOutbox, type OutboxEntry, unsettled } from "./outbox";

const entry = { nonce: "n1", content: "Hello", replyTo: null, queuedAt: 1000 };
const tooFast = { code: "rate_limited", message: "Slow down a little.", retryAfterMs: 3000 };
const queued = changeOutbox([], { kind: "queued", entry });

test("a message is on its way at once", () => {
  expect(queued).toEqual([{ ...entry, state: { kind: "sending" } }]);
});

test("a refused message keeps its text, its nonce and the time of the next try", () => {
  const failed = changeOutbox(queued, { kind: "failed", nonce: "n1", refusal: tooFast, now: 5000 });
  expect(failed).toEqual([{ ...entry, state: { kind: "failed", refusal: tooFast, retryAt: 8000 } }]);
  const retried = changeOutbox(failed, { kind: "retried", nonce: "n1" });
  expect(retried).toEqual(queued);
});

test("a failure concerns its own message only", () => {
  const two = changeOutbox(queued, { kind: "queued", entry: { ...entry, nonce: "n2" } });
  const failed = changeOutbox(two, { kind: "failed", nonce: "n2", refusal: tooFast, now: 0 });
  expect(failed.map((each) => each.state.kind)).toEqual(["sending", "failed"]);
});

test("a late failure of a removed message brings nothing back", () => {
  const removed = changeOutbox(queued, { kind: "removed", nonce: "n1" });
  expect(changeOutbox(removed, { kind: "failed", nonce: "n1", refusal: tooFast, now: 0 })).toEqual([]);
});

test("a message that came back through the live query is not shown twice", () => {
  const two: readonly OutboxEntry[] = changeOutbox(queued, {
    kind: "queued",
    entry: { ...entry, nonce: "n2" },
  });
  expect(unsettled(two, [{ nonce: null }, { nonce: "n1" }]).map((each) => each.nonce)).toEqual(["n2"]);
});

test("a wait the backend asked for holds back the next message as well", () => {
  expect(calmUntil(queued)).toBeNull();
  const failed = changeOutbox(queued, { kind: "failed", nonce: "n1", refusal: tooFast, now: 5000 });
  expect(calmUntil(failed)).toBe(8000);
  const other = { code: "name_taken", message: "Taken.", retryAfterMs: null };
  expect(
    calmUntil(changeOutbox(queued, { kind: "failed", nonce: "n1", refusal: other, now: 5000 })),
  ).toBeNull();
});
