import { expect, test } from "vitest";
import { readThemeChoice, resolveTheme } from "./theme";

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
