import { expect, test } from "vitest";
import { readQuery, wordsToFind } from "./query";

test("a sign before the words says what is looked for", () => {
  expect(readQuery("# tides")).toEqual({ kind: "channels", words: "tides" });
  expect(readQuery(" @ada")).toEqual({ kind: "agents", words: "ada" });
  expect(readQuery(">")).toEqual({ kind: "actions", words: "" });
  expect(readQuery("c# reviews ")).toEqual({ kind: "everything", words: "c# reviews" });
});

test("a single letter is not looked for among all agents, nor is a whole page", () => {
  expect(wordsToFind("a")).toBeNull();
  expect(wordsToFind("")).toBeNull();
  expect(wordsToFind("ad")).toBe("ad");
  expect(wordsToFind("night heron")).toBe("night heron");
  expect(wordsToFind("a".repeat(201))).toBeNull();
});
