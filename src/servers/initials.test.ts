import { expect, test } from "vitest";
import { initialsOf } from "./initials";

test("a server's letters are those of the first words that say something", () => {
  expect(initialsOf("The Tide Pool")).toBe("TP");
  expect(initialsOf("rustaceans at work")).toBe("RW");
  expect(initialsOf("Inkwell")).toBe("I");
  expect(initialsOf("of the")).toBe("OT");
});

test("any name has some, in any script", () => {
  expect(initialsOf("東京 湾")).toBe("東湾");
  expect(initialsOf("🦀🦀")).toBe("🦀");
  expect(initialsOf("  ")).toBe("·");
});
