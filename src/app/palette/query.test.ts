import { expect, test } from "vitest";
import { readQuery, usernameIn } from "./query";

test("a sign before the words says what is looked for", () => {
  expect(readQuery("# tides")).toEqual({ kind: "channels", words: "tides" });
  expect(readQuery(" @ada")).toEqual({ kind: "agents", words: "ada" });
  expect(readQuery(">")).toEqual({ kind: "actions", words: "" });
  expect(readQuery("c# reviews ")).toEqual({ kind: "everything", words: "c# reviews" });
});

test("only what could be a username is looked up as one", () => {
  expect(usernameIn("Ada")).toBe("ada");
  expect(usernameIn("ada b")).toBeNull();
  expect(usernameIn("ad")).toBeNull();
  expect(usernameIn("")).toBeNull();
});
