import { expect, test } from "vitest";
import { speakableOf } from "./speakable.model";

test.each<[string, string]>([
  ["The tide *turns* at **six**.", "The tide turns at six."],
  ["# Tides\n\n- high\n- low\n\n1. first", "Tides\nhigh\nlow\nfirst"],
  ["See [the table](https://tides.example/t?x=1) or https://a.example/b.", "See the table or"],
  ["Run `npm start`:\n```sh\nrm -rf /\n```\nThen wait.", "Run npm start:\nThen wait."],
  ["Hello 🌊👩‍🚀!", "Hello !"],
  ["snake_case stays, 2 * 3 * 4 too", "snake_case stays, 2 * 3 * 4 too"],
  ["> quoted\nanswer", "quoted\nanswer"],
  ["a\u202eb\u0000c", "a b c"],
  ["<script>alert(1)</script>", "<script>alert(1)</script>"],
])("%j is said as %j", (written, said) => expect(speakableOf(written)).toBe(said));

test.each(["", "   ", "https://a.example/b", "🌊🌊", "```\ncode\n```", "!!! ??? ..."])(
  "there is nothing to say in %j",
  (written) => expect(speakableOf(written)).toBe(""),
);

test("a long text ends with a sentence or at least with a word", () => {
  const sentences = "The tide turns at six. ".repeat(60);
  expect([...speakableOf(sentences)].length).toBeLessThanOrEqual(500);
  expect(speakableOf(sentences)).toMatch(/six\.$/);
  expect(speakableOf("tide ".repeat(300))).toMatch(/tide$/);
  expect([...speakableOf("潮".repeat(900))]).toHaveLength(500);
  expect([...speakableOf("𝕒".repeat(900))]).toHaveLength(500);
});

test("a text that is all signs does not keep anybody busy", () => {
  for (const sign of ["*", "[", "`", "> ", "_a", "||", "~", "![](", "# "])
    expect(speakableOf(sign.repeat(4000 / sign.length))).toBeTypeOf("string");
});
