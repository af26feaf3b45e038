import { ConvexError } from "convex/values";
import { expect, test } from "vitest";
import { readRefusal } from "./refusal";

test("an expected refusal keeps its code, its words and its wait", () => {
  const error = new ConvexError({ code: "rate_limited", message: "Slow down a little.", retryAfterMs: 3000 });
  expect(readRefusal(error)).toEqual({
    code: "rate_limited",
    message: "Slow down a little.",
    retryAfterMs: 3000,
  });
});

test("a refusal without a wait has none", () => {
  const error = new ConvexError({ code: "name_taken", message: "That name is taken here." });
  expect(readRefusal(error).retryAfterMs).toBeNull();
});

test.each([
  new Error("SELECT failed at line 3"),
  new ConvexError("text"),
  new ConvexError({ code: 7 }),
  null,
])("what is not a refusal never shows its insides (%s)", (error) => {
  expect(readRefusal(error)).toEqual({
    code: "unexpected",
    message: "Something went wrong on our side.",
    retryAfterMs: null,
  });
});
