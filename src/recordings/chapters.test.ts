import { expect, test } from "vitest";
import { formatChapters, readChapters } from "./chapters";

test("chapters are written as clocks and titles, and read back as they were", () => {
  const chapters = [
    { startS: 0, title: "Mixing blues" },
    { startS: 750, title: "The 2nd wave" },
    { startS: 3725, title: "Drying: 5 minutes" },
  ];
  const text = formatChapters(chapters);
  expect(text).toBe("0:00 Mixing blues\n12:30 The 2nd wave\n1:02:05 Drying: 5 minutes");
  expect(readChapters(text)).toEqual(chapters.map(({ startS, title }) => ({ start_s: startS, title })));
});

test("empty lines are none, seconds alone are fine, and a line without a clock begins at the beginning", () => {
  expect(readChapters("\n90 Later\n  \nJust words\n")).toEqual([
    { start_s: 90, title: "Later" },
    { start_s: 0, title: "Just words" },
  ]);
});
