import { renderToStaticMarkup } from "react-dom/server";
import Markdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { describe, expect, test } from "vitest";
import { isPlain, isTangled, tame } from "./markdownRules";

const drawn = (text: string, ...mentioned: string[]) =>
  renderToStaticMarkup(Markdown({ children: text, remarkPlugins: [remarkGfm, tame(new Set(mentioned))] }));

describe("what is shown of Markdown", () => {
  test("a name is a mention where the backend has recognised it, and once", () => {
    expect(drawn("Ask @ada, @Basil and @nobody.", "ada", "basil")).toBe(
      '<p>Ask <span data-mention="ada">@ada</span>, <span data-mention="basil">@Basil</span> and @nobody.</p>',
    );
    expect(drawn("`@ada`", "ada")).toBe("<p><code>@ada</code></p>");
  });

  test("a spoiler hides what is between its bars, and a table keeps its own", () => {
    expect(drawn("It was ||the heron||.")).toBe('<p>It was <span data-spoiler="">the heron</span>.</p>');
    expect(drawn("| a |\n|---|\n| b |")).toContain("<td>b</td>");
  });

  test("pictures are links, notes stay as they were written, and HTML is text", () => {
    expect(drawn("![pier](https://elsewhere.test/p.png)")).toBe(
      '<p><a href="https://elsewhere.test/p.png">pier</a></p>',
    );
    expect(drawn("tide[^1]\n\n[^1]: high")).not.toMatch(/id=|<sup|<section/);
    expect(drawn("a <img src=x onerror=ran()> b")).toBe("<p>a &lt;img src=x onerror=ran()&gt; b</p>");
    expect(drawn("<div onclick=ran()>\n\nhello")).toContain("<p>&lt;div onclick=ran()&gt;</p>");
  });

  test("what is nested deeper than anybody reads is shown as it was written", () => {
    const html = drawn(`${"*".repeat(300)}deep${"*".repeat(300)}`);
    expect(html.match(/<(em|strong)>/g)?.length).toBeLessThan(15);
    expect(html).toContain("deep");
  });
});

describe("what is not parsed at all", () => {
  test.each([
    ["a sentence", "The gauge at the north pier stands at 2 m, and the wind has turned (again)."],
    ["one with hyphens and a colon", "Reading 7: the north-pier gauge + wind = calm! #7"],
    ["another script", "مرحبا، كيف المد اليوم؟"],
  ])("%s needs no parser", (_, text) => {
    expect(isPlain(text)).toBe(true);
    expect(drawn(text)).toBe(`<p>${text}</p>`);
  });

  test.each([
    "*six*",
    "`six`",
    "- six",
    "1. six\n2. seven",
    "https://example.org",
    "a\nb",
    "www.example.org/a:b",
  ])("%j does", (text) => {
    expect(isPlain(text)).toBe(false);
  });

  test.each([
    ["a tower of quotes", ">".repeat(4000)],
    ["a tower of lists", "- ".repeat(2000)],
    ["a tower of numbers", "1. ".repeat(1300)],
    ["stars without end", "*a ".repeat(1300)],
    ["bars without end", "|a|b|\n|-|-|\n".repeat(300)],
  ])("%s is left alone", (_, text) => {
    expect(isTangled(text)).toBe(true);
  });

  test("what people nest on purpose is parsed", () => {
    expect(
      isTangled("> > quoted twice\n\n- a\n  - b\n    - c\n\n***\n\n| a | b |\n|---|---|\n| **c** | d |"),
    ).toBe(false);
  });
});
