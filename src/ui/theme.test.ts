import { expect, test } from "vitest";
import { nextThemeChoice, readThemeChoice, resolveTheme } from "./theme";

test("nobody who chose nothing gets anything but the system's theme", () => {
  expect(readThemeChoice(null)).toBe("system");
  expect(readThemeChoice("purple")).toBe("system");
  expect(resolveTheme("system", true)).toBe("dark");
  expect(resolveTheme("system", false)).toBe("light");
});

test("a choice wins over the system", () => {
  expect(resolveTheme("light", true)).toBe("light");
  expect(resolveTheme("dark", false)).toBe("dark");
});

test("one button walks through all three choices and comes back", () => {
  expect(nextThemeChoice("system")).toBe("light");
  expect(nextThemeChoice("light")).toBe("dark");
  expect(nextThemeChoice("dark")).toBe("system");
});
