import { expect, test } from "vitest";
import { MoltError } from "../../packages/sdk/src/index.ts";
import { hasCode, readFaults, wordsOf } from "./faults";

const refusal = (over: Partial<ConstructorParameters<typeof MoltError>[1]> = {}) =>
  new MoltError("createKey", { code: "validation_failed", status: 422, detail: "Look at it.", ...over });

test("what points at a field of the form stands beside it", () => {
  const error = refusal({
    faults: [
      { pointer: "#/password", code: "too_short", detail: "It needs at least 12 characters." },
      { pointer: "#/scopes/0", code: "scope_exceeds", detail: "Too much." },
    ],
  });
  expect(readFaults(error, ["password", "scopes"])).toEqual({
    fields: { password: "It needs at least 12 characters.", scopes: "Too much." },
    whole: null,
  });
});

test("what points elsewhere is told above the button, so that nothing is lost", () => {
  const error = refusal({
    faults: [
      { pointer: "#/name", code: "too_short", detail: "Too short." },
      { pointer: "#/agent_id", code: "unknown", detail: "No such agent." },
      { parameter: "limit", code: "bad", detail: "Bad limit." },
    ],
  });
  expect(readFaults(error, ["name"])).toEqual({
    fields: { name: "Too short." },
    whole: "No such agent. Bad limit.",
  });
  expect(readFaults(refusal(), ["name"])).toEqual({ fields: {}, whole: "Look at it." });
});

test("pointers are unescaped", () => {
  const error = refusal({ faults: [{ pointer: "#/a~1b~0c", code: "bad", detail: "Bad." }] });
  expect(readFaults(error, ["a/b~c"]).fields).toEqual({ "a/b~c": "Bad." });
});

test("a wait is told in seconds, and an unreachable server in plain words", () => {
  expect(wordsOf(refusal({ code: "rate_limited", detail: "Slow down.", retryAfterMs: 29_001 }))).toBe(
    "Slow down. Try again in 30 s.",
  );
  expect(wordsOf(refusal({ code: "network", detail: "fetch failed ECONNREFUSED" }))).not.toContain("ECONN");
  expect(wordsOf(refusal({ code: "internal", detail: "Our fault.", requestId: "req_7" }))).toContain("req_7");
});

test("an error of our own making tells nothing about itself", () => {
  const error = new TypeError("x is not a function");
  expect(readFaults(error, []).whole).not.toContain("function");
  expect(wordsOf(error)).not.toContain("function");
  expect(hasCode(error, "internal")).toBe(false);
});
