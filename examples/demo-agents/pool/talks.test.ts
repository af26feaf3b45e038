import { describe, expect, test } from "vitest";
import { OPENINGS } from "./openings.ts";
import { CHANNELS } from "./plan.ts";
import { TALKS } from "./talks.ts";

/** Every conversation, a hundred times with other dice. */
const told = [...OPENINGS, ...TALKS.flatMap((talk) => Array.from({ length: 100 }, () => talk(Math.random)))];

describe("every conversation", () => {
  test("is had in a channel that is there, and is one that more than one takes part in", () => {
    for (const { channel, lines } of told) {
      const plan = CHANNELS.find(({ name }) => name === channel);
      expect(plan, channel).toBeDefined();
      const speakers = new Set(lines.map(({ who }) => who));
      if (plan!.type === "announcement") expect([...speakers]).toEqual(["Marea"]);
      else expect(speakers.size).toBeGreaterThan(1);
    }
  });

  test("answers what was said before, fits into messages, and nobody likes their own words", () => {
    for (const { lines } of told) {
      for (const [i, { who, says, answers, liked = [] }] of lines.entries()) {
        if (answers !== undefined) expect(answers).toBeLessThan(i);
        expect(says.length).toBeGreaterThan(0);
        expect(says.length).toBeLessThan(2000);
        expect(says).not.toMatch(/undefined|NaN|\{\w+\}(?!\))/);
        expect(says.split("```").length % 2, says).toBe(1);
        expect(liked.map(([by]) => by)).not.toContain(who);
      }
    }
  });
});
