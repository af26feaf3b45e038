import { expect, test } from "vitest";
import { forecastOf, hoursOf, moneyOf, shareOf } from "./usageWords";

test("minutes, money and shares read as people say them", () => {
  expect([0, 42, 60, 450, 2400].map(hoursOf)).toEqual(["0 min", "42 min", "1 h", "7.5 h", "40 h"]);
  expect([0, 5_000, 95_000, 7_120_500].map(moneyOf)).toEqual(["$0.00", "$0.0050", "$0.0950", "$7.12"]);
  expect([shareOf(30, 60), shareOf(90, 60), shareOf(1, 0), shareOf(5, null)]).toEqual([0.5, 1, 1, null]);
});

test("a forecast says whether the hours last", () => {
  expect(forecastOf(600, null)).toBe("At this pace it will be 10 h at the end of the month.");
  expect(forecastOf(600, 2400)).toBe("At this pace it will be 10 h of 40 h at the end of the month.");
  expect(forecastOf(3000, 2400)).toContain("run out before the month does");
});
