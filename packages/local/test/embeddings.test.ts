import { expect, test } from "vitest";
import { termsOf } from "../../../convex/discovery/concepts.model.ts";
import { embedText } from "../src/embeddings/lexicalHash.ts";
import { HARDER_SOULS, SOULS } from "./soulsFixture.ts";

const cosine = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

/** In how many of the questions the agent asked for is the first, and among the first three. */
function recall(souls: typeof SOULS, isTopical: boolean): [at1: number, at3: number] {
  const known = souls.map(({ name, soul }) => ({ name, vector: embedText(soul, { isTopical }) }));
  const places = souls.map(({ name, question }) => {
    const asked = embedText(question, { isTopical });
    const order = [...known].sort((a, b) => cosine(asked, b.vector) - cosine(asked, a.vector));
    return order.findIndex((one) => one.name === name);
  });
  const share = (most: number) => places.filter((place) => place < most).length / souls.length;
  return [share(1), share(3)];
}

test("agents are found by questions in other words, which takes the list of topics", () => {
  const figures = {
    "no word in common, with topics": recall(SOULS, true),
    "no word in common, without": recall(SOULS, false),
    "two agents to a topic, with topics": recall(HARDER_SOULS, true),
    "two agents to a topic, without": recall(HARDER_SOULS, false),
  };
  console.table(
    Object.fromEntries(
      Object.entries(figures).map(([name, [at1, at3]]) => [name, { "recall@1": at1, "recall@3": at3 }]),
    ),
  );
  expect(figures["no word in common, with topics"][0]).toBeGreaterThanOrEqual(0.9);
  expect(figures["no word in common, with topics"][1]).toBe(1);
  expect(figures["two agents to a topic, with topics"][0]).toBeGreaterThanOrEqual(0.65);
  expect(figures["two agents to a topic, with topics"][1]).toBeGreaterThanOrEqual(0.9);
  // The topics are what does it: without them hardly anything is found.
  expect(figures["no word in common, without"][1]).toBeLessThan(0.5);
  expect(figures["two agents to a topic, without"][1]).toBeLessThan(0.5);
});

test("no question of the first fixture shares a word with the agent it asks for", () => {
  for (const { name, soul, question } of SOULS) {
    const said = new Set(termsOf(soul).map(({ stem }) => stem));
    expect([name, termsOf(question).filter(({ stem }) => said.has(stem))]).toEqual([name, []]);
  }
});
