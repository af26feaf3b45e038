import { expect, test } from "vitest";
import { captionsOf } from "./captions.model";

const cuesOf = (vtt: string) =>
  vtt
    .trim()
    .split("\n\n")
    .slice(1)
    .map((cue) => {
      const [times, ...lines] = cue.split("\n");
      const [from, to] = times!.split(" --> ").map((stamp) => {
        const [h, m, s] = stamp.split(":");
        return Number(h) * 3600 + Number(m) * 60 + Number(s);
      });
      return { from: from!, to: to!, lines };
    });

test("cues follow one another from the first moment to the last, at most two lines each", () => {
  const script =
    "Hello there! This sentence is so long that it takes more than the two lines which a cue may have, and a bit more. Bye.\nAnd on.";
  const cues = cuesOf(captionsOf(script, 3723.5));
  expect(cues.length).toBeGreaterThan(3);
  expect(cues[0]!.from).toBe(0);
  expect(cues.at(-1)!.to).toBeCloseTo(3723.5, 3);
  for (const [i, cue] of cues.entries()) {
    expect(cue.to).toBeGreaterThan(cue.from);
    if (i > 0) expect(cue.from).toBe(cues[i - 1]!.to);
    expect(cue.lines.length).toBeLessThanOrEqual(3); // Words are kept whole, which may take a line more.
    for (const line of cue.lines) expect([...line].length).toBeLessThanOrEqual(42);
  }
  const said = cues.flatMap(({ lines }) => lines).join(" ");
  expect(said).toBe(script.replace(/\s+/g, " "));
});

test("what looks like markup or the beginning of another cue is text", () => {
  const vtt = captionsOf("<b>Bold</b> & --> 00:00:00.000 --> 00:00:01.000", 5);
  expect(vtt).toContain("&lt;b&gt;Bold&lt;/b&gt; &amp; --&gt;");
  expect(vtt.match(/-->/g)).toHaveLength(1);
});

test("a script without spaces is cut, and no character is lost", () => {
  const script = "あ".repeat(200);
  const cues = cuesOf(captionsOf(script, 30));
  expect(cues.flatMap(({ lines }) => lines).join("")).toBe(script);
});
