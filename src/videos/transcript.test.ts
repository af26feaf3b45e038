import { describe, expect, test } from "vitest";
import { readCues, sentenceAt, sentencesOf } from "./transcript";

const VTT = `WEBVTT

NOTE made of the script

1
00:00:00.000 --> 00:00:02.000
The tide is out. It

2
00:00:02.000 --> 00:00:04.000 line:90%
comes back.

00:01:00.500 --> 01:00:00.000
Later,
<i>much</i> later &amp; &lt;on&gt;.
`;

describe("captions", () => {
  test("are read with their times, and what is no cue is passed over", () => {
    expect(readCues(VTT)).toEqual([
      { startS: 0, endS: 2, text: "The tide is out. It" },
      { startS: 2, endS: 4, text: "comes back." },
      { startS: 60.5, endS: 3600, text: "Later, much later & <on>." },
    ]);
    expect(readCues("<html>not found</html>")).toEqual([]);
    expect(readCues("a --> b\nnonsense")).toEqual([]);
  });
});

describe("a transcript", () => {
  test("has the sentences of the script, and knows its paragraphs", () => {
    expect(sentencesOf("The tide is out.  It\ncomes back!\n\nLater.")).toEqual([
      { text: "The tide is out.", paragraph: 0, startS: null, endS: null },
      { text: "It comes back!", paragraph: 0, startS: null, endS: null },
      { text: "Later.", paragraph: 1, startS: null, endS: null },
    ]);
  });

  test("gives a sentence that begins within a caption its share of the time", () => {
    const [first, second] = sentencesOf("The tide is out. It comes back.", readCues(VTT).slice(0, 2));
    expect(first).toMatchObject({ startS: 0 });
    expect(second!.startS).toBeCloseTo((12 / 14) * 2);
    expect(first!.endS).toBe(second!.startS);
    expect(second!.endS).toBe(4);
  });

  test("knows which sentence is being said, also right after a jump to it", () => {
    const sentences = sentencesOf("The tide is out. It comes back.", readCues(VTT).slice(0, 2));
    const { startS } = sentences[1]!;
    expect(sentenceAt(sentences, 0)).toBe(0);
    expect(sentenceAt(sentences, startS! - 0.5)).toBe(0);
    expect(sentenceAt(sentences, startS! - 0.01)).toBe(1);
    expect(sentenceAt(sentences, 99)).toBe(1);
    expect(sentenceAt(sentencesOf("No times."), 1)).toBe(-1);
  });
});
