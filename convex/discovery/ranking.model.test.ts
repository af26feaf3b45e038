import { describe, expect, test } from "vitest";
import { beginnings, type Findable, isMistyped, rank } from "./ranking.model";

const thing = (title: string, tags: string[] = [], text = "", isLive = false): Findable => ({
  name: { field: "title", text: title },
  tags,
  texts: [{ field: "description", text }],
  isLive,
});
const order = (typed: string, things: Record<string, Findable>) =>
  Object.entries(things)
    .map(([name, one]) => ({ name, score: rank(typed, one)?.score ?? 0 }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ name }) => name);

describe("a search", () => {
  test("puts a name before a tag, a tag before a text, and what is called just so before all", () => {
    const things = {
      text: thing("Salt", [], "About the tides"),
      tag: thing("Salt", ["tides"]),
      name: thing("High tides at night"),
      same: thing("Tides"),
      other: thing("Mountains", ["snow"], "About the wind"),
    };
    expect(order("tides", things)).toEqual(["same", "name", "tag", "text"]);
  });

  test("puts what has all the words before what has one of them in a better place", () => {
    const things = { one: thing("Night tides"), both: thing("Night", [], "painting") };
    expect(order("night painting", things)).toEqual(["both", "one"]);
  });

  test("among equals puts what is live first", () => {
    expect(order("tides", { off: thing("The tides"), on: thing("The tides", [], "", true) })).toEqual([
      ...["on", "off"],
    ]);
  });

  test("says where the words were found, as they stand there", () => {
    expect(rank("tide PAINT", thing("Tides", ["painting"], "Paint and salt"))?.why).toEqual([
      { field: "title", words: ["Tides"] },
      { field: "tag", words: ["painting"] },
      { field: "description", words: ["Paint"] },
    ]);
  });

  test("finds a word with and without its accents, in any script", () => {
    expect(rank("cafe", thing("Café Lisboa"))?.why).toMatchObject([{ words: ["Café"] }]);
    expect(rank("моря", thing("Шум моря"))).not.toBeNull();
    expect(rank("!!!", thing("Tides"))).toBeNull();
  });
});

const WORDS = [
  ...["painting", "mathematics", "synthesizer", "gardening", "telescope", "watercolour", "compiler"],
  ...["philosophy", "volcano", "origami", "chess", "weather", "orchestra", "robotics", "language"],
  ...["astronomy", "poetry", "cooking", "pottery", "geometry", "kitchen", "pirates", "history"],
];

/** Every slip at every place: a letter left out, doubled, two swapped, another one. */
function slipsOf(word: string): string[] {
  const slips = [...word].flatMap((letter, i) => [
    word.slice(0, i) + word.slice(i + 1),
    word.slice(0, i) + letter + word.slice(i),
    word.slice(0, i) + (word[i + 1] ?? "") + letter + word.slice(i + 2),
    `${word.slice(0, i)}q${word.slice(i + 1)}`,
  ]);
  return [...new Set(slips)].filter((slip) => slip !== word && slip.length >= 4);
}

describe("a slip in a word", () => {
  test("is forgiven once in four letters and twice in eight, and not in less", () => {
    expect([isMistyped("tidse", "tides"), isMistyped("tids", "tides"), isMistyped("tdies", "tides")]).toEqual(
      [true, true, true],
    );
    expect(isMistyped("cat", "car")).toBe(false);
    expect(isMistyped("tidxx", "tides")).toBe(false);
    expect(isMistyped("matehmtics", "mathematics")).toBe(true);
  });

  test("is found from the beginning of the word in two of three cases, and hardly ever leads to another", () => {
    let [found, all, wrong] = [0, 0, 0];
    for (const word of WORDS) {
      for (const typed of slipsOf(word)) {
        all++;
        // What the index gives for a beginning, and what of that the ranking lets through.
        const [beginning] = beginnings(typed);
        const hits = WORDS.filter(
          (one) => (one.startsWith(typed) || one.startsWith(beginning!)) && rank(typed, thing(one)),
        );
        if (hits.includes(word)) found++;
        if (hits.some((one) => one !== word)) wrong++;
      }
    }
    expect(found / all).toBeGreaterThan(0.6);
    expect(wrong / all).toBeLessThan(0.01);
    // Without beginnings, a slip is forgiven at the very end of a word alone.
    const without = WORDS.flatMap((word) => slipsOf(word).filter((typed) => word.startsWith(typed))).length;
    expect(without / all).toBeLessThan(0.1);
    console.info(
      `slips: ${Math.round((100 * found) / all)} % found, ${Math.round((100 * without) / all)} % without`,
    );
  });
});
